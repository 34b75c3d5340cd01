import type { Actor } from '#domain/kernel/actor.ts'
import { refuse, type Refusal } from '#domain/kernel/refusal.ts'
import { doesKeep } from '#domain/record/index.ts'
import { decideAction, type Entity } from '#domain/scheme/index.ts'
import { partiesOf } from '#domain/workforce/index.ts'
import type { OpenScheme } from '#server/scheme/index.ts'

/**
 * As which party somebody scores a station's month: the one the plan names, or the town where it names none. Nobody scores for
 * another, and the employer never does. @refuses SCORING_NOT_YOURS @refuses PLAN_DENIES
 */
export function mayScore(plans: readonly OpenScheme[], actor: Actor, station: Entity | undefined): string | Refusal {
  if (doesKeep(actor.role, 'agency') && !doesKeep(actor.role, 'bureau')) return refuse('SCORING_NOT_YOURS')
  let party: string | undefined
  for (const { scheme, layers, moment } of plans) {
    const asked = partiesOf(scheme, actor.role).map((one) => ({
      one,
      ...decideAction(layers.base, 'month-sheet.score', one, station, moment),
    }))
    const let_ = asked.find(({ allowed }) => allowed === true)
    const denied = asked.find(({ allowed }) => allowed === false)
    const [clause] = denied?.rule?.cites ?? []
    if (!let_ && denied)
      return refuse('PLAN_DENIES', {
        ...(clause !== undefined && { clause }),
        ...(denied.because !== undefined && { detail: denied.because }),
      })
    party ??= let_?.one
  }
  if (party !== undefined) return party
  return doesKeep(actor.role, 'town') && !doesKeep(actor.role, 'bureau') ? 'town' : refuse('SCORING_NOT_YOURS')
}
