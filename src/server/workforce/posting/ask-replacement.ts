import type { askReplacement as endpoint } from '#contract/workforce/index.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { isRefusal, refuse, type Refusal } from '#domain/kernel/refusal.ts'
import type { FactsDraft } from '#domain/record/index.ts'
import { decideAsking, newlyBroken } from '#domain/workforce/index.ts'
import type { UseCase } from '#server/http/context.ts'
import type { OpenScheme, SchemeOpener } from '#server/scheme/index.ts'
import { plansOver } from '../plans-over.ts'
import { viewStanding } from '../view-standing.ts'
import { changePosting } from './change-posting.ts'

/** Asks the employer for somebody else, on a ground the plan knows. @refuses REPLACEMENT_UNFIT and what decideAsking and changePosting refuse */
export const askReplacement =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  (context, { groundCode, askedOn, dueOn, ...which }) =>
    changePosting(opener, context, which, async (posting, place) => {
      if (askedOn > place.workDay) return refuse('EFFECT_TOO_LATE')
      const replacements = decideAsking(posting.facts, { groundCode, askedOn: askedOn as CivilDate, dueOn })
      if (isRefusal(replacements)) return replacements
      const plans = await plansOver(opener, context, posting.divisionCode)
      return refusedBy(plans, posting.id, { replacements }) ?? { replacements }
    })

/** The first plan that would find the changed posting wrong where it does not now. */
function refusedBy(plans: readonly OpenScheme[], id: string, facts: FactsDraft): Refusal | undefined {
  for (const plan of plans) {
    const before = plan.world.get('posting')?.find((one) => one.id === id)
    if (!before) continue
    const after = { ...before, ...(facts as object) }
    const [broken] = newlyBroken(plan.layers, before, after, plan.moment)
    const layered = broken && plan.layers.rules.find(({ rule }) => rule.rule === broken.rule)
    if (!broken || !layered) continue
    const [clause] = broken.rule.cites
    return refuse('REPLACEMENT_UNFIT', {
      ...(clause !== undefined && { clause }),
      detail: viewStanding(plan, layered, broken).sentence,
    })
  }
  return undefined
}
