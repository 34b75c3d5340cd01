import { Engine, type TopLevelCondition } from 'json-rules-engine'
import { addMonths, dayNumber, type CivilDate } from '#domain/kernel/civil-date.ts'
import { moveOffHoliday } from '#domain/kernel/working-days.ts'
import type { SixOutcomes } from './engine-outcomes.ts'
import type { PlainStation } from './peer-facts.ts'

const on = (path: string, operator: string, value: unknown) => ({ fact: 'station', path: `$.${path}`, operator, value })
const derived = (fact: string, operator: string, value: unknown, params?: Record<string, unknown>) => ({
  fact,
  operator,
  value,
  ...(params && { params }),
})
const STATION = 'station'

/** A band as conditions on its total. */
const band = (total: string, low: number, high: number | undefined): TopLevelCondition => ({
  all: [
    derived(total, 'greaterThanInclusive', low * 10_000),
    ...(high === undefined ? [] : [derived(total, 'lessThan', high * 10_000)]),
  ],
})
/** The six rules as json-rules-engine has them: conditions as JSON, counts and dates as computed facts. */
export function jsonRulesEngine(): (s: PlainStation) => Promise<SixOutcomes> {
  const engine = new Engine([], { allowUndefinedFacts: true })
  const station = (almanac: { factValue<T>(id: string): Promise<T> }): Promise<PlainStation> =>
    almanac.factValue<PlainStation>(STATION)
  engine.addFact('seats', async (params, almanac) => {
    const s = await station(almanac)
    return s.postings.filter((p) => p.seat === params['seat'] && p.start <= s.today && (p.end === null || p.end >= s.today))
      .length
  })
  engine.addFact('postedDay', async (_, almanac) => {
    const s = await station(almanac)
    const days = s.postings
      .filter((p) => p.seat === 'full-time' && !(p.end !== null && p.end < s.signedDay) && p.start <= s.today)
      .map((p) => p.start)
    return days.length === 0 ? null : Math.min(...days)
  })
  engine.addFact('postDueDay', async (_, almanac) =>
    dayNumber(moveOffHoliday(addMonths((await station(almanac)).signedOn as CivilDate, 1))),
  )
  engine.addFact('postAtRiskDay', async (_, almanac) => (await almanac.factValue<number>('postDueDay')) - 7)
  engine.addFact('midtermTotal', async (_, almanac) => (await station(almanac)).midterm.bureau * 10_000)
  engine.addFact('finalTotal', async (_, almanac) => {
    const { town, third, bureau, clients } = (await station(almanac)).final
    return town * 1_000 + third * 1_000 + bureau * 7_500 + clients * 500
  })

  const rules: Record<string, TopLevelCondition> = {
    'officeArea:met': { all: [on('officeAreaM2', 'greaterThanInclusive', 4_000), on('isOfficeSeparate', 'equal', true)] },
    'seats:met': { all: ['head', 'part-time', 'full-time'].map((seat) => derived('seats', 'equal', 1, { seat })) },
    'postWorker:met': { all: [derived('postedDay', 'lessThanInclusive', { fact: 'postDueDay' })] },
    'postWorker:late': { all: [derived('postedDay', 'greaterThan', { fact: 'postDueDay' })] },
    'postWorker:overdue': {
      all: [
        derived('postedDay', 'equal', null),
        { fact: STATION, path: '$.today', operator: 'greaterThan', value: { fact: 'postDueDay' } },
      ],
    },
    'postWorker:at-risk': {
      all: [
        derived('postedDay', 'equal', null),
        { fact: STATION, path: '$.today', operator: 'lessThanInclusive', value: { fact: 'postDueDay' } },
        { fact: STATION, path: '$.today', operator: 'greaterThanInclusive', value: { fact: 'postAtRiskDay' } },
      ],
    },
    'postWorker:due': {
      all: [
        derived('postedDay', 'equal', null),
        { fact: STATION, path: '$.today', operator: 'lessThan', value: { fact: 'postAtRiskDay' } },
      ],
    },
    'midtermBand:remove': band('midtermTotal', 0, 7_000),
    'midtermBand:rectify': band('midtermTotal', 7_000, 8_000),
    'midtermBand:pass': band('midtermTotal', 8_000, undefined),
    'finalBand:remove': band('finalTotal', 0, 7_000),
    'finalBand:rectify': band('finalTotal', 7_000, 8_000),
    'finalBand:pass': band('finalTotal', 8_000, undefined),
  }
  for (const [type, conditions] of Object.entries(rules)) engine.addRule({ conditions, event: { type } })

  return async (s) => {
    const { events, almanac } = await engine.run({ station: s })
    const found = new Map(events.map(({ type }) => type.split(':') as [string, string]))
    return {
      officeArea: found.get('officeArea') ?? 'not-met',
      seats: found.get('seats') ?? 'not-met',
      postWorker: found.get('postWorker') ?? 'unknown',
      midtermBand: found.get('midtermBand'),
      finalBand: found.get('finalBand'),
      finalTotal: await almanac.factValue<number>('finalTotal'),
    }
  }
}
