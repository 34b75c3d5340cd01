import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { limitTruth } from '../comparison.ts'
import { T } from '../../state.ts'
import { plan, ruleOf } from '../../testing/small-plan.ts'

describe('a quota holds when each of its counts does', () => {
  const seats = ruleOf(
    `kind: quota, counts: [{ id: head, of: "station.postings[]", where: { fact: seatCode, is: head }, equals: 1 }, { id: full-time, of: "station.postings[]", where: { fact: seatCode, is: full-time }, atLeast: 1, atMost: 2 }]`,
  )
  const postings = (...codes: (string | undefined)[]): string =>
    `{ station: { postings: [${codes.map((c) => (c === undefined ? '{}' : `{ seatCode: ${c} }`)).join(', ')}] } }`
  test.each([
    [['head', 'full-time'], 'met'],
    [['head', 'full-time', 'full-time'], 'met'],
    [['head', 'full-time', 'full-time', 'full-time'], 'not-met'],
    [['head', 'head', 'full-time'], 'not-met'],
    [['full-time'], 'not-met'],
    [[], 'not-met'],
    [['head', 'full-time', undefined], 'unknown'],
    [['head', undefined], 'unknown'],
    [['head', 'head', undefined], 'not-met'],
  ])('%s: %s', (codes, state) => expect(seats.state('x', postings(...codes))).toBe(state))

  test('what is missing is named', () => {
    expect(seats.ask('x', '{ station: {} }').missing).toEqual(['station.postings[]'])
    expect(seats.ask('x', postings('head', undefined)).missing).toEqual(['posting.seatCode'])
  })
  test('a count without bounds is only reported', () => {
    const p = ruleOf('kind: quota, counts: [{ id: all, of: "station.postings[]" }]')
    expect(p.ask('x', postings('a', 'b'))).toMatchObject({ state: 'met', amount: { value: 2 } })
  })
  test('a bound from a contract: missing asks for it, met and not met count', () => {
    const p = ruleOf(
      'kind: quota, counts: [{ id: all, of: "station.postings[]", atLeast: { fact: contract.workersAgreedCount } }]',
    )
    const facts = (n: string): string => `{ station: { contract: { ${n} }, postings: [{ seatCode: a }, { seatCode: b }] } }`
    expect(p.ask('x', facts(''))).toMatchObject({ state: 'unknown', missing: ['contract.workersAgreedCount'] })
    expect(p.state('x', facts('workersAgreedCount: 2'))).toBe('met')
    expect(p.state('x', facts('workersAgreedCount: 3'))).toBe('not-met')
  })
  test('within a month, too few are due until its last day, too many are not met at once', () => {
    const p = ruleOf('kind: quota, per: month, counts: [{ id: visits, of: "station.visits[]", equals: 2 }]')
    const visits = (...on: string[]): string => `{ station: { visits: [${on.map((d) => `{ visitedOn: ${d} }`).join(', ')}] } }`
    expect(p.state('x', visits('2024-05-01'), '2024-05-15')).toBe('due')
    expect(p.state('x', visits('2024-05-01'), '2024-05-24')).toBe('at-risk')
    expect(p.state('x', visits('2024-05-01'), '2024-05-31')).toBe('not-met')
    expect(p.state('x', visits('2024-05-01', '2024-05-31'), '2024-05-31')).toBe('met')
    expect(p.state('x', visits('2024-04-30', '2024-05-01'), '2024-05-31')).toBe('not-met')
    expect(p.state('x', visits('2024-05-01', '2024-05-02', '2024-05-03'), '2024-05-15')).toBe('not-met')
  })
})

describe('a share', () => {
  const urban = (bound: string): ReturnType<typeof plan> =>
    plan(
      `[{ id: x, subject: unit, kind: share, of: "unit.clients[]", among: { fact: isKey, is: true }, counted: { fact: { count: "client.visits[]" }, atLeast: 1 }, ${bound} }]`,
    )
  const clients = (visited: number, not: number, others = 0, open = 0): string => {
    const rows = [
      ...Array<string>(visited).fill('{ isKey: true, visits: [{ visitedOn: 2024-05-01 }] }'),
      ...Array<string>(not).fill('{ isKey: true, visits: [] }'),
      ...Array<string>(others).fill('{ isKey: false }'),
      ...Array<string>(open).fill('{ visits: [] }'),
    ]
    return `{ unit: { id: u, clients: [${rows.join(', ')}] } }`
  }
  test.each([
    ['atLeast: 100 %', 3, 0, 0, 0, 'met'],
    ['atLeast: 100 %', 2, 1, 0, 0, 'not-met'],
    ['atLeast: 100 %', 0, 0, 5, 0, 'not-applicable'],
    ['atLeast: 100 %', 0, 0, 0, 0, 'not-applicable'],
    ['atLeast: 66.67 %', 2, 1, 0, 0, 'not-met'],
    ['atLeast: 66.66 %', 2, 1, 0, 0, 'met'],
    ['atLeast: 50 %', 1, 0, 0, 1, 'met'],
    ['atLeast: 60 %', 1, 0, 0, 1, 'unknown'],
    ['atLeast: 60 %', 0, 2, 0, 1, 'not-met'],
    ['atMost: 50 %', 1, 1, 0, 0, 'met'],
    ['atMost: 49.99 %', 1, 1, 0, 0, 'not-met'],
    ['equals: 50 %', 1, 1, 3, 0, 'met'],
  ])('%s of %i done, %i not, %i outside, %i open: %s', (bound, ...rest) => {
    const [visited, not, others, open, state] = rest
    expect(urban(bound).state('x', clients(visited, not, others, open))).toBe(state)
  })
  test('those not reached are the work list, and the exact share is kept', () => {
    const r = urban('atLeast: 100 %').ask('x', clients(2, 1))
    expect(r.gapRows).toHaveLength(1)
    expect(r.amount).toEqual({ value: 20_000, den: 3, unit: 'bp' })
  })
  test('rows nobody has said are unknown and named; open ones name what they lack', () => {
    expect(urban('atLeast: 1 %').ask('x', '{ unit: {} }')).toMatchObject({ state: 'unknown', missing: ['unit.clients[]'] })
    expect(urban('atLeast: 100 %').ask('x', clients(1, 0, 0, 1)).missing).toContain('client.isKey')
  })
  test('waiting only for a signature it is unsettled, whatever was counted before', () => {
    const p = plan(
      `[{ id: x, subject: unit, kind: share, of: "unit.stations[]", counted: { fact: station.areaM2, atLeast: { setting: size } }, atLeast: 50 % },
      { id: y, subject: unit, kind: share, of: "unit.stations[]", counted: { all: [{ fact: { count: "station.postings[]", where: { fact: isFullTime, is: true } }, atLeast: 0 }, { fact: station.openedOn, present: true }] }, atLeast: 100 % }]`,
      { head: 'settings: { size: { label: 面积, cites: [t1-1-1], proposed: 40 m² } }' },
    )
    expect(p.state('x', '{ unit: { stations: [{ areaM2: 50 m² }] } }')).toBe('unsettled')
    expect(p.state('y', '{ unit: { stations: [{ postings: [] }] } }')).toBe('unknown')
  })
  test('with distinct, a person counts once and counts if any of the rows does', () => {
    const p = plan(
      '[{ id: x, subject: unit, kind: share, of: "unit.visits[]", distinct: clientId, counted: { fact: isMet, is: true }, atLeast: 100 % }]',
    )
    const visits = (...rows: string[]): string => `{ unit: { visits: [${rows.join(', ')}] } }`
    expect(
      p.ask('x', visits('{ clientId: a, isMet: false }', '{ clientId: a, isMet: true }', '{ clientId: b, isMet: true }')),
    ).toMatchObject({ state: 'met', amount: { value: 20_000, den: 2 } })
    expect(p.state('x', visits('{ clientId: a, isMet: true }', '{ clientId: b, isMet: false }'))).toBe('not-met')
  })
  test('over the units below a unit, a rule about each of them counts', () => {
    const p =
      plan(`[{ id: covered, subject: 'unit:town', kind: condition, require: { fact: { count: "unit.stations[]" }, atLeast: 1 } },
      { id: x, subject: 'unit:county', kind: share, of: "unit.towns[]", counted: { rule: covered, is: met }, atLeast: 50 % }]`)
    const facts =
      '{ unit: [{ id: c, tierCode: county, parent: null }, { id: t1, tierCode: town, parentId: c, stations: [{ id: s }] }, { id: t2, tierCode: town, parentId: c, stations: [] }] }'
    expect(p.ask('x', facts)).toMatchObject({ state: 'met', amount: { value: 10_000, den: 2 } })
  })
})

test('cross-multiplication decides as exact fractions do', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 5000 }),
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: 0, max: 10_000 }),
      (k, n, bp) => {
        const exact = BigInt(k) * 10_000n >= BigInt(bp) * BigInt(n)
        expect(limitTruth('atLeast', k * 10_000, bp, n, 0, T.unknown)).toBe(exact ? T.yes : T.no)
        expect(limitTruth('below', k * 10_000, bp, n, 0, T.unknown)).toBe(exact ? T.no : T.yes)
      },
    ),
  )
})

test('a bound with open rows is decided only when every way they may fall out decides it alike', () => {
  const op = fc.constantFrom('atLeast', 'atMost', 'above', 'below', 'is')
  const small = fc.integer({ min: 0, max: 12 })
  fc.assert(
    fc.property(op, small, small, fc.integer({ min: 0, max: 4 }), (o, value, bound, slack) => {
      const outcomes = new Set(Array.from({ length: slack + 1 }, (_, i) => limitTruth(o, value + i, bound, 1, 0, T.unknown)))
      expect(limitTruth(o, value, bound, 1, slack, T.unknown)).toBe(outcomes.size === 1 ? [...outcomes][0] : T.unknown)
    }),
  )
})
