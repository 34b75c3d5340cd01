import { describe, expect, test } from 'vitest'
import { wordsOf } from '../explain/words.ts'
import { compareOwed, owedBy, type Owed } from './owes.ts'
import { plan, TODAY } from '../testing/small-plan.ts'

const owed = (rule: string, facts: string, asOf = TODAY, options: Parameters<typeof plan>[1] = {}): Owed[] => {
  const p = plan(`[{ id: x, ${rule} }]`, options)
  return owedBy(p.ask('x', facts, asOf), p.compiled, wordsOf(p.compiled))
}
const brief = (list: readonly Owed[]): unknown[] =>
  list.map(({ kind, debtor, creditor, dueOn, state }) => [kind, debtor, creditor, dueOn, state])

const REPORT =
  'subject: evaluation, kind: duty, debtor: agency, creditor: bureau, deliver: evaluation.agencyReportOn, due: { by: 2024-05-17 }'
const AREA = 'subject: station, kind: condition, require: { fact: station.areaM2, atLeast: 40 m² }'

describe('who owes what by when', () => {
  test('a duty is owed by its debtor to its creditor while it is open, and no longer once delivered', () => {
    expect(brief(owed(REPORT, '{ evaluation: { agencyReportOn: null } }'))).toEqual([
      ['duty', 'agency', 'bureau', '2024-05-17', 'at-risk'],
    ])
    expect(brief(owed(REPORT, '{ evaluation: { agencyReportOn: null } }', '2024-05-20'))).toEqual([
      ['duty', 'agency', 'bureau', '2024-05-17', 'overdue'],
    ])
    expect(owed(REPORT, '{ evaluation: { agencyReportOn: 2024-05-01 } }')).toEqual([])
  })
  test('what is overdue goes up to whom the rule names, and comes down again once it is done', () => {
    const up = `${REPORT}, escalates: leading-group`
    expect(brief(owed(up, '{ evaluation: { agencyReportOn: null } }'))).toHaveLength(1)
    const late = owed(up, '{ evaluation: { agencyReportOn: null } }', '2024-05-20')
    expect(late.map(({ debtor, passedFrom }) => [debtor, passedFrom])).toEqual([
      ['agency', undefined],
      ['leading-group', 'agency'],
    ])
    expect(late[1]?.what).toContain('逾期未办')
    expect(owed(up, '{ evaluation: { agencyReportOn: 2024-05-18 } }', '2024-05-20')).toEqual([])
  })
  test('each open period or row is a line of its own', () => {
    const monthly = 'subject: contract, kind: duty, debtor: agency, deliver: "contract.reports[]", due: { every: month }'
    expect(brief(owed(monthly, '{ contract: { reports: [] } }'))).toEqual([
      ['duty', 'agency', '', '2024-04-30', 'overdue'],
      ['duty', 'agency', '', '2024-05-31', 'due'],
    ])
  })
  test('the gap of an unmet rule is owed by its owner, by the day the rule names', () => {
    expect(brief(owed(`${AREA}, owner: town`, '{ station: { areaM2: 1 m² } }'))).toEqual([
      ['gap', 'town', '', undefined, 'not-met'],
    ])
    expect(brief(owed(`${AREA}, owner: town, due: { by: 2024-06-28 }`, '{ station: { areaM2: 1 m² } }'))).toEqual([
      ['gap', 'town', '', '2024-06-28', 'due'],
    ])
  })
  test('items of a checklist are owed by those who provide them', () => {
    const list =
      'subject: station, kind: checklist, items: [{ id: a, label: 甲, provider: town, proof: { attest: bureau, evidence: [photo] } }, { id: b, label: 乙, provider: agency, proof: { attest: bureau, evidence: [photo] } }, { id: c, label: 丙, provider: town, proof: { attest: bureau, evidence: [photo] } }]'
    const lines = owed(list, '{ station: { attested: [] } }')
    expect(lines.map((l) => [l.debtor, l.what.includes('甲'), l.what.includes('乙'), l.what.includes('丙')])).toEqual([
      ['town', true, false, true],
      ['agency', false, true, false],
    ])
  })
  test('the current step of a process is owed by its actor', () => {
    const process =
      'subject: evaluation, kind: process, steps: [{ id: a, label: 甲, by: agency, done: { fact: evaluation.agencyReportOn, present: true } }, { id: b, label: 乙, by: bureau, done: { fact: evaluation.publishedOn, present: true } }]'
    expect(brief(owed(process, '{ evaluation: { agencyReportOn: 2024-05-01, publishedOn: null } }'))).toEqual([
      ['step', 'bureau', '', undefined, 'due'],
    ])
    expect(owed(process, '{ evaluation: { agencyReportOn: 2024-05-01, publishedOn: 2024-05-02 } }')).toEqual([])
  })
  test('a measure that is proposed is owed a decision', () => {
    const bar =
      'subject: contract, kind: consequence, decidedBy: bureau, measure: bar, term: { years: 3 }, of: contract.endsOn, when: { fact: contract.stateCode, is: removed }'
    expect(brief(owed(bar, '{ contract: { stateCode: removed, endsOn: 2024-01-20 } }'))).toEqual([
      ['consequence', 'bureau', '', '2027-01-20', 'due'],
    ])
    expect(owed(bar, '{ contract: { stateCode: running } }')).toEqual([])
  })
  test('a tranche is owed from the day it opens', () => {
    const pay =
      'subject: contract, kind: tranches, owner: bureau, of: contract.amountFen, remainder: last, parts: [{ id: a, share: 40 %, opens: { fact: contract.signedOn, present: true } }, { id: b, share: 60 %, opens: { fact: contract.endsOn, onOrBefore: today } }]'
    expect(brief(owed(pay, '{ contract: { amountFen: 100 元, signedOn: 2024-01-01, endsOn: 2024-12-31 } }'))).toEqual([
      ['tranche', 'bureau', '', undefined, 'due'],
    ])
  })
  test('a missing fact is owed by who can supply it', () => {
    expect(brief(owed(AREA, '{ station: {} }'))).toEqual([['fact', 'town', '', undefined, 'unknown']])
    expect(brief(owed(REPORT, '{ evaluation: {} }'))).toEqual([['fact', 'agency', '', undefined, 'unknown']])
    expect(
      brief(owed('subject: station, kind: quota, counts: [{ id: a, of: "station.postings[]", atLeast: 1 }]', '{ station: {} }')),
    ).toEqual([['fact', 'town', '', undefined, 'unknown']])
  })
  test('an unsigned setting is owed a signature', () => {
    const options = { head: 'settings: { size: { label: 面积, cites: [t1-1-1], proposed: 1 m² } }' }
    expect(
      brief(
        owed(
          'subject: station, kind: condition, require: { fact: station.areaM2, atLeast: { setting: size } }',
          '{ station: { areaM2: 1 m² } }',
          TODAY,
          options,
        ),
      ),
    ).toEqual([['signature', 'bureau', '', undefined, 'unsettled']])
  })
  test.each(['may', 'stated'])('nobody owes what is only %s', (strength) => {
    expect(owed(`${AREA}, strength: ${strength}`, '{ station: { areaM2: 1 m² } }')).toEqual([])
    expect(owed(`${AREA}, strength: ${strength}`, '{ station: {} }')).toEqual([])
  })
  test('nothing is owed for a waived rule', () => {
    expect(owed(`${AREA}, waiver: { by: bureau }`, '{ station: { areaM2: 1 m², waivers: [{ ruleId: x }] } }')).toEqual([])
  })
})

test('overdue comes first, then by day, then what has none', () => {
  const line = (state: Owed['state'], dueOn?: string): Owed =>
    ({ ...owed(REPORT, '{ evaluation: { agencyReportOn: null } }')[0], state, dueOn }) as Owed
  const sorted = [
    line('unknown'),
    line('due', '2024-06-01'),
    line('due', '2024-05-01'),
    line('not-met'),
    line('overdue', '2024-04-02'),
    line('overdue', '2024-04-01'),
  ].sort(compareOwed)
  expect(sorted.map((l) => [l.state, l.dueOn])).toEqual([
    ['overdue', '2024-04-01'],
    ['overdue', '2024-04-02'],
    ['not-met', undefined],
    ['due', '2024-05-01'],
    ['due', '2024-06-01'],
    ['unknown', undefined],
  ])
})
