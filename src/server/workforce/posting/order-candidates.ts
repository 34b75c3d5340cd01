import type { orderCandidates as endpoint } from '#contract/workforce/index.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import { formatQuantity } from '#domain/kernel/quantity.ts'
import { hireOrdersOf, withPosting, type HireOrder } from '#domain/workforce/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { findRecord } from '#server/record/index.ts'
import { wordsFor, type OpenScheme, type SchemeOpener } from '#server/scheme/index.ts'
import { plansOver } from '../plans-over.ts'
import { refsOf } from '../view-standing.ts'

type Candidates = readonly { readonly id: string; readonly name: string; readonly values: Readonly<Record<string, number>> }[]

/** Candidates in the order of each plan that ranks them, with the reason of every place. Nothing is stored, nobody is chosen. @refuses STATION_UNFIT */
export const orderCandidates =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, { stationId, seatCode, candidates }) => {
    const station = await findRecord(context.tx, 'station', stationId)
    if (!station) return refuse('STATION_UNFIT')
    const plans = await plansOver(opener, context, station.divisionCode)
    const rows = candidates.map(({ id, name, values }) => ({ personId: id, nameText: name, ...values }))
    return {
      orders: plans.flatMap((plan) => {
        const { posting } = withPosting(plan.world, plan.layers.base.catalogue, {
          id: context.newId(),
          divisionCode: station.divisionCode,
          facts: { stationId, seatCode, candidates: rows },
        })
        return hireOrdersOf(plan.layers, posting, plan.moment).map((order) => viewOrder(plan, order, candidates))
      }),
    }
  }

function viewOrder(plan: OpenScheme, { layered, keys, placed, isUnknown }: HireOrder, candidates: Candidates) {
  const { rule } = layered.rule
  const fields = layered.compiled.catalogue['posting']?.rows['candidates']?.fields ?? {}
  const words = wordsFor(layered)
  const valueOf = (id: string | undefined, measure: string): string => {
    const value = candidates.find((one) => one.id === id)?.values[measure]
    return value === undefined ? '未知' : formatQuantity(value, fields[measure]?.unit)
  }
  return {
    label: rule.label,
    refs: refsOf(plan.scheme, rule.cites),
    reading: rule.reading?.text ?? '',
    keys: keys.map(({ measure, label }) => ({
      measure,
      label: label === measure ? words.fact(measure) : label,
      isScore: fields[measure]?.unit === 'point',
    })),
    placed: placed.map(({ id, place, isTied, decidedBy }, i) => ({
      id,
      name: candidates.find((one) => one.id === id)?.name ?? id,
      place,
      isTied,
      because: isTied
        ? '各项都相同，并列；由用人单位决定'
        : decidedBy
          ? `${decidedBy.label} ${valueOf(id, decidedBy.measure)}，下一名 ${valueOf(placed[i + 1]?.id, decidedBy.measure)}`
          : '',
    })),
    isUnknown,
  }
}
