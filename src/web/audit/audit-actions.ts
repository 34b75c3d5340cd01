import * as access from '#contract/access.ts'
import * as account from '#contract/account.ts'
import * as audit from '#contract/audit.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import * as imports from '#contract/import.ts'
import * as me from '#contract/my-account.ts'
import * as person from '#contract/person-secret.ts'
import * as scheme from '#contract/scheme/index.ts'
import * as session from '#contract/session.ts'
import * as station from '#contract/station/index.ts'
import * as territory from '#contract/territory/index.ts'

const MODULES: readonly (readonly [string, string, Readonly<Record<string, unknown>>])[] = [
  ['session', '登录与会话', session],
  ['me', '本人账号', me],
  ['account', '账号与授权', account],
  ['scheme', '方案', scheme],
  ['territory', '区域', territory],
  ['person', '人员号码', person],
  ['access', '紧急查阅', access],
  ['audit', '审计', audit],
  ['import', '表格导入', imports],
  ['station', '站点与验收', station],
]

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'path' in value && 'summary' in value

/** What one can filter the audit by: a whole module, or one operation that is audited. */
export const AUDIT_ACTIONS: readonly { readonly value: string; readonly label: string }[] = MODULES.flatMap(
  ([name, label, exports]) => {
    const audited = Object.values(exports).filter((one) => isEndpoint(one) && (one.method !== 'GET' || one.isAudited === true))
    return [
      { value: name, label: `${label}（全部）` },
      ...(audited as readonly Endpoint[]).map((one) => ({ value: one.name, label: `${label}：${one.summary}` })),
    ]
  },
)
