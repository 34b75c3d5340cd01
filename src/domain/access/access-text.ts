import { ROLES, type Role, type Scope } from '../kernel/actor.ts'
import { ABILITIES, ACTIONS, GLASS_ABILITIES, READING, REACHES_OF, type Action } from './abilities.ts'
import { abilitiesOf } from './can.ts'
import { ACTION_LABELS, REACH_LABELS, ROLE_LABELS } from './labels.ts'

/** One role as the table says it. */
export interface AccessSentences {
  readonly role: Role
  readonly label: string
  readonly lines: readonly string[]
}

/** Who may do what, role by role, in sentences made from the tables the program itself obeys. */
export const accessSentences = (): readonly AccessSentences[] =>
  ROLES.map((role) => ({ role, label: ROLE_LABELS[role], lines: linesOf(role) }))

/** The same as one page of text, for the person who signs for the system. */
export const accessText = (): string =>
  [
    '谁可以做什么',
    '',
    '以下由程序所遵守的权限表生成。没有写明可以的，一律不可以；方案中的权限规定只会收窄，不会放宽。',
    '',
    ...accessSentences().flatMap(({ label, lines }) => [`【${label}】`, ...lines, '']),
    '【所有身份】',
    '一、每次请求只以一项授权行事；一个账号有几项授权，须逐项切换，范围不相加。',
    '二、授权未生效、已到期，或没有写明所需的机构、社工站、片区、评估轮次的，什么也看不到。',
    '三、辖区外的记录与不存在的记录，回答完全一样。',
    '四、证件号、电话、卡号在列表中一律掩码；查看原文须填写事由，并记入审计。',
    `五、紧急查阅期间只能：${phrase(GLASS_ABILITIES)}。开启后三小时自动失效，所在县民政局可见是谁、为何、何时查阅。`,
    `六、评估样本之内只能查看：${phrase(READING.filter((action) => ABILITIES.evaluator.includes(action)))}。`,
  ].join('\n')

/** What one grant lets its holder do, and not: a sample is for reading, whatever the role may do elsewhere. */
export const grantLines = (role: Role, scope: Scope): readonly string[] => {
  const allowed = abilitiesOf({ role, scope })
  if (allowed.length === 0) return ['授权不完整，什么也不能做。']
  return [`可以${phrase(allowed)}。`, ...notAllowed(allowed)]
}

/** Refusals that a reader looks for. */
const notAllowed = (allowed: readonly Action[]): readonly string[] => {
  const missing = ACTIONS.filter((action) => NOTABLE.includes(action) && !allowed.includes(action))
  return missing.length > 0 ? [`不得${phrase(missing)}。`] : []
}

function linesOf(role: Role): readonly string[] {
  const allowed = ABILITIES[role]
  const where = REACHES_OF[role].map((reach) => REACH_LABELS[reach]).join('，或')
  return [
    role === 'public' ? `不登录即可${phrase(allowed)}，限于公开的内容。` : `在${where}，可以${phrase(allowed)}。`,
    ...(role === 'public' ? [] : notAllowed(allowed)),
  ]
}

const NOTABLE: readonly Action[] = ['record fact', 'decide consequence', 'manage account', 'reveal person secret', 'read audit']

const phrase = (actions: readonly Action[]): string => actions.map((action) => ACTION_LABELS[action]).join('；')
