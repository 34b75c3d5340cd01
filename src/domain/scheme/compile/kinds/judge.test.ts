import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plan } from '../../testing/small-plan.ts'

const SCORE = `{ id: total, subject: evaluation, kind: score, parts: [{ id: town, measure: evaluation.townScore, weight: 10 % }, { id: third, measure: evaluation.thirdPartyScore, weight: 10 % }, { id: bureau, measure: evaluation.bureauScore, weight: 75 % }, { id: clients, measure: evaluation.clientScore, weight: 5 % }] }`
const BANDS = `{ id: band, subject: evaluation, kind: bands, of: { rule: total }, over: { from: 0 分, to: 100 分 }, bands: [{ id: remove, label: 清退, from: 0 分, below: 70 分 }, { id: rectify, label: 整改, from: 70 分, below: 80 分 }, { id: pass, label: 合格, from: 80 分 }] }`
const both = plan(`[${SCORE}, ${BANDS}]`)
const scores = (town: string, third: string, bureau: string, clients: string): string =>
  `{ evaluation: { townScore: ${town} 分, thirdPartyScore: ${third} 分, bureauScore: ${bureau} 分, clientScore: ${clients} 分 } }`

describe('a weighted score', () => {
  test('is exact: 10/10/75/5 of 79.99 and 80 never rounds', () => {
    expect(both.ask('total', scores('80', '80', '80', '80')).amount).toEqual({ value: 80_000_000, den: 10_000, unit: 'point' })
    expect(both.ask('total', scores('79.99', '80', '80', '80')).amount).toEqual({ value: 79_999_000, den: 10_000, unit: 'point' })
  })
  test('a missing part leaves it unknown and is named', () => {
    expect(both.ask('total', '{ evaluation: { townScore: 80 分, thirdPartyScore: 80 分, bureauScore: 80 分 } }')).toMatchObject({
      state: 'unknown',
      missing: ['evaluation.clientScore'],
    })
    expect(
      both.ask('total', '{ evaluation: { townScore: 80 分, thirdPartyScore: 80 分, bureauScore: 80 分, clientScore: null } }')
        .missing,
    ).toEqual(['evaluation.clientScore'])
  })
  test('of means of unlike length is exact too', () => {
    const p = plan(
      `[{ id: total, subject: contract, kind: score, parts: [{ id: a, measure: { mean: "contract.monthScores[]", field: score, where: { fact: month, is: 2024-01 } }, weight: 50 % }, { id: b, measure: { mean: "contract.monthScores[]", field: score }, weight: 50 % }] }]`,
    )
    const r = p.ask(
      'total',
      '{ contract: { monthScores: [{ month: 2024-01, score: 80 分 }, { month: 2024-02, score: 79 分 }, { month: 2024-03, score: 80 分 }] } }',
    )
    expect((r.amount?.value ?? 0) * 3 * 2).toBe((8000 * 3 + 23_900) * (r.amount?.den ?? 0))
  })
  test('an unsigned weight leaves it unsettled', () => {
    const p = plan(
      `[{ id: total, subject: evaluation, kind: score, parts: [{ id: a, measure: evaluation.townScore, weight: { setting: w } }] }]`,
      { head: 'settings: { w: { label: 权重, cites: [t1-1-1], proposed: 100 % } }' },
    )
    expect(p.ask('total', '{ evaluation: { townScore: 1 分 } }')).toMatchObject({ state: 'unsettled', unsigned: ['w'] })
  })
})

describe('bands', () => {
  test.each([
    ['0', 'remove'],
    ['69.99', 'remove'],
    ['70', 'rectify'],
    ['79.99', 'rectify'],
    ['80', 'pass'],
    ['100', 'pass'],
  ])('all scores %s: %s', (s, band) => expect(both.state('band', scores(s, s, s, s))).toBe(band))
  test('the value is banded before it is rounded: 79.995 is below 80', () => {
    expect(both.state('band', scores('79.95', '80', '80', '80'))).toBe('rectify')
    expect(both.ask('band', scores('79.95', '80', '80', '80')).amount).toEqual({ value: 79_995_000, den: 10_000, unit: 'point' })
  })
  test('above the scale or without a value there is no band', () => {
    expect(both.ask('band', scores('101', '101', '101', '101'))).toMatchObject({ state: 'unknown' })
    expect(both.ask('band', '{ evaluation: {} }')).toMatchObject({ state: 'unknown', missing: ['rule:total'] })
  })
  test('every score has exactly one band', () => {
    const s = fc.integer({ min: 0, max: 10_000 })
    fc.assert(
      fc.property(s, s, s, s, (a, b, c, d) => {
        const exact = a * 1000 + b * 1000 + c * 7500 + d * 500
        const want = exact < 70_000_000 ? 'remove' : exact < 80_000_000 ? 'rectify' : 'pass'
        const text = [a, b, c, d].map((x) => (x / 100).toFixed(2)) as [string, string, string, string]
        expect(both.state('band', scores(...text))).toBe(want)
      }),
      { numRuns: 60 },
    )
  })
  test('a band may carry money', () => {
    const p = plan(
      '[{ id: paid, subject: evaluation, kind: bands, of: evaluation.totalScore, over: { from: 0 分, to: 100 分 }, bands: [{ id: low, label: 低, from: 0 分, below: 60 分 }, { id: high, label: 高, from: 60 分, amount: 6 万元 }] }]',
    )
    expect(p.ask('paid', '{ evaluation: { totalScore: 60 分 } }').payable).toEqual({ value: 6_000_000, den: 1, unit: 'fen' })
    expect(p.ask('paid', '{ evaluation: { totalScore: 59.99 分 } }').payable).toBeUndefined()
  })
})

describe('a ranking', () => {
  const hire = (ties: string): ReturnType<typeof plan> =>
    plan(
      `[{ id: x, subject: posting, kind: ranking, of: "posting.candidates[]", ties: ${ties}, keys: [{ measure: score, order: desc }, { measure: tierOneCount, order: desc }] }]`,
    )
  const posting = (...rows: string[]): string => `{ posting: { candidates: [${rows.join(', ')}] } }`
  test('orders by the first key, then by the next', () => {
    const r = hire('decide').ask(
      'x',
      posting(
        '{ personId: a, score: 80 分, tierOneCount: 0 }',
        '{ personId: b, score: 80 分, tierOneCount: 1 }',
        '{ personId: c, score: 90 分, tierOneCount: 0 }',
      ),
    )
    expect(r).toMatchObject({ state: 'met', label: 'ordered', order: ['c', 'b', 'a'] })
  })
  test('what stays equal is for a person to decide, or shared', () => {
    const rows = posting('{ personId: a, score: 80 分, tierOneCount: 1 }', '{ personId: b, score: 80 分, tierOneCount: 1 }')
    expect(hire('decide').ask('x', rows)).toMatchObject({ state: 'due', label: 'tied' })
    expect(hire('share').ask('x', rows)).toMatchObject({ state: 'met', label: 'tied' })
  })
  test('none is not applicable; a missing key or list is unknown', () => {
    expect(hire('share').ask('x', posting()).state).toBe('not-applicable')
    expect(hire('share').ask('x', posting('{ personId: a, score: 80 分 }'))).toMatchObject({ state: 'unknown' })
    expect(hire('share').ask('x', '{ posting: {} }').missing).toContain('posting.candidates[]')
  })
})

describe('a consequence', () => {
  const bar = plan(
    '[{ id: x, subject: contract, kind: consequence, when: { fact: contract.stateCode, is: removed }, measure: bar, term: { years: 3 }, of: contract.endsOn, decidedBy: bureau }]',
  )
  test('is proposed while its case holds, and its term runs from its day', () => {
    expect(bar.ask('x', '{ contract: { stateCode: removed, endsOn: 2024-01-20 } }')).toMatchObject({
      state: 'due',
      label: 'proposed',
      endsOn: '2027-01-20',
    })
    expect(bar.ask('x', '{ contract: { stateCode: running } }')).toMatchObject({ state: 'not-applicable', label: 'none' })
  })
  test('is never proposed on a missing fact', () => {
    expect(bar.ask('x', '{ contract: {} }')).toMatchObject({ state: 'unknown', missing: ['contract.stateCode'] })
    expect(bar.ask('x', '{ contract: {} }').label).toBeUndefined()
  })
})
