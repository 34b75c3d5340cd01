import { afterAll, beforeAll, expect, test } from 'vitest'
import { listOwed } from '#contract/scheme/index.ts'
import { createTestCounty, TOWNS, type TestCounty } from '../testing/test-county.ts'
import { turnsStrangersAway } from '../testing/turns-strangers-away.ts'

let county: TestCounty
beforeAll(async () => {
  county = await createTestCounty()
})
afterAll(() => county.close())

turnsStrangersAway(
  () => county,
  listOwed,
  () => ({ schemeId: 'tiny' }),
  () => ({ schemeId: 'nobody1' }),
)

const list = (more = {}) => county.bureau.call(listOwed, { schemeId: 'tiny', ...more })

test('what is overdue comes first, then by due day, with the working days left', async () => {
  const { output } = await list()
  expect(output.owed[0]).toMatchObject({
    ruleId: 'filing',
    entityName: '第二标段协议',
    debtor: 'bureau',
    debtorLabel: '民政局',
    dueOn: '2024-01-02',
    workingDaysLeft: -9,
    state: 'overdue',
    refs: ['二（一）'],
  })
  expect(output.owed[1]).toMatchObject({
    ruleId: 'filing',
    entityName: '第一标段协议',
    dueOn: '2024-01-19',
    workingDaysLeft: 4,
    state: 'at-risk',
  })
  expect(output.total).toBe(output.owed.length)
})

test('a gap, an unsigned setting and a duty are each owed by whom the plan says', async () => {
  const { output } = await list()
  const of = (ruleId: string) => output.owed.filter((o) => o.ruleId === ruleId).map((o) => [o.kind, o.debtor])
  expect(of('office-area')).toEqual([['gap', 'town']])
  expect(of('seats')).toEqual([
    ['gap', 'agency'],
    ['gap', 'agency'],
  ])
  expect(new Set(of('vacancy').flat())).toEqual(new Set(['signature', 'bureau']))
})

test('only one debtor’s or one area’s, when asked', async () => {
  expect(new Set((await list({ debtor: 'town' })).output.owed.map((o) => o.debtor))).toEqual(new Set(['town']))
  expect(new Set((await list({ area: 'reporting' })).output.owed.map((o) => o.ruleId))).toEqual(new Set(['filing']))
  expect((await list({ area: 'no-such-area' })).output).toMatchObject({ total: 0, owed: [] })
})

test('a town sees what concerns its own station, an agency its own', async () => {
  const town = await county.visitor('town', { code: TOWNS.bare })
  const ofTown = (await town.call(listOwed, { schemeId: 'tiny' })).output.owed
  expect(ofTown.length).toBeGreaterThan(0)
  expect(new Set(ofTown.map((o) => o.entityName))).toEqual(new Set(['荒滩镇社工站']))
  const agency = await county.visitor('agency', { code: '990901', agencyId: county.ids.agency })
  const ofAgency = (await agency.call(listOwed, { schemeId: 'tiny' })).output.owed
  expect(ofAgency.map((o) => o.entityName)).not.toContain('第二标段协议')
  expect(ofAgency.map((o) => o.entityName)).toContain('第一标段协议')
})

test('ids are each other’s own', async () => {
  const ids = (await list()).output.owed.map((o) => o.id)
  expect(new Set(ids).size).toBe(ids.length)
})

test('the list is cut at the limit and says how many there are', async () => {
  const { output } = await list({ limit: 1 })
  expect(output.owed).toHaveLength(1)
  expect(output.total).toBeGreaterThan(1)
})

test.each([
  [{ limit: 5001 }, 'limit'],
  [{ debtor: 'x'.repeat(41) }, 'debtor'],
  [{ area: 'x'.repeat(41) }, 'area'],
  [{ asOf: '15/01/2024' }, 'asOf'],
])('%j is refused by its field', async (asked, path) => {
  const { status, problem } = await list(asked)
  expect([status, problem.fields?.map((f) => f.path)]).toEqual([400, [path]])
})
