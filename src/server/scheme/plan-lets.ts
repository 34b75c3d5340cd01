import { decideAbility, type Action } from '#domain/access/index.ts'
import type { Actor } from '#domain/kernel/actor.ts'
import { refuse, type Refusal } from '#domain/kernel/refusal.ts'
import { decideAction, partiesOf, type Entity, type Moment } from '#domain/scheme/index.ts'
import type { SchemeInPlace } from './open-scheme.ts'

/** What an ability is called in a plan's `authority` rules. */
const PLAN_ACTIONS = {
  'sign setting': 'setting.sign',
  'attach original': 'original.attach',
  'decide consequence': 'consequence.decide',
} as const satisfies Partial<Record<Action, string>>

/**
 * What the plan in force says of an act, over the ceiling: nothing where it lets the actor or is silent, else the refusal with
 * the clause. A rule that names one party of the actor's does not shut out the same account's others.
 * @refuses NOT_ALLOWED @refuses PLAN_DENIES
 */
export function planLets(
  { scheme, layers }: Pick<SchemeInPlace, 'scheme' | 'layers'>,
  actor: Actor,
  action: keyof typeof PLAN_ACTIONS,
  place: { readonly code: string },
  moment: Moment,
  subject?: Entity,
): Refusal | undefined {
  const asked = partiesOf(scheme, actor.role).map((party) => ({
    party,
    ...decideAction(layers.base, PLAN_ACTIONS[action], party, subject, moment),
  }))
  const isLet = asked.some(({ allowed }) => allowed === true)
  const planned = asked.filter(({ allowed, rule, party }) => {
    const isLeftOut = rule?.kind === 'authority' && !rule.deny?.includes(party) && !rule.allow?.includes(party)
    return !(allowed === false && isLet && isLeftOut)
  })
  const decided = decideAbility(actor, action, planned, place)
  if (decided.allowed) return undefined
  if (decided.by !== 'plan') return refuse('NOT_ALLOWED')
  const clause = planned.find(({ allowed }) => allowed === false)?.rule?.cites[0]
  return refuse('PLAN_DENIES', {
    ...(clause !== undefined && { clause }),
    ...(decided.because !== undefined && { detail: decided.because }),
  })
}
