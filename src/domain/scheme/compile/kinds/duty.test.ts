import { describe, expect, test } from 'vitest'
import type { WorkCalendar } from '../../../kernel/working-days.ts'
import { day, plan } from '../../testing/small-plan.ts'

const DAY = /^\d{4}-/
const duty = (body: string, options?: Parameters<typeof plan>[1]): ReturnType<typeof plan> =>
  plan(`[{ id: x, subject: contract, kind: duty, debtor: agency, ${body} }]`, options)

describe('by a day of the text', () => {
  const evaluation = plan(
    '[{ id: x, subject: evaluation, kind: duty, debtor: agency, deliver: evaluation.agencyReportOn, due: { by: 2023-08-31 } }]',
  )
  const report = (on: string): string => `{ evaluation: { agencyReportOn: ${on} } }`
  test.each([
    ['null', '2023-08-23', 'due'],
    ['null', '2023-08-24', 'at-risk'],
    ['null', '2023-08-31', 'at-risk'],
    ['null', '2023-09-01', 'overdue'],
    ['2023-08-30', '2023-09-10', 'met'],
    ['2023-08-31', '2023-09-10', 'met'],
    ['2023-09-01', '2023-09-10', 'late'],
    ['2023-09-01', '2023-08-31', 'at-risk'],
  ])('delivered %s, asked on %s: %s', (on, asOf, state) => expect(evaluation.state('x', report(on), asOf)).toBe(state))
  test('nobody has said: unknown, and asks for the fact', () => {
    expect(evaluation.ask('x', '{ evaluation: {} }')).toMatchObject({ state: 'unknown', missing: ['evaluation.agencyReportOn'] })
  })
  test('a last day on a holiday moves to the next working day, unless the text says it does not', () => {
    const on = (due: string): ReturnType<typeof plan> =>
      plan(`[{ id: x, subject: evaluation, kind: duty, debtor: agency, deliver: evaluation.agencyReportOn, due: ${due} }]`)
    expect(on('{ by: 2023-10-01 }').ask('x', report('null'), '2023-10-07')).toMatchObject({
      state: 'at-risk',
      obligations: [{ dueOn: '2023-10-07' }],
    })
    expect(on('{ by: 2023-10-01, moves: false }').ask('x', report('null'), '2023-10-02')).toMatchObject({
      state: 'overdue',
      obligations: [{ dueOn: '2023-10-01' }],
    })
  })
  test('the office own holidays count too', () => {
    const calendar: WorkCalendar = { extra: new Map([[day('2023-08-31'), 'holiday']]) }
    expect(evaluation.ask('x', report('null'), '2023-08-31', { calendar }).obligations[0]?.dueOn).toBe('2023-09-01')
  })
  test('between the day of the text and the one kept in practice it is at risk, and delivered it is late', () => {
    const p = plan(
      '[{ id: x, subject: evaluation, kind: duty, debtor: agency, deliver: evaluation.agencyReportOn, due: { by: 2017-08-31, practical: 2017-09-30 } }]',
    )
    expect(p.state('x', report('null'), '2017-09-30')).toBe('at-risk')
    expect(p.state('x', report('null'), '2017-10-01')).toBe('overdue')
    expect(p.state('x', report('2017-09-30'), '2017-10-01')).toBe('late')
  })
  test('of a phase nothing is owed before it begins', () => {
    const p = plan(
      '[{ id: x, subject: evaluation, kind: duty, debtor: agency, deliver: evaluation.agencyReportOn, due: { from: 2023-09-01, to: 2023-12-31 } }]',
    )
    expect(p.state('x', report('null'), '2023-08-31')).toBe('not-applicable')
    expect(p.state('x', report('null'), '2023-09-01')).toBe('due')
    expect(p.state('x', report('null'), '2023-12-31')).toBe('at-risk')
    expect(p.state('x', report('null'), '2024-01-01')).toBe('overdue')
  })
})

describe('within a span of a day', () => {
  const filed = (within: string): ReturnType<typeof plan> =>
    duty(`deliver: "contract.filings[]", due: { within: ${within}, of: contract.signedOn }`)
  const facts = (signed: string, ...filings: string[]): string =>
    `{ contract: { ${signed === '' ? '' : `signedOn: ${signed}, `}filings: [${filings.map((on) => `{ sentOn: ${on} }`).join(', ')}] } }`
  test.each([
    ['{ months: 1 }', '2023-01-31', '2023-02-28'],
    ['{ months: 1 }', '2024-01-31', '2024-02-29'],
    ['{ months: 1 }', '2023-07-05', '2023-08-07'],
    ['{ days: 20 }', '2023-08-01', '2023-08-21'],
    ['{ days: 20 天 }', '2023-08-01', '2023-08-21'],
    ['{ years: 1 }', '2024-02-29', '2025-02-28'],
    ['{ workingDays: 3 }', '2023-09-28', '2023-10-09'],
  ])('%s of %s ends on %s: the day itself is not counted, month ends clamp, holidays move', (within, signed, dueOn) => {
    expect(
      filed(within)
        .ask('x', facts(signed), signed)
        .obligations.map((o) => o.dueOn),
    ).toEqual([dueOn])
  })
  test.each([
    [[], '2023-08-06', 'at-risk'],
    [[], '2023-08-07', 'at-risk'],
    [[], '2023-08-08', 'overdue'],
    [['2023-08-07'], '2023-08-08', 'met'],
    [['2023-08-08'], '2023-08-08', 'late'],
    [['2023-08-08', '2023-08-01'], '2023-08-08', 'met'],
    [['2023-08-09'], '2023-08-08', 'overdue'],
  ])('signed on 2023-07-05, filed %s, asked on %s: %s', (filings, asOf, state) => {
    expect(filed('{ months: 1 }').state('x', facts('2023-07-05', ...filings), asOf)).toBe(state)
  })
  test('not signed: nothing is owed; nobody has said: unknown', () => {
    expect(filed('{ months: 1 }').state('x', '{ contract: { signedOn: null, filings: [] } }')).toBe('not-applicable')
    expect(filed('{ months: 1 }').ask('x', '{ contract: { filings: [] } }')).toMatchObject({
      state: 'unknown',
      missing: ['contract.signedOn'],
    })
    expect(filed('{ months: 1 }').ask('x', '{ contract: { signedOn: 2023-07-05 } }')).toMatchObject({
      state: 'unknown',
      missing: ['contract.filings[]'],
    })
  })
  test('a span nobody has signed is unsettled', () => {
    const head = 'settings: { soon: { label: 及时, cites: [t1-1-1], proposed: 7 天 } }'
    const rule = 'deliver: "contract.filings[]", due: { within: { days: { setting: soon } }, of: contract.signedOn }'
    expect(duty(rule, { head }).ask('x', facts('2023-07-03'))).toMatchObject({ state: 'unsettled', unsigned: ['soon'] })
    expect(duty(rule, { head, signed: { soon: '7 天' } }).ask('x', facts('2023-07-03')).obligations[0]?.dueOn).toBe('2023-07-10')
  })
  test('only what matches delivers; what cannot be judged leaves it open', () => {
    const p = duty('deliver: "contract.filings[]", matching: { fact: documentCode, is: agreement }, due: { by: 2023-08-31 }')
    expect(p.state('x', '{ contract: { filings: [{ documentCode: agreement, sentOn: 2023-08-01 }] } }', '2023-09-01')).toBe('met')
    expect(p.state('x', '{ contract: { filings: [{ documentCode: other, sentOn: 2023-08-01 }] } }', '2023-09-01')).toBe('overdue')
    expect(p.ask('x', '{ contract: { filings: [{ sentOn: 2023-08-01 }] } }', '2023-09-01')).toMatchObject({
      state: 'unknown',
      missing: ['documentCode'],
    })
  })
  test('a posting that has ended still delivered the posting', () => {
    const p = plan(
      '[{ id: x, subject: station, kind: duty, debtor: agency, deliver: "station.postings[]", due: { within: { months: 1 }, of: contract.signedOn } }]',
    )
    expect(
      p.state('x', '{ station: { contract: { signedOn: 2023-07-05 }, postings: [{ startOn: 2023-08-01, endOn: 2023-09-01 }] } }'),
    ).toBe('met')
  })
})

describe('at nodes after a day', () => {
  const nodes = duty(
    'deliver: "contract.evaluations[]", due: { nodes: [{ id: first, after: { months: 3 } }, { id: final, after: { months: 12 } }], of: contract.startsOn, field: stageCode }',
  )
  const held = (...rows: string[]): string => `{ contract: { startsOn: 2023-07-01, evaluations: [${rows.join(', ')}] } }`
  test('nodes do not move off holidays, and each is met by its own delivery', () => {
    expect(nodes.ask('x', held(), '2023-09-20').obligations).toMatchObject([
      { id: 'first', dueOn: '2023-10-01', state: 'due' },
      { id: 'final', dueOn: '2024-07-01', state: 'due' },
    ])
    expect(nodes.ask('x', held('{ stageCode: final, heldOn: 2023-09-30 }'), '2023-10-02').obligations).toMatchObject([
      { state: 'overdue' },
      { state: 'met' },
    ])
    expect(nodes.state('x', held('{ stageCode: first, heldOn: 2023-10-01 }'), '2023-10-02')).toBe('due')
    expect(
      nodes.state(
        'x',
        held('{ stageCode: first, heldOn: 2023-10-02 }', '{ stageCode: final, heldOn: 2024-07-01 }'),
        '2024-07-02',
      ),
    ).toBe('late')
  })
})

describe('every period', () => {
  const monthly = duty('deliver: "contract.reports[]", due: { every: month, grace: { days: 5 } }')
  const received = (...on: string[]): string => `{ contract: { reports: [${on.map((d) => `{ receivedOn: ${d} }`).join(', ')}] } }`
  test('this period and the one before are owed, each by its last day and the days of grace', () => {
    const r = monthly.ask('x', received('2024-04-20'), '2024-05-15')
    expect(r.obligations).toMatchObject([
      { dueOn: '2024-05-06', state: 'met', doneOn: '2024-04-20' },
      { dueOn: '2024-06-05', state: 'due' },
    ])
    expect(monthly.state('x', received(), '2024-05-06')).toBe('at-risk')
    expect(monthly.state('x', received(), '2024-05-07')).toBe('overdue')
  })
  test('nothing is owed for periods before the plan, or before the day it starts from', () => {
    expect(monthly.ask('x', received(), '2023-01-10').obligations).toHaveLength(1)
    const since = duty('deliver: "contract.reports[]", due: { every: month, since: contract.startsOn }')
    const facts = (starts: string): string => `{ contract: { startsOn: ${starts}, reports: [] } }`
    expect(since.ask('x', facts('2024-05-10'), '2024-05-15').obligations).toHaveLength(1)
    expect(since.ask('x', facts('2024-04-30'), '2024-05-15').obligations).toHaveLength(2)
    expect(since.state('x', facts('2024-05-16'), '2024-05-15')).toBe('not-applicable')
    expect(since.state('x', facts('null'), '2024-05-15')).toBe('not-applicable')
    expect(since.ask('x', '{ contract: { reports: [] } }')).toMatchObject({ state: 'unknown', missing: ['contract.startsOn'] })
  })
  test('a row of the month delivers it, whenever it came', () => {
    const sheets = plan(
      '[{ id: x, subject: station, kind: duty, debtor: town, deliver: "station.monthSheets[]", on: submittedOn, due: { every: month } }]',
    )
    const facts =
      '{ station: { monthSheets: [{ month: 2024-04, submittedOn: 2024-05-02 }, { month: 2024-05, submittedOn: 2024-05-14 }] } }'
    expect(sheets.ask('x', facts, '2024-05-15').obligations).toMatchObject([
      { dueOn: '2024-04-30', state: 'late' },
      { dueOn: '2024-05-31', state: 'met' },
    ])
  })
  test('a cadence nobody has signed is unsettled', () => {
    const head = 'settings: { often: { label: 定期, cites: [t1-1-1], proposed: month, choices: [month, quarter] } }'
    const rule = 'deliver: "contract.reports[]", due: { every: { setting: often } }'
    expect(duty(rule, { head }).state('x', received())).toBe('unsettled')
    expect(
      duty(rule, { head, signed: { often: 'quarter' } })
        .ask('x', received(), '2024-05-15')
        .obligations.map((o) => o.dueOn),
    ).toEqual(['2024-04-01', '2024-07-01'])
  })
})

describe('for each row that carries its own date', () => {
  const findings = duty('deliver: finding.closedOn, on: closedOn, due: { each: "contract.findings[]", due: dueOn }')
  const facts = (...rows: string[]): string =>
    `{ contract: { findings: [${rows.map((r, i) => `{ id: f${i}, openedOn: 2024-04-01, ${r} }`).join(', ')}] } }`
  test.each([
    ['dueOn: 2024-05-31, closedOn: null', 'due'],
    ['dueOn: 2024-05-20, closedOn: null', 'at-risk'],
    ['dueOn: 2024-05-15, closedOn: null', 'at-risk'],
    ['dueOn: 2024-05-14, closedOn: null', 'overdue'],
    ['dueOn: 2024-05-14, closedOn: 2024-05-14', 'met'],
    ['dueOn: 2024-05-14, closedOn: 2024-05-15', 'late'],
    ['dueOn: 2024-05-14, closedOn: 2024-05-16', 'overdue'],
  ])('%s: %s', (row, state) => expect(findings.state('x', facts(row))).toBe(state))
  test('the worst row decides, and the open ones are the work list', () => {
    const r = findings.ask(
      'x',
      facts('dueOn: 2024-05-14, closedOn: null', 'dueOn: 2024-05-31, closedOn: null', 'dueOn: 2024-05-01, closedOn: 2024-05-01'),
    )
    expect(r.state).toBe('overdue')
    expect(r.gapRows.map((row) => row['id'])).toEqual(['f0', 'f1'])
    expect(r.obligations.every((o) => DAY.test(o.dueOn))).toBe(true)
  })
  test('or whose own term runs from one of its dates', () => {
    const rule =
      'deliver: "posting.replacements[]", on: repliedOn, due: { each: "posting.replacements[]", within: { days: { setting: soon } }, of: askedOn }'
    const p = (signed: Record<string, string>) =>
      plan(`[{ id: x, subject: posting, kind: duty, debtor: agency, ${rule} }]`, {
        head: 'settings: { soon: { label: 答复, cites: [t1-1-1], proposed: 5 天 } }',
        signed,
      })
    const asked = (...rows: string[]): string => `{ posting: { replacements: [${rows.map((row) => `{ ${row} }`).join(', ')}] } }`
    const two = asked('askedOn: 2023-08-10, repliedOn: null', 'askedOn: 2023-08-10, repliedOn: 2023-08-16')
    // Thursday the 10th and five days; a last day on a Sunday moves to Monday
    expect(p({ soon: '5 天' }).ask('x', two, '2023-08-16').obligations).toMatchObject([
      { dueOn: '2023-08-15', state: 'overdue' },
      { dueOn: '2023-08-15', state: 'late', doneOn: '2023-08-16' },
    ])
    expect(p({ soon: '5 天' }).state('x', two, '2023-08-15')).toBe('at-risk')
    expect(p({ soon: '5 天' }).ask('x', asked('askedOn: 2023-08-15, repliedOn: null'), '2023-08-21')).toMatchObject({
      state: 'at-risk',
      obligations: [{ dueOn: '2023-08-21' }],
    })
    expect(p({}).ask('x', two)).toMatchObject({ state: 'unsettled', unsigned: ['soon'], obligations: [] })
    expect(p({}).state('x', asked())).toBe('not-applicable')
  })
  test('no rows, nothing owed; rows nobody has said are unknown', () => {
    expect(findings.state('x', facts())).toBe('not-applicable')
    expect(findings.ask('x', '{ contract: {} }')).toMatchObject({ state: 'unknown', missing: ['contract.findings[]'] })
  })
  test('a row of which nobody has said whether it matches is unknown, not passed over', () => {
    const p = duty(
      'deliver: finding.closedOn, on: closedOn, matching: { fact: finding.repliedOn, present: true }, due: { each: "contract.findings[]", due: dueOn }',
    )
    expect(p.ask('x', facts('dueOn: 2024-05-01, closedOn: null'))).toMatchObject({
      state: 'unknown',
      missing: ['finding.repliedOn'],
    })
    expect(p.state('x', facts('dueOn: 2024-05-01, closedOn: null, repliedOn: null'))).toBe('not-applicable')
  })
})
