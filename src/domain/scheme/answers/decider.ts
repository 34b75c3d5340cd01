import { refuse, type Refusal } from '../../kernel/refusal.ts'
import type { Rule, RuleOf } from '../schema/rule.ts'
import type { Scheme } from '../schema/scheme.ts'

type Parties = Pick<Scheme, 'roles'>

/** The parties of the plan that an account of this role acts for. */
export const partiesOf = ({ roles }: Parties, role: string): readonly string[] =>
  Object.entries(roles)
    .filter(([party, { as = party }]) => as === role)
    .map(([party]) => party)

/** Whether the plan leaves the consequence to an account of this role: to the party its `decidedBy` names and no other. */
export const isDecider = (plan: Parties, { decidedBy }: Pick<RuleOf<'consequence'>, 'decidedBy'>, role: string): boolean =>
  partiesOf(plan, role).includes(decidedBy)

/**
 * Says no, with the clause, to whoever decides a consequence that the plan leaves to another party. A rule that is no
 * consequence names nobody. @refuses PLAN_DENIES
 */
export function decideDecider(plan: Parties, rule: Rule, role: string): Refusal | undefined {
  if (rule.kind === 'consequence' && isDecider(plan, rule, role)) return undefined
  const who = rule.kind === 'consequence' ? (plan.roles[rule.decidedBy]?.label ?? rule.decidedBy) : undefined
  const [clause] = rule.cites
  return refuse('PLAN_DENIES', {
    ...(clause !== undefined && { clause }),
    detail: who === undefined ? `${rule.label}：方案没有说由谁决定` : `${rule.label}：由${who}决定，请转由其决定`,
  })
}
