import { describe, expect, test } from 'vitest'
import { plan, ruleOf } from '../testing/small-plan.ts'

const condition = (pred: string, options?: Parameters<typeof ruleOf>[1]): ReturnType<typeof ruleOf> =>
  ruleOf(`kind: condition, require: ${pred}`, options)

describe('a count with rows that cannot be decided', () => {
  const full = '{ fact: { count: "station.postings[]", where: { fact: isFullTime, is: true } }'
  const postings = (yes: number, no: number, open: number): string =>
    `{ station: { postings: [${[...Array(yes).fill('{ isFullTime: true }'), ...Array(no).fill('{ isFullTime: false }'), ...Array(open).fill('{ seatCode: a }')].join(', ')}] } }`
  test.each([
    ['atLeast: 2', 2, 0, 'met'],
    ['atLeast: 2', 2, 3, 'met'],
    ['atLeast: 2', 1, 1, 'unknown'],
    ['atLeast: 2', 1, 0, 'not-met'],
    ['atLeast: 2', 0, 1, 'not-met'],
    ['above: 1', 1, 1, 'unknown'],
    ['above: 1', 2, 1, 'met'],
    ['above: 1', 0, 1, 'not-met'],
    ['atMost: 2', 2, 0, 'met'],
    ['atMost: 2', 1, 1, 'met'],
    ['atMost: 2', 2, 1, 'unknown'],
    ['atMost: 2', 3, 1, 'not-met'],
    ['below: 2', 0, 1, 'met'],
    ['below: 2', 1, 1, 'unknown'],
    ['below: 2', 2, 0, 'not-met'],
    ['is: 2', 2, 0, 'met'],
    ['is: 2', 1, 1, 'unknown'],
    ['is: 2', 2, 1, 'unknown'],
    ['is: 2', 3, 1, 'not-met'],
    ['is: 2', 0, 1, 'not-met'],
  ])('%s of %i sure and %i open: %s', (bound, yes, open, state) => {
    expect(condition(`${full}, ${bound} }`).state('x', postings(yes, 1, open))).toBe(state)
  })

  test('rows that nobody has said are unknown, rows known to be none are nought', () => {
    const none = condition(`${full}, atMost: 0 }`)
    expect(none.ask('x', '{ station: {} }')).toMatchObject({
      state: 'unknown',
      missing: ['station.postings[]', 'posting.isFullTime'],
    })
    expect(none.state('x', '{ station: { postings: [] } }')).toBe('met')
    expect(none.state('x', '{ station: { postings: null } }')).toBe('met')
  })

  test('rows open only for want of a signature leave the rule unsettled, one missing fact makes it unknown', () => {
    const head = 'settings: { low: { label: 低分, cites: [t1-1-1], proposed: 60 分 } }'
    const low = condition(
      '{ fact: { count: "station.monthSheets[]", where: { fact: score, below: { setting: low } } }, atMost: 0 }',
      { head },
    )
    expect(low.state('x', '{ station: { monthSheets: [{ month: 2024-03, score: 50 分 }] } }')).toBe('unsettled')
    expect(low.state('x', '{ station: { monthSheets: [{ month: 2024-03, score: 50 分 }, { month: 2024-04 }] } }')).toBe('unknown')
  })
})

test('distinct counts ids once, and those of lists one by one', () => {
  const people = condition('{ fact: { count: "station.pairings[]", distinct: personId }, is: 2 }')
  expect(people.state('x', '{ station: { pairings: [{ personId: a }, { personId: b }, { personId: a }] } }')).toBe('met')
  expect(people.state('x', '{ station: { pairings: [{ personId: a }, { personId: a }] } }')).toBe('not-met')
  expect(people.state('x', '{ station: { pairings: [{ personId: a }, {}] } }')).toBe('unknown')
  const villages = plan(
    '[{ id: x, subject: unit, kind: condition, require: { fact: { count: "unit.projects[]", distinct: villageIds }, is: 3 } }]',
  )
  expect(villages.state('x', '{ unit: { projects: [{ villageIds: [a, b] }, { villageIds: [b, c] }] } }')).toBe('met')
})

describe('rows exist from their day and while they last', () => {
  const visits = (on: string): string => `{ station: { visits: [{ visitedOn: ${on} }] } }`
  const one = condition('{ fact: { count: "station.visits[]" }, is: 1 }')
  test.each([
    ['2024-05-14', 'met'],
    ['2024-05-15', 'met'],
    ['2024-05-16', 'not-met'],
  ])('a visit on %s, asked on 15 May: %s', (on, state) => {
    expect(one.state('x', visits(on))).toBe(state)
  })
  const posted = condition('{ fact: { count: "station.postings[]" }, is: 1 }')
  test.each([
    ['{ startOn: 2024-05-16 }', 'not-met'],
    ['{ startOn: 2024-05-15 }', 'met'],
    ['{ startOn: 2024-01-01, endOn: 2024-05-15 }', 'met'],
    ['{ startOn: 2024-01-01, endOn: 2024-05-14 }', 'not-met'],
    ['{ startOn: 2024-01-01, endOn: null }', 'met'],
    ['{ startOn: null }', 'not-met'],
    ['{}', 'met'],
  ])('a posting %s, asked on 15 May: %s', (row, state) =>
    expect(posted.state('x', `{ station: { postings: [${row}] } }`)).toBe(state),
  )
  test('a month belongs to the judged day from its first day', () => {
    const sheets = condition('{ fact: { count: "station.monthSheets[]" }, is: 1 }')
    expect(sheets.state('x', '{ station: { monthSheets: [{ month: 2024-05 }] } }', '2024-05-01')).toBe('met')
    expect(sheets.state('x', '{ station: { monthSheets: [{ month: 2024-06 }] } }', '2024-05-31')).toBe('not-met')
  })
})

describe('run counts what ends at the last row', () => {
  const low = (n: number): ReturnType<typeof ruleOf> =>
    plan(
      `[{ id: x, subject: contract, kind: condition, require: { fact: { run: "contract.monthScores[]", where: { fact: score, below: 80 分 } }, is: ${n} } }]`,
    )
  const sheets = (...scores: string[]): string => `{ contract: { monthScores: [${scores.join(', ')}] } }`
  const at = (month: string, score: string): string => `{ month: ${month}, score: ${score} 分 }`
  test.each([
    [2, [at('2024-01', '90'), at('2024-02', '78'), at('2024-03', '79')]],
    [0, [at('2024-01', '78'), at('2024-02', '79'), at('2024-03', '80')]],
    [2, [at('2024-01', '78'), at('2024-03', '79')]],
    [2, [at('2024-03', '79'), at('2024-01', '90'), at('2024-02', '78')]],
    [1, [at('2024-01', '79.99'), at('2024-02', '80'), at('2024-03', '79.99')]],
    [0, []],
  ])('a run of %i: %s', (n, rows) => expect(low(n).state('x', sheets(...rows))).toBe('met'))
  test('a skipped month is no assessment: March and May follow each other', () => {
    expect(low(2).state('x', sheets(at('2024-03', '78'), at('2024-05', '79')))).toBe('met')
  })
  test('a month not yet begun does not end the run', () => {
    expect(low(1).state('x', sheets(at('2024-04', '78'), at('2024-06', '99')))).toBe('met')
  })
  test('a missing score inside the run leaves it unknown, one before it does not', () => {
    expect(low(2).state('x', sheets(at('2024-03', '78'), '{ month: 2024-04 }', at('2024-05', '79')))).toBe('unknown')
    expect(low(1).state('x', sheets('{ month: 2024-03 }', at('2024-04', '90'), at('2024-05', '79')))).toBe('met')
  })
})

describe('sum and mean', () => {
  const facts = (...scores: (string | null)[]): string =>
    `{ contract: { monthScores: [${scores.map((s, i) => `{ month: 2024-0${i + 1}${s === null ? '' : `, score: ${s} 分`} }`).join(', ')}] } }`
  const mean = (bound: string): ReturnType<typeof ruleOf> =>
    plan(
      `[{ id: x, subject: contract, kind: condition, require: { fact: { mean: "contract.monthScores[]", field: score }, ${bound} } }]`,
    )
  test.each([
    ['atLeast: 80 分', ['80', '80', '80'], 'met'],
    ['atLeast: 80 分', ['80', '80', '79.99'], 'not-met'],
    ['atLeast: 80 分', ['79.99', '80.01'], 'met'],
    ['is: 83.34 分', ['83.33', '83.34', '83.35'], 'met'],
    ['above: 83.33 分', ['83.33', '83.33', '83.34'], 'met'],
    ['below: 83.34 分', ['83.33', '83.33', '83.34'], 'met'],
  ])('the exact mean is compared, never a rounded one: %s of %s: %s', (bound, scores, state) => {
    expect(mean(bound).state('x', facts(...scores))).toBe(state)
  })
  test('a mean of none is none, a mean with a missing part unknown', () => {
    expect(mean('atLeast: 0 分').state('x', facts())).toBe('not-met')
    expect(mean('atLeast: 0 分').state('x', facts('80', null))).toBe('unknown')
    expect(mean('atLeast: 0 分').state('x', '{ contract: {} }')).toBe('unknown')
  })
  test('a sum of none is nought, a sum with a missing part unknown', () => {
    const sum = plan(
      '[{ id: x, subject: unit, kind: condition, require: { fact: { sum: "unit.sources[]", field: amountFen, where: { fact: kindCode, is: county } }, is: 30 万元 } }]',
    )
    expect(
      sum.state(
        'x',
        '{ unit: { sources: [{ kindCode: county, amountFen: 10 万元 }, { kindCode: county, amountFen: 20 万元 }, { kindCode: other, amountFen: 1 元 }] } }',
      ),
    ).toBe('met')
    expect(sum.state('x', '{ unit: { sources: [] } }')).toBe('not-met')
    expect(sum.state('x', '{ unit: { sources: [{ kindCode: county }] } }')).toBe('unknown')
    expect(sum.state('x', '{ unit: { sources: [{ kindCode: other }] } }')).toBe('not-met')
  })
})

describe('spans between days', () => {
  const worker = (pred: string): ReturnType<typeof ruleOf> =>
    plan(`[{ id: x, subject: worker, kind: condition, require: ${pred} }]`)
  const age = worker('{ fact: { years: [worker.birthOn, today] }, atMost: 35 岁 }')
  test.each([
    ['2024-05-14', 'met'],
    ['2024-05-15', 'met'],
    ['2025-05-14', 'met'],
    ['2025-05-15', 'not-met'],
  ])('35 岁以下 is not yet 36: born 1989-05-15, asked on %s: %s', (on, state) =>
    expect(age.state('x', '{ worker: { birthOn: 1989-05-15 } }', on)).toBe(state),
  )
  test.each([
    ['months: [worker.inductionOn, 2024-12-30]', 'is: 11 个月', 'met'],
    ['months: [worker.inductionOn, 2024-12-31]', 'is: 11 个月', 'met'],
    ['months: [worker.inductionOn, 2024-12-31], inclusive: true', 'is: 12 个月', 'met'],
    ['days: [worker.inductionOn, 2024-01-31]', 'is: 30 天', 'met'],
    ['days: [worker.inductionOn, 2024-01-31], inclusive: true', 'is: 31 天', 'met'],
    ['years: [worker.inductionOn, 2024-12-31]', 'is: 0 年', 'met'],
    ['years: [worker.inductionOn, 2024-12-31], inclusive: true', 'is: 1 年', 'met'],
  ])('from 1 January 2024, %s %s', (span, bound, state) => {
    expect(worker(`{ fact: { ${span} }, ${bound} }`).state('x', '{ worker: { inductionOn: 2024-01-01 } }')).toBe(state)
  })
})

describe('previous reads the same fact of the period before', () => {
  const grown = plan(
    '[{ id: x, subject: unit, kind: condition, require: { fact: { previous: unit.fiscalBudgetFen, per: year }, atMost: { fact: unit.fiscalBudgetFen } } }]',
  )
  test.each([
    ['previous: { year: { fiscalBudgetFen: 10 万元 } }', 'met'],
    ['previous: { year: { fiscalBudgetFen: 11 万元 } }', 'not-met'],
    ['previous: { month: { fiscalBudgetFen: 1 万元 } }', 'unknown'],
    ['', 'unknown'],
  ])('%s: %s', (before, state) => expect(grown.state('x', `{ unit: { fiscalBudgetFen: 10 万元, ${before} } }`)).toBe(state))
})

describe('two levels of rows', () => {
  test('the row around the row in hand is read as row.field', () => {
    const paired = condition(
      '{ fact: { count: "station.postings[]", where: { fact: { count: "posting.candidates[]", where: { fact: personId, is: { fact: row.dutyText } } }, atLeast: 1 } }, is: 1 }',
    )
    const facts =
      '{ station: { postings: [{ dutyText: a, candidates: [{ personId: a }] }, { dutyText: b, candidates: [{ personId: a }] }] } }'
    expect(paired.state('x', facts)).toBe('met')
  })
  test('also in a sum within a count', () => {
    const heavy = condition(
      '{ fact: { count: "station.postings[]", where: { fact: { sum: "posting.candidates[]", field: score, where: { fact: personId, is: { fact: row.dutyText } } }, atLeast: 60 分 } }, is: 1 }',
    )
    const facts =
      '{ station: { postings: [{ dutyText: a, candidates: [{ personId: a, score: 60 分 }] }, { dutyText: b, candidates: [{ personId: a, score: 90 分 }] }] } }'
    expect(heavy.state('x', facts)).toBe('met')
  })
})

describe('what one measure leaves behind never reaches the next', () => {
  const mean = '{ fact: { mean: "contract.monthScores[]", field: score }, atLeast: 60 分 }'
  const facts =
    '{ contract: { amountFen: 100 元, workersAgreedCount: 2, monthScores: [{ month: 2024-01, score: 60 分 }, { month: 2024-02, score: 80 分 }, { month: 2024-03 , score: 80 分 }] } }'
  const contract = (rules: string): ReturnType<typeof plan> => plan(rules)
  test('a plain number after a mean', () => {
    const p = contract(
      `[{ id: x, subject: contract, kind: condition, require: { all: [${mean}, { fact: contract.workersAgreedCount, is: 2 }, { fact: contract.amountFen, atLeast: 100 元 }] } }]`,
    )
    expect(p.state('x', facts)).toBe('met')
  })
  test('the amount of tranches that open by a mean', () => {
    const p = contract(
      `[{ id: x, subject: contract, kind: tranches, of: contract.amountFen, remainder: last, parts: [{ id: a, share: 40 %, opens: ${mean} }, { id: b, share: 60 %, opens: ${mean} }] }]`,
    )
    expect(p.ask('x', facts).amount).toEqual({ value: 10_000, den: 1, unit: 'fen' })
  })
  test('the number of items held where one is judged by a mean', () => {
    const p =
      contract(`[{ id: x, subject: contract, kind: checklist, items: [{ id: a, label: 甲, proof: { require: ${mean} } }] },
      { id: y, subject: contract, kind: condition, require: { fact: { rule: x }, is: 1 } }]`)
    expect(p.ask('x', facts).amount).toEqual({ value: 1, den: 1 })
    expect(p.state('y', facts)).toBe('met')
  })
  test('a fact defined by a rule that counts undecided rows', () => {
    const p =
      plan(`[{ id: covered, subject: unit, kind: condition, defines: unit.isCovered, require: { fact: { count: "unit.stations[]", where: { fact: stageCode, is: open } }, atLeast: 1 } },
      { id: x, subject: unit, kind: condition, require: { all: [{ fact: unit.isCovered, is: true }, { fact: unit.fiscalBudgetFen, is: 1 元 }] } }]`)
    expect(p.state('x', '{ unit: { fiscalBudgetFen: 1 元, stations: [{ stageCode: open }, {}, {}] } }')).toBe('met')
  })
  test('a value of a count with undecided rows is no value', () => {
    const p =
      plan(`[{ id: posted, subject: station, kind: quota, counts: [{ id: a, of: "station.postings[]", where: { fact: isFullTime, is: true } }] },
      { id: x, subject: station, kind: condition, require: { fact: { rule: posted }, atLeast: 2 } }]`)
    expect(p.state('x', '{ station: { postings: [{ isFullTime: true }, {}] } }')).toBe('unknown')
    expect(p.state('x', '{ station: { postings: [{ isFullTime: true }, { isFullTime: true }] } }')).toBe('met')
  })
})
