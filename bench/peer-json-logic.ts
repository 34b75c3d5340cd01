import { LogicEngine } from 'json-logic-engine'
import { addMonths, dayNumber, type CivilDate } from '#domain/kernel/civil-date.ts'
import { moveOffHoliday } from '#domain/kernel/working-days.ts'
import type { SixOutcomes } from './engine-outcomes.ts'
import type { PlainStation } from './peer-facts.ts'

type Logic = unknown
const v = (path: string): Logic => ({ var: path })
/** From inside a list of rows, out to the station. */
const out = (path: string): Logic => ({ var: `../../${path}` })
/** The last day to post a worker is computed beside the logic, which has no calendar, and handed in with the station. */
const station = (path: string): Logic => v(`station.${path}`)

const seatCount = (seat: string): Logic => ({
  length: {
    filter: [
      v('postings'),
      {
        and: [
          { '===': [v('seat'), seat] },
          { '<=': [v('start'), out('today')] },
          { or: [{ '===': [v('end'), null] }, { '>=': [v('end'), out('today')] }] },
        ],
      },
    ],
  },
})
const firstPosted: Logic = {
  reduce: [
    {
      filter: [
        station('postings'),
        {
          and: [
            { '===': [v('seat'), 'full-time'] },
            { '<=': [v('start'), out('station.today')] },
            { or: [{ '===': [v('end'), null] }, { '>=': [v('end'), out('station.signedDay')] }] },
          ],
        },
      ],
    },
    { min: [v('current.start'), v('accumulator')] },
    Number.MAX_SAFE_INTEGER,
  ],
}
const postWorker: Logic = {
  if: [
    { '<=': [firstPosted, v('dueDay')] },
    'met',
    { '<': [firstPosted, Number.MAX_SAFE_INTEGER] },
    'late',
    { '>': [station('today'), v('dueDay')] },
    'overdue',
    { '>=': [station('today'), { '-': [v('dueDay'), 7] }] },
    'at-risk',
    'due',
  ],
}
const midtermTotal: Logic = { '*': [v('midterm.bureau'), 10_000] }
const finalTotal: Logic = {
  '+': [
    { '*': [v('final.town'), 1_000] },
    { '*': [v('final.third'), 1_000] },
    { '*': [v('final.bureau'), 7_500] },
    { '*': [v('final.clients'), 500] },
  ],
}
const band = (total: Logic): Logic => ({
  if: [{ '>=': [total, 80_000_000] }, 'pass', { '>=': [total, 70_000_000] }, 'rectify', 'remove'],
})
/** The six rules as json-logic-engine compiles them to functions. */
export function jsonLogicEngine(): (s: PlainStation) => SixOutcomes {
  const engine = new LogicEngine()
  const build = (logic: Logic) => engine.build(logic) as (data: unknown) => unknown
  const met = (logic: Logic): Logic => ({ if: [logic, 'met', 'not-met'] })
  const officeArea = build(met({ and: [{ '>=': [v('officeAreaM2'), 4_000] }, { '===': [v('isOfficeSeparate'), true] }] }))
  const seats = build(met({ and: ['head', 'part-time', 'full-time'].map((seat) => ({ '===': [seatCount(seat), 1] })) }))
  const posted = build(postWorker)
  const midtermBand = build(band(midtermTotal))
  const finalBand = build(band(finalTotal))
  const total = build(finalTotal)
  return (s) => ({
    officeArea: String(officeArea(s)),
    seats: String(seats(s)),
    postWorker: String(posted({ station: s, dueDay: dayNumber(moveOffHoliday(addMonths(s.signedOn as CivilDate, 1))) })),
    midtermBand: String(midtermBand(s)),
    finalBand: String(finalBand(s)),
    finalTotal: Number(total(s)),
  })
}
