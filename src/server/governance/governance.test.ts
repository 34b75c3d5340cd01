import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { finishTask, listBodies, listDecisions, listDocuments, listIssues, readRoadmap, takeSeat } from '#contract/governance.ts'
import { changeRecord, readRecord } from '#contract/record.ts'
import { signSetting } from '#contract/scheme/index.ts'
import { findRoot } from '#server/find-root.ts'
import { readSchemeFolder } from '#server/scheme/index.ts'
import { COUNTY, createTestCounty, TOWNS, type TestCounty } from '#server/scheme/testing/test-county.ts'

const PLAN = 'county90'
let county: TestCounty
const people: string[] = []
const made = new Map<string, string>()
const of = (key: string): string => made.get(key) ?? ''
beforeAll(async () => {
  county = await createTestCounty({ id: PLAN, files: readSchemeFolder(path.join(findRoot(), 'schemes', PLAN)) })
  const add = async (
    key: string,
    subject: string,
    facts: Readonly<Record<string, unknown>>,
    divisionCode?: string,
  ): Promise<void> =>
    void made.set(key, await county.add(subject, { name: key, facts, ...(divisionCode !== undefined && { divisionCode }) }))
  for (const name of ['旧组长', '新组长', '主任', '后任']) people.push(await county.add('person', { name }))
  const [was, now, director] = people
  await add('领导小组', 'body', {
    kindCode: 'leading-group',
    seats: [
      { seatCode: 'head', personId: was, from: '2023-05-01', to: '2023-06-30' },
      { seatCode: 'head', personId: now, from: '2023-07-01', to: null },
      { seatCode: 'office-director', personId: director, from: '2023-05-01', to: null },
    ],
  })
  await add('六月会议', 'meeting', {
    bodyId: of('领导小组'),
    heldOn: '2023-06-20',
    tasks: [{ whatText: '选址', ownerCode: 'town', dueOn: '2024-01-12' }],
  })
  await add('已定', 'decision', {
    meetingId: of('六月会议'),
    matterCode: 'major-project',
    resolutionId: '1',
    decidedOn: '2023-06-20',
  })
  await add('待定', 'decision', { matterCode: 'major-project', meetingId: null, resolutionId: null, decidedOn: null })
  await add('催财政', 'issue', {
    partyCodes: ['finance'],
    openedOn: '2024-01-01',
    repliedOn: null,
    closedOn: null,
    stationId: null,
  })
  await add('镇里慢', 'issue', { partyCodes: ['town'], openedOn: '2023-12-28', repliedOn: null, closedOn: null, stationId: null })
  await add('县方案', 'plan', {
    kindCode: 'county',
    phases: [{ code: 'advance', from: '2024-01-01', to: '2024-06-30' }],
    tasks: [
      {
        id: 'late',
        whatText: '拓展',
        phaseCode: 'advance',
        ownerCode: 'bureau',
        supportCodes: ['town'],
        dueOn: '2024-01-12',
        doneOn: null,
      },
      { id: 'next', whatText: '续约', phaseCode: 'advance', ownerCode: 'agency', dueOn: '2024-06-30', doneOn: null },
    ],
  })
  await add('采购', 'task', { leadCode: 'town', matterCode: 'procurement', dueOn: '2024-01-20', doneOn: null }, TOWNS.bare)
  const [hill] = await county.query<{ id: string }>(`select id from app.unit where division_code = $1`, [TOWNS.hill])
  await add('核名单', 'task', { leadCode: 'town', unitId: hill?.id, dueOn: '2024-02-20', doneOn: null })
  await add('预览稿', 'document', { docNo: null, issuedOn: null, issuerCodes: null, statusCode: 'official' })
  const [unit] = await county.query<{ id: string }>(`select id from app.unit where division_code = $1`, [TOWNS.hill])
  await add('通知', 'document', {
    docNo: '1号',
    issuedOn: '2023-07-10',
    issuerCodes: ['bureau'],
    statusCode: 'official',
    addressees: [
      { unitId: unit?.id, receivedOn: null },
      { unitId: of('领导小组'), receivedOn: '2023-07-11' },
    ],
  })
})
afterAll(() => county.close())

const versionOf = async (subject: string, key: string): Promise<number> =>
  (await county.bureau.call(readRecord, { subject, id: of(key) })).output.version
const change = async (subject: string, key: string, facts: Record<string, never>) =>
  county.bureau.call(changeRecord, { subject, id: of(key), version: await versionOf(subject, key), facts })

describe('the roadmap', () => {
  const roadmap = async () => (await county.bureau.call(readRoadmap, {})).output
  const lineOf = async (what: string) => (await roadmap()).lines.find((line) => line.what === what)

  test('has recorded tasks and what follows from clauses in one table, late first, each with its clause', async () => {
    const { asOf, phases, nodes, lines } = await roadmap()
    expect(asOf).toBe('2024-01-15')
    expect(phases).toMatchObject([{ label: '稳步推进', total: 2, done: 0, late: 1, refs: ['九(五)'] }])
    expect(nodes.map(({ to }) => to)).toContain('2023-08-31')
    expect(lines.find(({ what }) => what === '拓展')).toMatchObject({
      state: 'overdue',
      workingDaysLeft: -1,
      partyLabel: '县民政局',
      supportLabels: ['镇(街道)'],
      phaseLabel: '稳步推进',
      refs: ['九(五)'],
      mayFinish: true,
    })
    expect(lines.find(({ what }) => what === '选址')).toMatchObject({ origin: 'meeting', about: '六月会议', state: 'overdue' })
    expect(lines.find(({ origin, about }) => origin === 'owed' && about === '待定')).toMatchObject({
      refs: ['三(一)'],
      mayFinish: false,
    })
    const states = lines.map(({ state }) => state)
    expect(states.lastIndexOf('overdue')).toBeLessThan(states.indexOf('due'))
  })

  test('shows a town what is given to the towns, or to itself, and nothing else of the county’s records', async () => {
    const told = async (code: string) => {
      const town = await county.visitor('town', { code })
      const { lines } = (await town.call(readRoadmap, {})).output
      const recorded = lines.filter(({ origin }) => origin !== 'owed')
      return new Map(recorded.map(({ what, recordId, mayFinish }) => [what, recordId === null && !mayFinish]))
    }
    // the records themselves stay shut: nothing to open, nothing to write to
    const ofAll = [
      ['拓展', true],
      ['选址', true],
    ] as const
    expect(await told(TOWNS.plain)).toEqual(new Map(ofAll))
    expect(await told(TOWNS.hill)).toEqual(new Map([...ofAll, ['核名单', true]]))
    expect(await told(TOWNS.bare)).toEqual(new Map([...ofAll, ['采购', false]]))
    const agency = await county.visitor('agency', { code: COUNTY, agencyId: county.ids.agency })
    expect((await agency.call(readRoadmap, {})).output.lines.filter((l) => l.origin !== 'owed').map(({ what }) => what)).toEqual([
      '续约',
    ])
    expect((await county.stranger.call(readRoadmap, {})).output.lines).toEqual([])
  })

  test('marks a row of a plan done, once, by who keeps it', async () => {
    const line = await lineOf('续约')
    const which = { subject: 'plan' as const, id: of('县方案'), no: line?.no ?? -1, version: line?.version ?? 0 }
    const agency = await county.visitor('agency', { code: COUNTY, agencyId: county.ids.agency })
    expect((await agency.call(finishTask, { ...which, doneOn: '2024-01-15' })).problem?.code).toMatch(
      /TASK_NOT_FOUND|FACT_OF_OTHERS/,
    )
    expect((await county.bureau.call(finishTask, { ...which, doneOn: '2024-01-15' })).status).toBe(200)
    expect(await lineOf('续约')).toMatchObject({ state: 'met', doneOn: '2024-01-15', mayFinish: false })
    expect(await lineOf('拓展')).toMatchObject({ doneOn: null })
    expect((await county.bureau.call(finishTask, { ...which, doneOn: '2024-01-15' })).problem?.code).toBe('TASK_DONE_ALREADY')
    const stale = await county.bureau.call(finishTask, { ...which, no: 0, doneOn: '2024-01-15' })
    expect(stale.problem?.code).toBe('RECORD_CHANGED')
  })

  test('closes no task without what the plan wants to see, however it is written', async () => {
    const town = await county.visitor('town', { code: TOWNS.bare })
    const which = { subject: 'task' as const, id: of('采购'), version: 1 }
    const refused = await town.call(finishTask, { ...which, no: 0, doneOn: '2024-01-15' })
    expect(refused.problem).toMatchObject({ code: 'TASK_NOT_CLOSABLE', clause: 'county90-2.3-3' })
    const direct = await town.call(changeRecord, { ...which, facts: { doneOn: '2024-01-15' } })
    expect(direct.problem?.code).toBe('TASK_NOT_CLOSABLE')
    expect((await town.call(changeRecord, { ...which, facts: { evidenceIds: ['notice'] } })).status).toBe(200)
    expect((await town.call(finishTask, { ...which, no: 0, version: 2, doneOn: '2024-01-15' })).status).toBe(200)
    expect((await county.stranger.call(finishTask, { ...which, no: 0, doneOn: '2024-01-15' })).problem?.code).toBe(
      'TASK_NOT_FOUND',
    )
  })
})

describe('a body', () => {
  const heads = async (on: string) =>
    (await county.bureau.call(listBodies, { on })).output.bodies[0]?.seats
      .filter(({ seatCode, isHeld }) => seatCode === 'head' && isHeld)
      .map(({ personName }) => personName)

  test('shows who sat on a day; a decision of June shows the former head', async () => {
    expect([await heads('2023-06-30'), await heads('2023-07-01')]).toEqual([['旧组长'], ['新组长']])
    const { decisions } = (await county.bureau.call(listDecisions, {})).output
    const seats = decisions.find(({ name }) => name === '已定')?.seats
    expect(seats?.find(({ seatCode }) => seatCode === 'head')?.personName).toBe('旧组长')
  })

  test('has one director at a time, through its own door and through the register', async () => {
    const [, , director = '', next = ''] = people
    const seat = { id: of('领导小组'), seatCode: 'office-director', personId: next, from: '2024-01-10' }
    const version = await versionOf('body', '领导小组')
    const two = await county.bureau.call(takeSeat, { ...seat, version })
    expect(two.problem).toMatchObject({ code: 'SEAT_TAKEN', clause: 'county90-3.1-5/b' })
    const { output } = await county.bureau.call(readRecord, { subject: 'body', id: of('领导小组') })
    const seats = [...(output.facts['seats'] as never[]), { seatCode: 'office-director', personId: next, from: '2024-01-10' }]
    expect((await change('body', '领导小组', { seats: seats as never })).problem?.code).toBe('SEAT_TAKEN')
    expect((await county.bureau.call(takeSeat, { ...seat, version, replacesPersonId: director })).status).toBe(200)
    const held = async (on: string) =>
      (await county.bureau.call(listBodies, { on })).output.bodies[0]?.seats.find(
        (s) => s.seatCode === 'office-director' && s.isHeld,
      )
    expect([(await held('2024-01-09'))?.personName, (await held('2024-01-10'))?.personName]).toEqual(['主任', '后任'])
  })
})

describe('a decision of weight', () => {
  test('takes effect with meeting, attendance and resolution, not before', async () => {
    const clause = 'county90-3.1-4'
    const effect = async (facts: Record<string, unknown>) =>
      (await change('decision', '待定', { decidedOn: '2023-07-01', ...facts } as never)).problem
    expect(await effect({})).toMatchObject({ code: 'DECISION_NOT_EFFECTIVE', clause })
    expect(await effect({ meetingId: of('六月会议') })).toMatchObject({ code: 'DECISION_NOT_EFFECTIVE', clause })
    expect(await effect({ meetingId: of('六月会议'), resolutionId: '1' })).toMatchObject({ detail: '议定会议没有记录出席人员' })
    expect((await change('meeting', '六月会议', { attendeeIds: people as never })).status).toBe(200)
    expect(await effect({ meetingId: of('六月会议'), resolutionId: '1' })).not.toHaveProperty('code')
  })
})

describe('the registers', () => {
  test('count waiting and age; escalation is by the signed setting', async () => {
    const issue = async (name: string) =>
      (await county.bureau.call(listIssues, {})).output.issues.find((one) => one.name === name)
    expect(await issue('催财政')).toMatchObject({ waitingDays: 14, ageDays: 14, isEscalated: false })
    expect(await issue('镇里慢')).toMatchObject({ waitingDays: 18, isEscalated: false })
    for (const settingId of ['coordination-reply-days', 'coordination-days'])
      expect(
        (await county.bureau.call(signSetting, { schemeId: PLAN, settingId: `setting:${settingId}`, value: '15 天' })).status,
      ).toBe(200)
    expect(await issue('镇里慢')).toMatchObject({ isEscalated: true })
    expect(await issue('催财政')).toMatchObject({ isEscalated: false })
  })

  test('keep the unknown of a paper unknown and name who has not confirmed receipt', async () => {
    const { documents } = (await county.bureau.call(listDocuments, {})).output
    expect(documents.find(({ name }) => name === '预览稿')).toMatchObject({
      docNo: null,
      isWhole: false,
      state: 'not-met',
      receipts: null,
    })
    expect(documents.find(({ name }) => name === '通知')).toMatchObject({
      isWhole: true,
      receipts: { total: 2, received: 1, waiting: ['山区镇'] },
    })
  })
})
