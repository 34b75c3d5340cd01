import type { Actor } from '#domain/kernel/actor.ts'
import { refuse, type Refusal } from '#domain/kernel/refusal.ts'
import { doesKeep } from '#domain/record/index.ts'
import { decideAction, type Entity } from '#domain/scheme/index.ts'
import { partiesOf } from '#domain/workforce/index.ts'
import type { OpenScheme } from '#server/scheme/index.ts'

/**
 * Whether a plan lets the actor do an act of staffing. A party that the plan shuts out is refused with the clause. An office that
 * keeps everything of its territory may write down what the party named by the plan did, unless the plan shuts it out by name.
 * @refuses PLAN_DENIES
 */
export function decideAct(
  plans: readonly OpenScheme[],
  actor: Actor,
  action: string,
  subject: Entity | undefined,
): Refusal | undefined {
  const isOffice = doesKeep(actor.role, 'bureau')
  for (const { scheme, layers, moment } of plans) {
    const asked = partiesOf(scheme, actor.role).map((party) => ({
      party,
      ...decideAction(layers.base, action, party, subject, moment),
    }))
    if (asked.some(({ allowed }) => allowed === true)) continue
    const denied = asked.find(
      ({ allowed, rule, party }) =>
        allowed === false && !(isOffice && rule?.kind === 'authority' && rule.deny?.includes(party) !== true),
    )
    const [clause] = denied?.rule?.cites ?? []
    if (denied)
      return refuse('PLAN_DENIES', {
        ...(clause !== undefined && { clause }),
        ...(denied.because !== undefined && { detail: denied.because }),
      })
  }
  return undefined
}
