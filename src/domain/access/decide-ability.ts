import type { Actor } from '../kernel/actor.ts'
import type { decideAction } from '../scheme/index.ts'
import type { Action } from './abilities.ts'
import { can } from './can.ts'
import type { Place } from './scope.ts'

/** What the plan's `authority` rules say of an act, for one party of the plan. */
export type PlanDecision = Pick<ReturnType<typeof decideAction>, 'allowed' | 'because'>

export interface AbilityDecision {
  readonly allowed: boolean
  /** Who said no: the ceiling in code, the plan, or the plan's silence where its word is needed. */
  readonly by?: 'ceiling' | 'plan'
  readonly because?: string
  /** The plan does not speak of it: the officer states a reason. */
  readonly needsReason: boolean
}

/**
 * Whether `actor` may do `action`: what the code allows, narrowed by the plan. `planned` holds one decision for each party of
 * the plan that this kind of account acts for; a denial to any of them counts. Nothing a plan says widens the ceiling.
 */
export function decideAbility(actor: Actor, action: Action, planned: readonly PlanDecision[], place?: Place): AbilityDecision {
  if (!can(actor, action, place)) return { allowed: false, by: 'ceiling', needsReason: false }
  const permitted = planned.some(({ allowed }) => allowed === true)
  const denial = planned.find(({ allowed }) => allowed === false)
  if (denial !== undefined)
    return { allowed: false, by: 'plan', ...(denial.because !== undefined && { because: denial.because }), needsReason: false }
  return { allowed: true, needsReason: !permitted }
}
