import { describe, expect, test } from 'vitest'
import { plan, ruleOf } from '../testing/small-plan.ts'

const AREA = 'kind: condition, require: { fact: station.areaM2, atLeast: 40 m² }'
const area = (more: string): ReturnType<typeof ruleOf> => ruleOf(`${AREA}, ${more}`)
const small = '{ station: { areaM2: 39.99 m² } }'

describe('where', () => {
  const urban = area('where: { fact: station.tierCode, is: town }')
  test.each([
    ['tierCode: town', 'not-met'],
    ['tierCode: village', 'not-applicable'],
    ['tierCode: null', 'not-applicable'],
    ['', 'unknown'],
  ])('%s: %s', (tier, state) => expect(urban.state('x', `{ station: { areaM2: 1 m², ${tier} } }`)).toBe(state))
  test('not knowing whether the rule applies names the fact', () => {
    expect(urban.ask('x', small).missing).toEqual(['station.tierCode'])
  })
})

describe('validity by the anchor', () => {
  test.each([
    ['2023-12-31', 'not-applicable'],
    ['2024-01-01', 'not-met'],
    ['2024-12-31', 'not-met'],
    ['2025-01-01', 'not-applicable'],
  ])('valid through 2024, asked on %s: %s', (asOf, state) =>
    expect(area('validFrom: 2024-01-01, validTo: 2024-12-31').state('x', small, asOf)).toBe(state),
  )
  test.each([
    ['2023-12-31', 'not-applicable'],
    ['2024-01-01', 'not-met'],
    ['null', 'not-met'],
  ])('anchored to the signing, signed on %s, asked in 2024: %s', (signed, state) => {
    const p = area('validFrom: 2024-01-01, anchor: contractSigned')
    expect(p.state('x', `{ station: { areaM2: 1 m², contract: { signedOn: ${signed} } } }`)).toBe(state)
  })
})

describe('strength', () => {
  test('a stated figure agrees or differs, nobody is in breach', () => {
    expect(area('strength: stated').state('x', '{ station: { areaM2: 40 m² } }')).toBe('agrees')
    expect(area('strength: stated').state('x', small)).toBe('differs')
    expect(area('strength: stated').state('x', '{ station: {} }')).toBe('unknown')
  })
  test.each(['must', 'in-principle', 'strive', 'may'])('%s is judged like any other', (strength) => {
    expect(area(`strength: ${strength}`).state('x', small)).toBe('not-met')
  })
})

describe('a waiver', () => {
  const waived = (until: string, ruleId = 'x'): string =>
    `{ station: { areaM2: 1 m², waivers: [{ ruleId: ${ruleId}, reasonText: 老旧院落${until} }] } }`
  test.each([
    [waived(''), 'excepted'],
    [waived(', until: null'), 'excepted'],
    [waived(', until: 2024-05-15'), 'excepted'],
    [waived(', until: 2024-05-14'), 'not-met'],
    [waived('', 'other'), 'not-met'],
  ])('%s: %s', (facts, state) => expect(area('strength: in-principle, waiver: { by: bureau }').state('x', facts)).toBe(state))
  test('only of a rule that allows one, and only of what is not met', () => {
    expect(area('strength: must').state('x', waived(''))).toBe('not-met')
    expect(area('waiver: { by: bureau }').state('x', waived('').replace('areaM2: 1', 'areaM2: 40'))).toBe('met')
  })
  test('its reason is shown', () => {
    expect(area('waiver: { by: bureau }').ask('x', waived('')).because).toBe('老旧院落')
  })
})

describe('defeats', () => {
  const p = plan(
    `[{ id: rule, subject: station, ${AREA} }, { id: exception, subject: station, kind: condition, defeats: rule, require: { fact: station.isAtTownSeat, is: true } }]`,
  )
  test('a rule yields while the one that names it holds', () => {
    expect(p.ask('rule', '{ station: { areaM2: 1 m², isAtTownSeat: true } }')).toMatchObject({
      state: 'not-applicable',
      because: 'exception',
    })
    expect(p.state('rule', '{ station: { areaM2: 1 m², isAtTownSeat: false } }')).toBe('not-met')
  })
  test('an exception nobody knows of does not defeat', () => {
    expect(p.state('rule', small)).toBe('not-met')
  })
})

describe('a rule with a day by which it must hold', () => {
  const due = area('due: { by: 2024-06-28 }')
  test.each([
    ['2024-05-15', 'due'],
    ['2024-06-21', 'at-risk'],
    ['2024-06-28', 'at-risk'],
    ['2024-06-29', 'overdue'],
  ])('unmet on %s: %s', (asOf, state) =>
    expect(due.ask('x', small, asOf)).toMatchObject({ state, obligations: [{ dueOn: '2024-06-28' }] }),
  )
  test('met is met before and after', () => {
    expect(due.state('x', '{ station: { areaM2: 40 m² } }', '2024-07-01')).toBe('met')
  })
})

describe('a rule per period is unmet only on the last day', () => {
  const visits = ruleOf('kind: condition, per: quarter, require: { fact: { count: "station.visits[]" }, atLeast: 2 }')
  const on = (...days: string[]): string => `{ station: { visits: [${days.map((d) => `{ visitedOn: ${d} }`).join(', ')}] } }`
  test.each([
    [['2024-04-01'], '2024-06-22', 'due'],
    [['2024-04-01'], '2024-06-23', 'at-risk'],
    [['2024-04-01'], '2024-06-30', 'not-met'],
    [['2024-04-01', '2024-06-30'], '2024-06-30', 'met'],
    [['2024-03-31', '2024-04-01'], '2024-06-30', 'not-met'],
    [['2024-04-01', '2024-06-30'], '2024-07-01', 'due'],
  ])('visits %s, asked on %s: %s', (days, asOf, state) => expect(visits.state('x', on(...days), asOf)).toBe(state))
})

describe('a defined fact is true exactly when its rule is met', () => {
  const p =
    plan(`[{ id: operating, subject: station, kind: condition, defines: station.isOperating, require: { fact: { count: "station.postings[]" }, atLeast: 1 } },
    { id: x, subject: station, kind: condition, require: { fact: station.isOperating, is: true } },
    { id: county, subject: unit, kind: quota, counts: [{ id: all, of: "unit.stations[]", where: { fact: isOperating, is: true }, atLeast: 2 }] }]`)
  test.each([
    ['postings: [{ seatCode: head }]', 'met'],
    ['postings: []', 'not-met'],
    ['', 'unknown'],
    ['isOperating: true, postings: []', 'not-met'],
  ])('%s: %s', (facts, state) => expect(p.state('x', `{ station: { ${facts} } }`)).toBe(state))
  test('also as a bare field of a row', () => {
    expect(
      p.state(
        'county',
        '{ unit: { stations: [{ id: a, postings: [{ seatCode: head }] }, { id: b, postings: [{ seatCode: head }] }] } }',
      ),
    ).toBe('met')
    expect(
      p.state('county', '{ unit: { stations: [{ id: a, postings: [{ seatCode: head }] }, { id: b, postings: [] }] } }'),
    ).toBe('not-met')
  })
})

describe('asking about another rule', () => {
  const asked = (is: string): ReturnType<typeof plan> =>
    plan(
      `[{ id: x, subject: station, kind: condition, require: { rule: y, is: ${is} } }, { id: y, subject: station, waiver: { by: bureau }, ${AREA} }]`,
    )
  test.each([
    ['met', 'areaM2: 40 m²', 'met'],
    ['met', 'areaM2: 1 m²', 'not-met'],
    ['not-met', 'areaM2: 1 m²', 'met'],
    ['met', '', 'unknown'],
    ['not-met', '', 'unknown'],
    ['unknown', '', 'met'],
    ['unknown', 'areaM2: 40 m²', 'not-met'],
    ['met', 'areaM2: 1 m², waivers: [{ ruleId: y }]', 'met'],
    ['excepted', 'areaM2: 1 m², waivers: [{ ruleId: y }]', 'met'],
    ['excepted', 'areaM2: 40 m²', 'not-met'],
  ])('is %s, with %s: %s', (is, facts, state) => expect(asked(is).state('x', `{ station: { ${facts} } }`)).toBe(state))
  test('of another subject by its link, and unknown while the link is', () => {
    const p = plan(
      `[{ id: x, subject: posting, kind: condition, require: { rule: y, is: met } }, { id: y, subject: station, ${AREA} }]`,
    )
    expect(p.state('x', '{ posting: { station: { areaM2: 40 m² } } }')).toBe('met')
    expect(p.state('x', '{ posting: { station: null } }')).toBe('not-met')
    expect(p.ask('x', '{ posting: {} }')).toMatchObject({ state: 'unknown', missing: ['rule:y'] })
  })
})

test('what a condition measured is kept with its exact denominator', () => {
  const p = plan(
    '[{ id: x, subject: contract, kind: condition, require: { fact: { mean: "contract.monthScores[]", field: score }, atLeast: 80 分 } }]',
  )
  expect(
    p.ask('x', '{ contract: { monthScores: [{ month: 2024-01, score: 80 分 }, { month: 2024-02, score: 79.99 分 }] } }').amount,
  ).toEqual({ value: 15_999, den: 2, unit: 'point' })
})
