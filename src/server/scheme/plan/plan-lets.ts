import { decideAbility, type Action, type Place } from '#domain/access/index.ts'
import type { Actor } from '#domain/kernel/actor.ts'
import { refuse, type Refusal } from '#domain/kernel/refusal.ts'
import { decideAction, partiesOf, type Entity, type Moment, type Scheme } from '#domain/scheme/index.ts'
import type { SchemeInPlace } from '../open-scheme.ts'

/** What an ability is called in a plan's `authority` rules. */
const PLAN_ACTIONS = {
  'sign setting': 'setting.sign',
  'attach original': 'original.attach',
  'decide consequence': 'consequence.decide',
  'register station': 'station.create',
} as const satisfies Partial<Record<Action, string>>

/** The kind of account that acts for a party of the plan. */
export const roleOf = (scheme: Scheme, party: string): string => scheme.roles[party]?.as ?? party

export interface Named {
  /** The parties the plan lets do it; none where it is silent, or forbids it to all. */
  readonly parties: readonly string[]
  /** The clause by which it speaks of it; undefined: it is silent. */
  readonly clause: string | undefined
}

/** Which parties a plan names for an act on a subject. */
export function partiesFor(
  { scheme, layers }: Pick<SchemeInPlace, 'scheme' | 'layers'>,
  act: string,
  e: Entity,
  m: Moment,
): Named {
  const asked = Object.keys(scheme.roles).map((party) => ({ party, ...decideAction(layers.base, act, party, e, m) }))
  return {
    parties: asked.filter(({ allowed }) => allowed === true).map(({ party }) => party),
    clause: asked.find(({ allowed }) => allowed !== 'silent')?.rule?.cites[0],
  }
}

/**
 * What the plan in force says of an act, over the ceiling: nothing where it lets the actor or is silent, else the refusal with
 * the clause. A rule that names one party of the actor's does not shut out the same account's others.
 * @refuses NOT_ALLOWED @refuses PLAN_DENIES
 */
export function planLets(
  { scheme, layers }: Pick<SchemeInPlace, 'scheme' | 'layers'>,
  actor: Actor,
  action: keyof typeof PLAN_ACTIONS,
  place: Place,
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
