import { STATE_LABEL } from '#domain/scheme/index.ts'
import type { OpenScheme } from '#server/scheme/index.ts'
import { owedUnder } from '#server/scheme/ruling/owed.ts'
import { viewOwed } from '#server/scheme/plan/view-scheme.ts'
import { BadInput } from '../end-with.ts'
import type { Outcome } from '../outcome.ts'

/** `scheme owes`: who owes what by when under a plan, most pressing first; of one debtor where asked. */
export function listDebts(here: OpenScheme, debtor: string | undefined): Outcome {
  const roles = here.scheme.roles
  if (debtor !== undefined && !roles[debtor]) throw new BadInput(`没有角色 ${debtor}；可用：${Object.keys(roles).join('、')}`)
  const owed = owedUnder(here)
    .filter((o) => debtor === undefined || o.owed.debtor === debtor)
    .map(({ layered, owed }) => viewOwed(here, layered, owed))
  const byState = new Map<string, number>()
  for (const o of owed) byState.set(o.state, (byState.get(o.state) ?? 0) + 1)
  const lines = [
    `${here.scheme.title}（${here.adoption.unitName}，${here.moment.asOf}）：${owed.length} 项`,
    [...byState].map(([state, n]) => `${STATE_LABEL[state as keyof typeof STATE_LABEL]} ${n}`).join('，'),
    ...owed.map(
      (o) =>
        `${(o.dueOn ?? '无期限').padEnd(10)} ${o.stateLabel} ${o.debtorLabel}：${o.what}（${o.entityName}）[${o.ruleId}] ${o.refs.join('、')}`,
    ),
  ]
  return {
    code: 0,
    lines,
    json: { scheme: here.scheme.id, unit: here.adoption.unitCode, asOf: here.moment.asOf, total: owed.length, owed },
  }
}
