import type { listMonthSheets as endpoint } from '#contract/workforce/index.ts'
import { can } from '#domain/access/index.ts'
import { isRefusal } from '#domain/kernel/refusal.ts'
import { factRefs, type LayeredRule } from '#domain/scheme/index.ts'
import type { UseCase } from '#server/http/context.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { plansWithin } from '../plans-over.ts'
import { listScoredStations, listWorkersOfMonth } from '../repository.ts'
import { rowsIn, textIn } from '../rows-in.ts'
import { daysOfMonth } from './days-of-month.ts'
import { mayScore } from './may-score.ts'

/** Every station's sheet of a month: handed in, or still to score. */
export const listMonthSheets =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, { month }) => {
    const { tx, actor } = context
    const { from, to } = daysOfMonth(month)
    const workers = await listWorkersOfMonth(tx, from, to)
    const plans = await plansWithin(opener, context)
    const entities = new Map(plans.flatMap(({ world }) => (world.get('station') ?? []).map((one) => [one.id, one] as const)))
    const stations = await listScoredStations(tx)
    const isAsked = plans.some(({ layers }) => layers.rules.some(speaksOfSheets))
    const rows = stations.map(({ id, version, name, facts }) => {
      const sheet = rowsIn(facts, 'monthSheets').find((row) => row['month'] === month)
      return {
        stationId: id,
        version,
        name,
        workers: workers.filter(({ station_id }) => station_id === id).map((worker) => worker.name),
        score: typeof sheet?.['score'] === 'number' ? sheet['score'] : null,
        grade: sheet ? (textIn(sheet, 'gradeCode') ?? null) : null,
        opinion: sheet ? (textIn(sheet, 'opinionText') ?? '') : '',
        submittedOn: sheet ? (textIn(sheet, 'submittedOn') ?? null) : null,
        mayScore: !sheet && can(actor, 'record fact') && !isRefusal(mayScore(plans, actor, entities.get(id))),
      }
    })
    return {
      month,
      // where no plan asks for sheets, only those that there are, and those the reader may give
      rows: isAsked ? rows : rows.filter(({ score, mayScore: may }) => score !== null || may),
    }
  }

/** A rule about the sheets of a month, or about who scores them. */
const speaksOfSheets = ({ rule: { rule } }: LayeredRule): boolean =>
  factRefs(rule).has('station.monthSheets') || (rule.kind === 'authority' && rule.actions.includes('month-sheet.score'))
