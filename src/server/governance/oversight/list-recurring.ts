import type { listRecurring as endpoint, Recurring } from '#contract/oversight.ts'
import { cadenceOf, isRecurring } from '#domain/governance/index.ts'
import { Period, subjectsOfLayer } from '#domain/scheme/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { nameOf, wordsFor, type OpenScheme, type SchemeOpener } from '#server/scheme/index.ts'
import { openPlans, refsOf } from '../open-plans.ts'

const MOST = 300

/** What is to be held every so often, period by period; those with a gap first. */
export const listRecurring =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context) => {
    const plans = await openPlans(opener, context)
    const lines = plans.all.flatMap(recurringIn).toSorted((a, b) => Number(hasGap(b)) - Number(hasGap(a)))
    return { asOf: plans.asOf, lines: lines.slice(0, MOST), total: lines.length }
  }

const hasGap = ({ periods }: Recurring): boolean => periods.some(({ state }) => state === 'missed')

function recurringIn(here: OpenScheme): Recurring[] {
  const { layers, moment, world } = here
  return layers.rules.flatMap((layered): Recurring[] => {
    const { rule } = layered.rule
    if (!isRecurring(rule) || !('every' in rule.due)) return []
    const { every } = rule.due
    const kind = Period.safeParse(typeof every === 'string' ? every : layered.compiled.signed.get(every.setting)).data
    const line = { label: rule.label, debtorLabel: wordsFor(layered).role(rule.debtor), refs: refsOf(here, layered) }
    const own = subjectsOfLayer(layered, world, moment).filter(here.mine)
    // one signature settles it for all of whom it is asked
    if (kind === undefined)
      return own.length === 0
        ? []
        : [{ ...line, key: layered.key, place: here.adoption.unitName, isUnsettled: true, periods: [] }]
    return own.flatMap((entity): Recurring[] => {
      const periods = cadenceOf(layered.rule, kind, entity, moment).map(({ heldOn, ...period }) => ({
        ...period,
        heldOn: heldOn ?? null,
      }))
      const key = `${layered.key}|${entity.id}`
      return periods.length === 0 ? [] : [{ ...line, key, place: nameOf(entity), isUnsettled: false, periods }]
    })
  })
}
