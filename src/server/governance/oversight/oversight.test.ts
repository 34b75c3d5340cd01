import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listEscalations, listPolicies, listRecurring, listSupports } from '#contract/oversight.ts'
import { readDesk, signSetting } from '#contract/scheme/index.ts'
import { askReplacement, answerReplacement, readWorker } from '#contract/workforce/index.ts'
import type { Id } from '#domain/kernel/id.ts'
import type { Visitor } from '#server/db/testing/test-app.ts'
import { findRoot } from '#server/find-root.ts'
import { readSchemeFolder } from '#server/scheme/index.ts'
import { COUNTY, createTestCounty, TOWNS, type TestCounty } from '#server/scheme/testing/test-county.ts'

const PLAN = 'county90'
let county: TestCounty
let agency: Visitor
let town: Visitor
let workerId = ''
let postingId: Id
beforeAll(async () => {
  county = await createTestCounty({ id: PLAN, files: readSchemeFolder(path.join(findRoot(), 'schemes', PLAN)) })
  const { agency: agencyId, plain } = county.ids
  agency = await county.visitor('agency', { code: COUNTY, agencyId })
  town = await county.visitor('town', { code: TOWNS.plain })
  const at = { divisionCode: TOWNS.plain, agencyId, stationId: plain }
  workerId = await county.add('worker', { ...at, name: '丙', facts: { agencyId, nameText: '丙' } })
  postingId = await county.add('posting', {
    ...at,
    name: '丙的岗位',
    facts: {
      stationId: plain,
      workerId,
      employerId: agencyId,
      seatCode: 'full-time',
      isFullTime: true,
      startOn: '2023-09-01',
      endOn: null,
      replacements: [],
    },
  })
  await county.change(agencyId, { supports: [{ wayCode: 'capacity', on: '2024-01-04', outcomeText: '一次讲座' }] })
  const body = await county.add('body', { name: '领导小组', facts: { kindCode: 'leading-group', seats: [] } })
  await county.add('meeting', { name: '十二月会议', facts: { bodyId: body, heldOn: '2023-12-20' } })
  for (const [settingId, value] of [
    ['replacement-reply-days', '5 天'],
    ['incubation-cadence', 'quarter'],
  ] as const)
    await county.bureau.call(signSetting, { schemeId: PLAN, settingId: `setting:${settingId}`, value })
})
afterAll(() => county.close())

const linesOf = async (by: Visitor) => (await by.call(listEscalations, {})).output.lines
const answered = async () => (await agency.call(readWorker, { workerId })).output.postings[0]

test('a replacement nobody answers goes up on the sixth day to the desk of whom the plan names, and comes down with the answer', async () => {
  // asked on Tuesday the 9th: the fifth day is Sunday the 14th and moves to Monday the 15th, which is today
  const asked = { postingId, version: (await answered())?.version ?? 0, groundCode: 'unqualified', askedOn: '2024-01-09' }
  expect((await town.call(askReplacement, asked)).status).toBe(200)
  expect(await linesOf(county.bureau)).toEqual([])
  const early = { replacements: [{ groundCode: 'unqualified', askedOn: '2024-01-05' }] }
  await county.change(postingId, early)
  // … asked on the 5th it was the 10th
  expect(await linesOf(county.bureau)).toMatchObject([
    {
      ruleId: 'replacement-reply',
      entityName: '丙的岗位',
      fromLabel: '承接机构',
      debtor: 'bureau',
      dueOn: '2024-01-10',
      workingDaysLeft: -3,
      refs: [expect.stringContaining('九')],
    },
  ])
  const desk = async (by: Visitor) => {
    const { today, soon } = (await by.call(readDesk, {})).output
    return [...today, ...soon].filter(({ ruleId }) => ruleId === 'replacement-reply')
  }
  expect(await desk(agency)).toMatchObject([{ debtor: 'agency', state: 'overdue' }])
  const version = (await answered())?.version ?? 0
  const reply = { postingId, version, repliedOn: '2024-01-15', dueOn: '2024-02-15' }
  expect((await agency.call(answerReplacement, reply)).status).toBe(200)
  expect(await linesOf(county.bureau)).toEqual([])
  expect(await desk(agency)).toEqual([])
})

test('a meeting that was left out is seen, and the year that runs is open', async () => {
  const { lines } = (await county.bureau.call(listRecurring, {})).output
  const agenda = lines.find(({ label }) => label === '列入年度议事日程')
  expect(agenda).toMatchObject({ place: '领导小组', debtorLabel: '领导小组', isUnsettled: false })
  expect(agenda?.periods.map(({ from, state, heldOn }) => [from, state, heldOn])).toEqual([
    ['2023-01-01', 'held', '2023-12-20'],
    ['2024-01-01', 'open', null],
  ])
  const support = lines.filter(({ label }) => label === '机构培育')
  expect(support.map(({ place, periods }) => [place, periods.at(-2)?.state, periods.at(-1)?.state])).toEqual([
    ['远山机构', 'missed', 'open'],
    ['晨帆机构', undefined, 'held'],
  ])
})

test('of support the kinds nobody gave show 0, an agency reads its own', async () => {
  const { agencies } = (await county.bureau.call(listSupports, {})).output
  expect(agencies.map(({ name }) => name)).toEqual(['晨帆机构', '远山机构'])
  expect(agencies[0]).toMatchObject({
    total: 1,
    last: { on: '2024-01-04', outcome: '一次讲座' },
    kinds: [
      { label: '组织建设', count: 0, perLabel: '本年' },
      { label: '内部治理', count: 0 },
      { label: '服务能力与水平', count: 1 },
    ],
  })
  expect(agencies[1]).toMatchObject({ total: 0, last: null })
  expect((await agency.call(listSupports, {})).output.agencies.map(({ name }) => name)).toEqual(['晨帆机构'])
})

test('a plan that wants no papers lists no places', async () =>
  expect((await county.bureau.call(listPolicies, {})).output).toMatchObject({ places: [], total: 0 }))
