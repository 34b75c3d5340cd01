import { afterAll, beforeAll, expect, test } from 'vitest'
import { listStaffing, readTurnover } from '#contract/workforce/index.ts'
import type { Id } from '#domain/kernel/id.ts'
import type { Visitor } from '#server/db/testing/test-app.ts'
import { COUNTY, createTestCounty, TOWNS, type TestCounty } from '#server/scheme/testing/test-county.ts'
import { STAFFING_SCHEME } from '../testing/staffing-scheme.ts'

let county: TestCounty
let agency: Visitor
let leaver: Id
beforeAll(async () => {
  county = await createTestCounty({ id: 'staff', files: STAFFING_SCHEME })
  const { otherAgency: agencyId, hill } = county.ids
  agency = await county.visitor('agency', { code: COUNTY, agencyId })
  const at = { divisionCode: TOWNS.hill, agencyId, stationId: hill }
  const post = async (name: string, facts: Readonly<Record<string, unknown>>): Promise<Id> => {
    const workerId = await county.add('worker', { ...at, name, facts: { agencyId, nameText: name } })
    const seat = { workerId, employerId: agencyId, stationId: hill, seatCode: 'full-time', isFullTime: true }
    await county.add('posting', { ...at, name: `${name}的岗位`, facts: { ...seat, ...facts } })
    return workerId
  }
  await post('留任者', { startOn: '2023-11-24', endOn: null, wayCode: 'recruited' })
  leaver = await post('离岗者', { startOn: '2023-11-24', endOn: '2023-12-20', endReasonText: '离职' })
})
afterAll(() => county.close())

const PERIOD = { from: '2023-12-01', to: '2024-01-10' }
const rowsFor = async (by: Visitor, more = {}) => (await by.call(readTurnover, { ...PERIOD, ...more })).output.rows

test('who left stands against how many there were, with the people behind it and what the plan asks', async () => {
  const rows = await rowsFor(agency)
  const people = [{ workerId: leaver, name: '离岗者', placeName: '山区镇社工站', lastOn: '2023-12-20', reason: '离职' }]
  // two on the first day, one on the last: one of one and a half
  const figures = { opening: 2, closing: 1, mean: 150, leavers: 1, share: 6667, people }
  expect(rows.map(({ kind }) => kind)).toEqual(['all', 'agency', 'station'])
  expect(rows.find(({ kind }) => kind === 'agency')).toMatchObject({
    ...figures,
    name: '远山机构',
    // of the twelve months up to the day: none of half a person on the first day, one of it left
    rulings: [{ ruleId: 'turnover', refs: ['一（九）'], state: 'not-met' }],
  })
  expect(rows.find(({ kind }) => kind === 'station')).toMatchObject({ ...figures, vacantDays: 0 })
})

test('by every day the mean is another', async () =>
  expect((await rowsFor(agency, { mean: 'daily' })).at(0)).toMatchObject({ mean: 149, share: 6721 }))

test('a city reads how many, not who; another agency reads its own', async () => {
  const city = await county.visitor('city', { code: COUNTY.slice(0, 4) })
  expect((await rowsFor(city)).find(({ kind }) => kind === 'station')).toMatchObject({ leavers: 1, people: [] })
  const other = await county.visitor('agency', { code: COUNTY, agencyId: county.ids.agency })
  expect((await rowsFor(other)).map(({ leavers }) => leavers)).toEqual([0, 0])
})

test('no stretch of time ends before it begins', async () =>
  expect((await agency.call(readTurnover, { from: '2024-01-15', to: '2024-01-14' })).problem.code).toBe('TURNOVER_DAYS'))

test('staffing tells how many are posted, and by which of the ways that the plan names', async () => {
  const { ways, sums } = (await agency.call(listStaffing, {})).output
  expect(ways).toMatchObject([
    {
      kinds: [
        { label: '招聘', posts: 1 },
        { label: '挂职', posts: 0 },
      ],
      others: 0,
      unknown: 0,
    },
  ])
  expect(sums).toEqual([{ county: '', tier: '社工站', stations: 2, staffed: 1, workers: 1, posts: 1 }])
})
