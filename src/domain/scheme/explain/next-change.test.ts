import { expect, test } from 'vitest'
import { momentOf } from '../facts/moment.ts'
import { day, plan, worldOf } from '../testing/small-plan.ts'
import { nextChangeOn } from './next-change.ts'

const next = (rule: string, facts: string, asOf: string): string | undefined => {
  const p = plan(`[${rule}]`)
  const e = worldOf(facts, p.compiled).get(p.rule('x').subject)?.[0]
  if (!e) throw new Error('no subject')
  return nextChangeOn(p.rule('x'), e, momentOf(day(asOf)))
}

test.each([
  [
    'a 36th birthday',
    '{ id: x, subject: worker, kind: condition, require: { fact: { years: [worker.birthOn, today] }, atMost: 35 岁 } }',
    '{ worker: { birthOn: 1989-05-15 } }',
    '2025-05-01',
    '2025-05-15',
  ],
  [
    'the day after a posting ends',
    '{ id: x, subject: station, kind: quota, counts: [{ id: a, of: "station.postings[]", atLeast: 1 }] }',
    '{ station: { postings: [{ startOn: 2024-01-01, endOn: 2024-06-30 }] } }',
    '2024-05-15',
    '2024-07-01',
  ],
  [
    'the day a duty comes at risk',
    '{ id: x, subject: evaluation, kind: duty, debtor: agency, deliver: evaluation.agencyReportOn, due: { by: 2024-06-28 } }',
    '{ evaluation: { agencyReportOn: null } }',
    '2024-05-15',
    '2024-06-21',
  ],
  [
    'the day after it was due',
    '{ id: x, subject: evaluation, kind: duty, debtor: agency, deliver: evaluation.agencyReportOn, due: { by: 2024-06-28 } }',
    '{ evaluation: { agencyReportOn: null } }',
    '2024-06-21',
    '2024-06-29',
  ],
  [
    'the day after an attestation lapses',
    '{ id: x, subject: station, kind: checklist, items: [{ id: a, label: 甲, proof: { attest: town, evidence: [photo], validity: { months: 12 } } }] }',
    '{ station: { attested: [{ ruleId: x, itemId: a, on: 2024-01-31 }] } }',
    '2024-05-15',
    '2025-02-01',
  ],
  [
    'the day a rule ends',
    '{ id: x, subject: station, kind: condition, validTo: 2024-05-20, require: { fact: station.areaM2, atLeast: 1 m² } }',
    '{ station: { areaM2: 1 m² } }',
    '2024-05-15',
    '2024-05-21',
  ],
])('%s', (_, rule, facts, asOf, on) => expect(next(rule, facts, asOf)).toBe(on))

test('what no day changes has none', () => {
  expect(
    next(
      '{ id: x, subject: station, kind: condition, require: { fact: station.areaM2, atLeast: 1 m² } }',
      '{ station: { areaM2: 1 m² } }',
      '2024-05-15',
    ),
  ).toBeUndefined()
})
