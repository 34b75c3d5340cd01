import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPlan, type PlanView } from '#contract/scheme/index.ts'
import { createTestCounty, DAY, TOWNS, type TestCounty } from '../testing/test-county.ts'
import { turnsStrangersAway } from '../testing/turns-strangers-away.ts'

let county: TestCounty
beforeAll(async () => {
  county = await createTestCounty()
})
afterAll(() => county.close())

const clauseOf = (plan: PlanView, id: string) => plan.clauses.find((c) => c.id === id)
const ruleOf = (plan: PlanView, id: string) =>
  plan.clauses.flatMap((c) => c.parts.flatMap((p) => p.rules)).find((r) => r.id === id)

turnsStrangersAway(
  () => county,
  readPlan,
  () => ({ schemeId: 'tiny' }),
  () => ({ schemeId: 'nobody1' }),
)

describe('a bureau', () => {
  test('sees every clause of its plan in the order of the document, each with counts that add up', async () => {
    const { status, output } = await county.bureau.call(readPlan, { schemeId: 'tiny' })
    expect(status).toBe(200)
    expect(output.clauses.map((c) => c.id)).toEqual([
      'tiny-1-1',
      'tiny-1-2',
      'tiny-1-3',
      'tiny-1-4',
      'tiny-1-5',
      'tiny-1-6',
      'tiny-1-7',
      'tiny-2-1',
    ])
    for (const part of output.clauses.flatMap((c) => c.parts))
      expect(Object.values(part.counts).reduce((a, b) => a + b, 0)).toBe(part.total)
    expect(output.asOf).toBe(DAY)
    expect(output.scheme).toMatchObject({
      id: 'tiny',
      unitCode: '990901',
      unitName: '云岫县',
      referenceDay: DAY,
      isDemo: true,
      hasOriginal: false,
      clauses: 8,
    })
  })

  test('sees who meets a rule, and the overlay in place of the plan where it lies', async () => {
    const { output } = await county.bureau.call(readPlan, { schemeId: 'tiny' })
    expect(ruleOf(output, 'office-area')).toMatchObject({ counts: { met: 1, 'not-met': 1 }, total: 2, actorLabel: '镇' })
    expect(ruleOf(output, 'hill/hill-area')).toMatchObject({ counts: { met: 1 }, total: 1, overlay: 'hill' })
    expect(clauseOf(output, 'tiny-1-1')).toMatchObject({ colour: 'red', areaLabel: '站点建设' })
  })

  test('sees what waits for a signature as unsettled, with the proposal in the words', async () => {
    const { output } = await county.bureau.call(readPlan, { schemeId: 'tiny' })
    expect(ruleOf(output, 'vacancy')).toMatchObject({ counts: { unsettled: 3 } })
    expect(ruleOf(output, 'vacancy')?.requirement).toContain('待签定')
    expect(clauseOf(output, 'tiny-1-7')).toMatchObject({ colour: 'none' })
  })

  test('sees the nearest open due day of a duty', async () => {
    const { output } = await county.bureau.call(readPlan, { schemeId: 'tiny' })
    expect(ruleOf(output, 'filing')).toMatchObject({ counts: { 'at-risk': 1, overdue: 1 }, nextDueOn: '2024-01-02' })
  })

  test('sees one overlay alone over its own divisions', async () => {
    const { output } = await county.bureau.call(readPlan, { schemeId: 'tiny', overlay: 'hill' })
    expect(output.overlay).toBe('hill')
    expect(ruleOf(output, 'seats')).toMatchObject({ total: 1, counts: { 'not-met': 1 } })
    expect(ruleOf(output, 'office-area')).toBeUndefined()
  })
})

describe('narrowed to the own scope', () => {
  test('a town sees its own station only, judged on workers that it may not read', async () => {
    const town = await county.visitor('town', { code: TOWNS.plain })
    const { output } = await town.call(readPlan, { schemeId: 'tiny' })
    expect(ruleOf(output, 'office-area')).toMatchObject({ total: 1, counts: { met: 1 } })
    expect(ruleOf(output, 'seats')).toMatchObject({ total: 1, counts: { met: 1 } })
    expect(ruleOf(output, 'filing')).toMatchObject({ total: 0, counts: {} })
  })

  test('an agency sees its own contract and stations only', async () => {
    const agency = await county.visitor('agency', { code: '990901', agencyId: county.ids.otherAgency })
    const { output } = await agency.call(readPlan, { schemeId: 'tiny' })
    expect(ruleOf(output, 'filing')).toMatchObject({ total: 1, counts: { overdue: 1 } })
    expect(ruleOf(output, 'seats')).toMatchObject({ total: 2, counts: { 'not-met': 2 } })
  })

  test('a worker sees the own station only', async () => {
    const worker = await county.visitor('worker', { code: TOWNS.bare, stationId: county.ids.bare })
    const { output } = await worker.call(readPlan, { schemeId: 'tiny' })
    expect(ruleOf(output, 'office-area')).toMatchObject({ total: 1, counts: { 'not-met': 1 } })
  })

  test('whoever stands above the county sees all of it', async () => {
    const city = await county.visitor('city', { code: '9909' })
    const { output } = await city.call(readPlan, { schemeId: 'tiny' })
    expect(ruleOf(output, 'seats')).toMatchObject({ total: 3 })
  })
})

describe('what is not there', () => {
  test.each([
    [{ overlay: 'valley' }, 'OVERLAY_NOT_FOUND'],
    [{ version: '1999-01-01' }, 'SCHEME_NOT_FOUND'],
    [{ unitCode: '990902' }, 'SCHEME_NOT_FOUND'],
  ])('%j is %s', async (asked, code) => {
    const { status, problem } = await county.bureau.call(readPlan, { schemeId: 'tiny', ...asked })
    expect([status, problem.code]).toEqual([404, code])
  })

  test.each([
    [{ asOf: '2024-02-30' }, 'asOf'],
    [{ asOf: 'yesterday' }, 'asOf'],
    [{ unitCode: "99'--" }, 'unitCode'],
    [{ overlay: 'x'.repeat(41) }, 'overlay'],
    [{ version: 'x'.repeat(41) }, 'version'],
    [{ schemeId: 'x'.repeat(41) }, 'schemeId'],
  ])('%j is refused by its field', async (asked, path) => {
    const { status, problem } = await county.bureau.call(readPlan, { schemeId: 'tiny', ...asked })
    expect(status).toBe(400)
    expect(problem.fields?.map((f) => f.path)).toEqual([path])
  })
})

test('the plan is judged on the day asked for', async () => {
  const { output } = await county.bureau.call(readPlan, { schemeId: 'tiny', asOf: '2023-12-27' })
  expect(output.asOf).toBe('2023-12-27')
  expect(ruleOf(output, 'filing')).toMatchObject({ counts: { due: 1, 'at-risk': 1 } })
})
