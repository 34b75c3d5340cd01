import { describe, expect, test } from 'vitest'
import { catalogue } from '../catalogue/catalogue.ts'
import { plan, ruleOf, schemeOf } from '../testing/small-plan.ts'
import { compileScheme } from './compile.ts'

/** Outcome of a condition about a station (its contract, its worker …) on these facts. */
const outcome = (require: string, facts: string, asOf?: string): string =>
  ruleOf(`kind: condition, require: ${require}`).state('x', facts, asOf)
const SETTING = {
  head: 'settings: { size: { label: 面积, cites: [t1-1-1], proposed: 40 m² }, word: { label: 词, cites: [t1-1-1], proposed: open, choices: [open, closed] } }',
}

describe('a bound includes its number with 以上/以下 and excludes it with 高于/低于', () => {
  test.each([
    ['atLeast', '39.99', 'not-met'],
    ['atLeast', '40', 'met'],
    ['atLeast', '40.01', 'met'],
    ['atMost', '39.99', 'met'],
    ['atMost', '40', 'met'],
    ['atMost', '40.01', 'not-met'],
    ['above', '39.99', 'not-met'],
    ['above', '40', 'not-met'],
    ['above', '40.01', 'met'],
    ['below', '39.99', 'met'],
    ['below', '40', 'not-met'],
    ['below', '40.01', 'not-met'],
    ['is', '39.99', 'not-met'],
    ['is', '40', 'met'],
    ['is', '40.01', 'not-met'],
  ])('%s 40 m² with %s m²: %s', (op, area, state) => {
    expect(outcome(`{ fact: station.officeAreaM2, ${op}: 40 m² }`, `{ station: { officeAreaM2: ${area} m² } }`)).toBe(state)
  })
})

describe('a fact nobody has said is unknown, one known to be none compares false', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['{ fact: station.officeAreaM2, atLeast: 40 m² }', 'officeAreaM2'],
    ['{ fact: station.officeAreaM2, is: 40 m² }', 'officeAreaM2'],
    ['{ fact: station.isOfficeSeparate, is: true }', 'isOfficeSeparate'],
    ['{ fact: station.stageCode, is: open }', 'stageCode'],
    ['{ fact: station.stageCode, in: [open, closed] }', 'stageCode'],
    ['{ fact: station.openedOn, onOrBefore: today }', 'openedOn'],
    ['{ fact: station.openedOn, onOrAfter: 2020-01-01 }', 'openedOn'],
    ['{ fact: station.openedOn, before: today }', 'openedOn'],
    ['{ fact: station.openedOn, after: 2020-01-01 }', 'openedOn'],
    ['{ fact: { years: [station.openedOn, today] }, atLeast: 1 年 }', 'openedOn'],
  ]
  test.each(cases)('%s', (require, fact) => {
    expect(outcome(require, '{ station: {} }')).toBe('unknown')
    expect(outcome(require, `{ station: { ${fact}: null } }`)).toBe('not-met')
    expect(ruleOf(`kind: condition, require: ${require}`).ask('x', '{ station: {} }').missing).toEqual([`station.${fact}`])
  })

  test('present asks just that', () => {
    for (const [facts, state] of [
      ['{ station: {} }', 'unknown'],
      ['{ station: { openedOn: null } }', 'not-met'],
      ['{ station: { openedOn: 2024-01-01 } }', 'met'],
    ] as const) {
      expect(outcome('{ fact: station.openedOn, present: true }', facts)).toBe(state)
      const opposite = state === 'met' ? 'not-met' : state === 'not-met' ? 'met' : state
      expect(outcome('{ fact: station.openedOn, present: false }', facts)).toBe(opposite)
    }
  })

  test('an empty list of codes is known to be none', () => {
    const about = (pred: string, codes: string): string =>
      ruleOf(`kind: condition, require: ${pred}`).state('x', `{ station: { contract: { partCodes: ${codes} } } }`)
    expect(about('{ fact: contract.partCodes, present: true }', '[]')).toBe('not-met')
    expect(about('{ fact: contract.partCodes, present: true }', '[pay]')).toBe('met')
    expect(about('{ fact: contract.partCodes, has: pay }', '[]')).toBe('not-met')
    expect(about('{ fact: contract.partCodes, has: pay }', '[fee, pay]')).toBe('met')
  })

  test('a link nobody has said leaves what lies behind it unknown, a link known to be none does not', () => {
    expect(outcome('{ fact: contract.stateCode, is: open }', '{ station: {} }')).toBe('unknown')
    expect(outcome('{ fact: contract.stateCode, is: open }', '{ station: { contract: null } }')).toBe('not-met')
    expect(outcome('{ fact: contract.stateCode, present: false }', '{ station: { contract: null } }')).toBe('met')
  })

  test('the other side of a comparison may be missing too, and is then what is asked for', () => {
    const bound = ruleOf(
      'kind: condition, require: { fact: { count: "station.postings[]" }, atLeast: { fact: contract.workersAgreedCount } }',
    )
    const facts = (agreed: string): string => `{ station: { postings: [{ seatCode: head }], contract: { ${agreed} } } }`
    expect(bound.ask('x', facts('')).missing).toEqual(['contract.workersAgreedCount'])
    expect(bound.state('x', facts('workersAgreedCount: null'))).toBe('not-met')
    expect(bound.state('x', facts('workersAgreedCount: 1'))).toBe('met')
    expect(bound.state('x', facts('workersAgreedCount: 2'))).toBe('not-met')
    const date = ruleOf('kind: condition, require: { fact: station.openedOn, onOrBefore: contract.endsOn }')
    expect(date.ask('x', '{ station: { openedOn: 2024-01-01, contract: {} } }').missing).toEqual(['contract.endsOn'])
  })
})

describe('days compare by the calendar, an instant by its day', () => {
  test.each([
    ['onOrBefore: 2023-08-31', '2023-08-31', 'met'],
    ['onOrBefore: 2023-08-31', '2023-09-01', 'not-met'],
    ['before: 2023-09-01', '2023-08-31', 'met'],
    ['before: 2023-09-01', '2023-09-01', 'not-met'],
    ['onOrAfter: 2023-08-31', '2023-08-30', 'not-met'],
    ['onOrAfter: 2023-08-31', '2023-08-31', 'met'],
    ['after: 2023-08-31', '2023-08-31', 'not-met'],
    ['after: 2023-08-31', '2023-09-01', 'met'],
  ])('%s on %s: %s', (op, on, state) =>
    expect(outcome(`{ fact: station.openedOn, ${op} }`, `{ station: { openedOn: ${on} } }`)).toBe(state),
  )

  test.each([
    ['2024-05-14', 'not-met'],
    ['2024-05-15', 'met'],
    ['2024-05-16', 'met'],
  ])('a grade good until %s on a bid handed in on the afternoon of 15 May: %s', (until, state) => {
    const grade = plan(
      '[{ id: x, subject: bid, kind: condition, require: { fact: agency.gradeValidUntilOn, onOrAfter: bid.submittedAt } }]',
    )
    expect(grade.state('x', `{ bid: { submittedAt: '2024-05-15T16:30', agency: { gradeValidUntilOn: ${until} } } }`)).toBe(state)
  })
})

describe('all, any and not keep unknown apart from false', () => {
  const YES = '{ fact: station.isAtTownSeat, is: true }'
  const NO = '{ fact: station.isAtTownSeat, is: false }'
  const UNKNOWN = '{ fact: station.openedOn, present: true }'
  const UNSETTLED = '{ fact: station.areaM2, atLeast: { setting: size } }'
  const of = (require: string): string =>
    ruleOf(`kind: condition, require: ${require}`, SETTING).state('x', '{ station: { isAtTownSeat: true, areaM2: 1 m² } }')
  test.each([
    [`all: [${YES}, ${YES}]`, 'met'],
    [`all: [${YES}, ${NO}]`, 'not-met'],
    [`all: [${UNKNOWN}, ${NO}]`, 'not-met'],
    [`all: [${NO}, ${UNKNOWN}]`, 'not-met'],
    [`all: [${YES}, ${UNKNOWN}]`, 'unknown'],
    [`all: [${YES}, ${UNSETTLED}]`, 'unsettled'],
    [`all: [${UNSETTLED}, ${UNKNOWN}]`, 'unknown'],
    [`all: [${UNKNOWN}, ${UNSETTLED}]`, 'unknown'],
    [`any: [${NO}, ${NO}]`, 'not-met'],
    [`any: [${NO}, ${YES}]`, 'met'],
    [`any: [${UNKNOWN}, ${YES}]`, 'met'],
    [`any: [${UNSETTLED}, ${YES}]`, 'met'],
    [`any: [${NO}, ${UNKNOWN}]`, 'unknown'],
    [`any: [${NO}, ${UNSETTLED}]`, 'unsettled'],
    [`any: [${UNSETTLED}, ${UNKNOWN}]`, 'unknown'],
    [`not: ${YES}`, 'not-met'],
    [`not: ${NO}`, 'met'],
    [`not: ${UNKNOWN}`, 'unknown'],
    [`not: ${UNSETTLED}`, 'unsettled'],
    [`not: { not: ${UNKNOWN} }`, 'unknown'],
  ])('%s: %s', (tree, state) => expect(of(`{ ${tree} }`)).toBe(state))
})

describe('a setting', () => {
  const bound = 'kind: condition, require: { fact: station.areaM2, atLeast: { setting: size } }'
  const code = 'kind: condition, require: { fact: station.stageCode, is: { setting: word } }'
  test('unsigned leaves what rests on it unsettled and says what is to be signed', () => {
    expect(ruleOf(bound, SETTING).ask('x', '{ station: { areaM2: 100 m² } }')).toMatchObject({
      state: 'unsettled',
      unsigned: ['size'],
    })
    expect(ruleOf(code, SETTING).ask('x', '{ station: { stageCode: open } }')).toMatchObject({
      state: 'unsettled',
      unsigned: ['word'],
    })
  })
  test('a missing fact comes before a missing signature', () => {
    expect(ruleOf(bound, SETTING).state('x', '{ station: {} }')).toBe('unknown')
  })
  test('signed bounds like a number of the text', () => {
    const signed = ruleOf(bound, { ...SETTING, signed: { size: '50 m²' } })
    expect(signed.state('x', '{ station: { areaM2: 49.99 m² } }')).toBe('not-met')
    expect(signed.state('x', '{ station: { areaM2: 50 m² } }')).toBe('met')
    expect(ruleOf(code, { ...SETTING, signed: { word: 'closed' } }).state('x', '{ station: { stageCode: closed } }')).toBe('met')
  })
})

describe('codes, levels and templates', () => {
  const worker = (require: string, facts: string): string =>
    ruleOf(`kind: condition, require: { fact: { count: "station.postings[]", where: ${require} }, atLeast: 1 }`).state(
      'x',
      `{ station: { postings: [{ startOn: 2024-01-01, worker: ${facts} }] } }`,
    )
  test.each([
    ['atLeast: bachelor', 'junior-college', 'not-met'],
    ['atLeast: bachelor', 'bachelor', 'met'],
    ['atLeast: bachelor', 'master', 'met'],
    ['above: bachelor', 'bachelor', 'not-met'],
    ['is: bachelor', 'bachelor', 'met'],
    ['is: bachelor', 'master', 'not-met'],
    ['in: [bachelor, master]', 'master', 'met'],
    ['in: [bachelor, master]', 'doctor', 'not-met'],
  ])('education %s with %s: %s', (op, level, state) => {
    expect(worker(`{ fact: worker.educationLevel, ${op} }`, `{ educationLevel: ${level} }`)).toBe(state)
  })

  test('a template is filled from facts, and missing while one is', () => {
    const plaque = ruleOf('kind: condition, require: { fact: station.plaqueText, is: { template: "{unit.nameText}社工站" } }')
    expect(plaque.state('x', '{ station: { plaqueText: 东镇社工站, unit: { nameText: 东镇 } } }')).toBe('met')
    expect(plaque.state('x', '{ station: { plaqueText: 西镇社工站, unit: { nameText: 东镇 } } }')).toBe('not-met')
    expect(plaque.ask('x', '{ station: { plaqueText: 东镇社工站, unit: {} } }').missing).toEqual(['unit.nameText'])
  })

  test.each([
    ['{ fact: contract.partCodes, is: pay }', 'is-a-list'],
    ['{ fact: contract.partCodes, in: [pay] }', 'is-a-list'],
    ['{ fact: contract.stateCode, has: pay }', 'not-a-list'],
    ['{ fact: contract.stateCode, atLeast: 3 }', 'not-a-number'],
    ['{ fact: worker.educationLevel, in: [phd] }', 'no-path'],
  ])('%s is found when the plan is compiled: %s', (require, code) => {
    const found: string[] = []
    compileScheme(schemeOf(`[{ id: x, subject: station, kind: condition, require: ${require} }]`), catalogue, new Map(), (_, c) =>
      found.push(c),
    )
    expect(found).toContain(code)
  })
})

test('actor facts are known only when somebody acts', () => {
  const own = ruleOf('kind: condition, require: { fact: actor.isOwnZone, is: true }')
  expect(own.state('x', '{ station: {} }')).toBe('unknown')
  expect(own.state('x', '{ station: {} }', undefined, { actor: { isOwnZone: true } })).toBe('met')
  expect(own.state('x', '{ station: {} }', undefined, { actor: { isOwnZone: false } })).toBe('not-met')
})
