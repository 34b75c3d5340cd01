import { describe, expect, test } from 'vitest'
import { plan } from '../../testing/small-plan.ts'

describe('a process', () => {
  const routing = plan(`[{ id: x, subject: evaluation, kind: process, steps: [
    { id: report, label: 机构报告, by: agency, done: { fact: evaluation.agencyReportOn, present: true } },
    { id: opinion, label: 镇街意见, by: town, everyOf: "evaluation.opinions[]", done: { fact: verdictCode, present: true } },
    { id: score, label: 评分, by: bureau, done: { fact: evaluation.bureauScore, present: true } }] }]`)
  const evaluation = (body: string): string => `{ evaluation: { ${body} } }`
  test.each([
    ['agencyReportOn: null, opinions: []', 'report', 'due'],
    ['agencyReportOn: 2024-05-01, opinions: [{ verdictCode: good }, { verdictCode: null }], bureauScore: null', 'opinion', 'due'],
    ['agencyReportOn: 2024-05-01, opinions: [{ verdictCode: good }], bureauScore: null', 'score', 'due'],
    ['agencyReportOn: 2024-05-01, opinions: [{ verdictCode: good }], bureauScore: 80 分', 'done', 'met'],
    ['opinions: []', 'report', 'unknown'],
  ])('%s: the current step is the first that is not done, %s (%s)', (facts, step, state) => {
    expect(routing.ask('x', evaluation(facts))).toMatchObject({ label: step, state })
  })
  test('a later step done early does not pass the one before', () => {
    expect(routing.state('x', evaluation('agencyReportOn: null, opinions: [], bureauScore: 80 分'))).toBe('report')
  })
  test('those of everyOf who have not done it are the work list', () => {
    const r = routing.ask(
      'x',
      evaluation(
        'agencyReportOn: 2024-05-01, opinions: [{ unitId: a, verdictCode: good }, { unitId: b, verdictCode: null }, { unitId: c, verdictCode: null }]',
      ),
    )
    expect(r.gapRows.map((g) => g['unitId'])).toEqual(['b', 'c'])
  })
  test('what the current step lacks is named', () => {
    expect(routing.ask('x', evaluation('opinions: []')).missing).toEqual(['evaluation.agencyReportOn'])
    expect(routing.ask('x', evaluation('agencyReportOn: 2024-05-01')).missing).toEqual(['evaluation.opinions[]'])
  })
})

describe('a catalogue', () => {
  const domains = (open: string): ReturnType<typeof plan> =>
    plan(
      `[{ id: x, subject: serviceItem, kind: catalogue, of: serviceItem.domainCode, ${open} items: [{ code: elderly, label: 老人 }, { code: late, label: 后期, where: { fact: serviceItem.stageCode, is: expansion } }] }]`,
    )
  test.each([
    ['', 'domainCode: elderly', 'met'],
    ['', 'domainCode: other', 'not-met'],
    ['open: true,', 'domainCode: other', 'met'],
    ['', 'domainCode: late, stageCode: initial', 'not-met'],
    ['', 'domainCode: late, stageCode: expansion', 'met'],
    ['', 'domainCode: null', 'not-applicable'],
    ['', '', 'not-applicable'],
  ])('%s %s: %s', (open, facts, state) => expect(domains(open).state('x', `{ serviceItem: { ${facts} } }`)).toBe(state))
  test('every code of a list must be one of them', () => {
    const p = plan(
      '[{ id: x, subject: contract, kind: catalogue, of: contract.partCodes, items: [{ code: a, label: 甲 }, { code: b, label: 乙 }] }]',
    )
    expect(p.state('x', '{ contract: { partCodes: [a, b] } }')).toBe('met')
    expect(p.state('x', '{ contract: { partCodes: [a, c] } }')).toBe('not-met')
    expect(p.state('x', '{ contract: { partCodes: [] } }')).toBe('not-applicable')
  })
})

test('a discretion is never unmet', () => {
  const p = plan('[{ id: x, subject: contract, kind: discretion, by: bureau, act: contract.terminate }]')
  expect(p.ask('x', '{ contract: {} }')).toMatchObject({ state: 'not-applicable', label: 'discretion' })
})
