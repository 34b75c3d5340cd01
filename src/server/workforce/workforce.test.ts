import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listSecrets } from '#contract/person-secret.ts'
import { changeRecord, readRecord } from '#contract/record.ts'
import * as contract from '#contract/workforce/index.ts'
import type { Visitor } from '#server/db/testing/test-app.ts'
import { newId } from '#server/http/new-id.ts'
import { COUNTY, createTestCounty, DAY, TOWNS, type TestCounty } from '#server/scheme/testing/test-county.ts'
import { STAFFING_SCHEME } from './testing/staffing-scheme.ts'

const ID_NUMBER = '11010519491231002X'
const OTHER_NUMBER = '440524188001010014'

let county: TestCounty
let agency: Visitor
let otherAgency: Visitor
let town: Visitor
beforeAll(async () => {
  county = await createTestCounty({ id: 'staff', files: STAFFING_SCHEME })
  agency = await county.visitor('agency', { code: COUNTY, agencyId: county.ids.otherAgency })
  otherAgency = await county.visitor('agency', { code: COUNTY, agencyId: county.ids.agency })
  town = await county.visitor('town', { code: TOWNS.bare })
})
afterAll(() => county.close())

const GOOD = {
  educationLevel: 'bachelor',
  birthOn: '1995-03-01',
  certificates: [{ level: 'assistant', no: '1', validUntilOn: null }],
}
const create = async (
  facts: Readonly<Record<string, unknown>> = {},
  more: { idNumber?: string; id?: string } = {},
  by = agency,
) =>
  by.call(contract.createWorker, {
    id: newId(),
    agencyId: county.ids.otherAgency,
    facts: { nameText: '丁小满', ...GOOD, ...facts },
    ...more,
  })
const confirmed = async (facts: Readonly<Record<string, unknown>> = {}): Promise<string> => {
  const { output } = await create(facts)
  const done = await agency.call(contract.confirmItems, {
    workerId: output.id,
    version: 1,
    ruleId: 'character',
    itemIds: ['no-crime', 'no-bad-credit'],
    on: '2023-11-20',
  })
  expect(done.status).toBe(200)
  return output.id
}
const seat = (workerId: string, more: Readonly<Record<string, unknown>> = {}) => ({
  id: newId(),
  stationId: county.ids.bare,
  workerId,
  seatCode: 'full-time',
  isFullTime: true,
  startOn: '2024-01-12',
  ...more,
})
const start = (workerId: string, more: Readonly<Record<string, unknown>> = {}, by = agency) =>
  by.call(contract.startPosting, seat(workerId, more))
const endOf = (postingId: string, version: number, assignments: readonly object[] = [], endOn = '2024-01-14', by = agency) =>
  by.call(contract.endPosting, { postingId, version, endOn, reason: '离职', assignments: assignments as never })

describe('a worker file', () => {
  test('keeps the identity number encrypted, unique in the county, and answers without it', async () => {
    const { status, raw, output } = await create({ birthOn: undefined }, { idNumber: ID_NUMBER })
    expect(status).toBe(200)
    expect(raw.body).not.toContain('0105')
    const { output: secrets } = await agency.call(listSecrets, { personId: output.id })
    expect(secrets.secrets).toMatchObject([{ kind: 'id-number', masked: expect.stringContaining('*') }])
    const { output: file } = await agency.call(contract.readWorker, { workerId: output.id })
    expect(file.facts).toMatchObject({ birthOn: '1949-12-31', educationLevel: 'bachelor' })
    expect(JSON.stringify(await county.query(`select facts from app.worker where id = $1`, [output.id]))).not.toContain(
      '11010519',
    )
    expect((await create({ birthOn: undefined }, { idNumber: ` ${ID_NUMBER.toLowerCase()}` })).problem.code).toBe('SECRET_TAKEN')
  })
  test('of which the number is refused is not there at all', async () => {
    const id = newId()
    expect((await create({ birthOn: undefined }, { id, idNumber: ID_NUMBER })).problem.code).toBe('SECRET_TAKEN')
    expect((await agency.call(contract.readWorker, { workerId: id })).problem.code).toBe('RECORD_NOT_FOUND')
  })
  test.each([
    [{ birthOn: '1990-01-01' }, OTHER_NUMBER, 'BIRTHDAY_DIFFERS'],
    [{ birthOn: undefined }, '440524188001010015', 'SECRET_UNFIT'],
    [{ nameText: ' ' }, undefined, 'WORKER_NAMELESS'],
    [{ educationLevel: 'wizard' }, undefined, 'FACTS_UNFIT'],
  ])('%j with %s: %s', async (facts, idNumber, code) =>
    expect((await create(facts, idNumber === undefined ? {} : { idNumber })).problem.code).toBe(code),
  )
  test('is the employer’s: another agency neither makes nor sees it, the town makes none', async () => {
    expect((await create({}, {}, otherAgency)).problem.code).toBe('EMPLOYER_UNFIT')
    expect((await create({}, {}, town)).problem.code).toBe('EMPLOYER_UNFIT')
    const { output } = await create()
    expect((await otherAgency.call(contract.readWorker, { workerId: output.id })).problem.code).toBe('RECORD_NOT_FOUND')
  })
  test('takes checks with until when they are good', async () => {
    const { output } = await create()
    const check = { kindCode: 'record-check', on: '2024-01-02', resultCode: 'clean', validUntilOn: '2025-01-01' } as const
    const saved = await agency.call(contract.recordCheck, { workerId: output.id, version: 1, ...check })
    expect(saved.output).toEqual({ version: 2 })
    expect(await county.query(`select check_due_on::text as day from app.worker where id = $1`, [output.id])).toEqual([
      { day: '2025-01-01' },
    ])
    expect((await town.call(contract.recordCheck, { workerId: output.id, version: 2, ...check })).problem.code).toBe(
      'RECORD_NOT_FOUND',
    )
  })
})

describe('a posting', () => {
  const ask = async (facts: Readonly<Record<string, unknown>>, more = {}) => {
    const workerId = await confirmed(facts)
    const { id: _, ...draft } = seat(workerId, more)
    const { output } = await agency.call(contract.answerPosting, draft)
    return output
  }
  const refusing = async (facts: Readonly<Record<string, unknown>>, more = {}) =>
    (await ask(facts, more)).points.filter(({ isRefusing }) => isRefusing).map(({ ruleId }) => ruleId)

  test('is asked of the plan as it would be', async () => {
    expect(await refusing({})).toEqual([])
    expect(await refusing({ birthOn: '1988-01-12' })).toEqual(['age'])
    expect(await refusing({ birthOn: '1988-01-13' })).toEqual([])
    expect(await refusing({ educationLevel: 'junior-college' })).toEqual(['education'])
  })
  test('of somebody without certificate needs a named supervisor who holds one', async () => {
    const supervisorId = await county.add('person', { name: '钱督导', facts: { certificateValidUntilOn: '2024-12-31' } })
    const lapsed = await county.add('person', { name: '孙督导', facts: { certificateValidUntilOn: '2023-12-31' } })
    expect(await refusing({ certificates: [] })).toEqual(['certificate', 'supervised-route'])
    expect(await refusing({ certificates: [] }, { supervisorId: lapsed })).toEqual(['certificate', 'supervised-route'])
    expect(await refusing({ certificates: [] }, { supervisorId })).toEqual([])
  })
  test('is refused with the clause and what is missing by name', async () => {
    const { output } = await create()
    await agency.call(contract.confirmItems, {
      workerId: output.id,
      version: 1,
      ruleId: 'character',
      itemIds: ['no-crime'],
      on: '2024-01-10',
    })
    const { problem } = await start(output.id)
    expect(problem).toMatchObject({
      code: 'POSTING_SHUT',
      clause: 'staff-1-3',
      detail: expect.stringContaining('无不良信用记录'),
    })
    expect(problem.detail).not.toContain('无违法犯罪记录')
  })
  test('with an exception of the leading group lets a junior college graduate in, counted once', async () => {
    const workerId = await confirmed({ educationLevel: 'junior-college' })
    const exceptions = [{ ruleId: 'education', reason: '两次招聘无人报名' }]
    expect((await start(workerId, { exceptions })).problem.code).toBe('EXCEPTION_UNFIT')
    const { output, status } = await start(workerId, { exceptions, stationId: county.ids.hill }, county.bureau)
    expect(status).toBe(200)
    const { output: file } = await agency.call(contract.readWorker, { workerId })
    expect(file.postings).toMatchObject([{ id: output.id, exceptions: 1, isHeld: true, seat: '专职社工' }])
    expect(file.standings.find(({ ruleId }) => ruleId === 'education')?.state).toBe('excepted')
    expect((await endOf(output.id, 1)).status).toBe(200)
  })
  test('moves the file to the station, is not held twice, and is gone from the town when it ends', async () => {
    const workerId = await confirmed()
    expect((await town.call(contract.readWorker, { workerId })).problem.code).toBe('RECORD_NOT_FOUND')
    const { output } = await start(workerId)
    expect((await town.call(contract.readWorker, { workerId })).output.postings).toHaveLength(1)
    expect((await start(workerId, { stationId: county.ids.hill })).problem.code).toBe('POSTED_TWICE')
    const raw = county.query(`insert into app.posting (county_id, id, division_code, name, facts) values (1, $1, $2, 'x', $3)`, [
      newId(),
      COUNTY,
      JSON.stringify({ workerId, isFullTime: true, startOn: '2024-01-14' }),
    ])
    await expect(raw).rejects.toThrow('posting_one_full_time')
    expect((await start(workerId, { startOn: '2024-01-15' }, town)).problem.code).toBe('POSTING_NOT_YOURS')
    expect((await endOf(output.id, 1, [], '2024-01-16')).problem.code).toBe('END_TO_COME')
    expect((await endOf(output.id, 1, [], '2024-01-11')).problem.code).toBe('POSTING_DAYS')
    expect((await endOf(output.id, 7)).problem.code).toBe('RECORD_CHANGED')
    expect((await endOf(output.id, 1)).output).toEqual({ version: 2, moved: 0, closedAccounts: 0 })
    expect((await endOf(output.id, 2, [], '2024-01-15')).problem.code).toBe('POSTING_OVER')
    expect((await town.call(contract.readWorker, { workerId })).problem.code).toBe('RECORD_NOT_FOUND')
    expect((await start(workerId, { startOn: '2024-01-15' })).status).toBe(200)
    // whoever fills in the record itself does not get round it either
    const reopened = { subject: 'posting', id: output.id, version: 2, facts: { endOn: null } }
    expect((await agency.call(changeRecord, reopened)).problem.code).toBe('OVERLAPPING')
  })
  test('two at the same moment: one wins', async () => {
    const workerId = await confirmed()
    const both = await Promise.all([start(workerId), start(workerId)])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  })
  test('of the town’s own people is the town’s affair', async () => {
    const person = { id: newId(), divisionCode: TOWNS.bare, facts: { nameText: '李站长', officeCode: 'lead' } }
    expect((await agency.call(contract.createOfficial, person)).problem.code).toBe('POSTING_NOT_YOURS')
    expect((await town.call(contract.createOfficial, person)).status).toBe(200)
    const draft = {
      id: newId(),
      stationId: county.ids.bare,
      personId: person.id,
      isTowns: true,
      seatCode: 'head',
      isFullTime: false,
    }
    expect((await town.call(contract.startPosting, { ...draft, startOn: '2024-01-02' })).status).toBe(200)
    expect((await agency.call(contract.startPosting, { ...draft, startOn: '2024-01-02' })).problem.code).toBe('POSTING_NOT_YOURS')
  })
  test('takes a request for somebody else on a ground the plan knows, and the reply', async () => {
    const workerId = await confirmed()
    const { output } = await start(workerId, { startOn: '2023-12-01' })
    const asked = { postingId: output.id, version: 1, askedOn: '2024-01-13' }
    const unfit = await town.call(contract.askReplacement, { ...asked, groundCode: 'dislike' })
    expect(unfit.problem).toMatchObject({ code: 'REPLACEMENT_UNFIT', clause: 'staff-1-8' })
    expect((await town.call(contract.askReplacement, { ...asked, groundCode: 'unadapted' })).output).toEqual({ version: 2 })
    const reply = { postingId: output.id, version: 2, repliedOn: '2024-01-14', dueOn: '2024-02-14' }
    expect((await town.call(contract.answerReplacement, reply)).problem.code).toBe('POSTING_NOT_YOURS')
    expect((await agency.call(contract.answerReplacement, reply)).output).toEqual({ version: 3 })
    const leave = { postingId: output.id, version: 3, from: '2024-01-08', to: '2024-01-09' }
    expect((await agency.call(contract.recordLeave, { ...leave, coverWorkerId: workerId })).problem.code).toBe('LEAVE_UNFIT')
    expect((await agency.call(contract.recordLeave, leave)).output).toEqual({ version: 4 })
    const { output: file } = await town.call(contract.readWorker, { workerId })
    expect(file.postings[0]).toMatchObject({
      replacement: { ground: '不适应岗位', dueOn: '2024-02-14' },
      leaves: [leave].map(({ from, to }) => ({ from, to, coverName: '' })),
    })
  })
  test('shows seats asked and present, with the days nobody sat there', async () => {
    const { output } = await county.bureau.call(contract.listStaffing, {})
    expect(output.workDay).toBe(DAY)
    const bare = output.rows.find(({ entityId }) => entityId === county.ids.bare)
    expect(bare?.rulings.find(({ ruleId }) => ruleId === 'seats')?.seats).toMatchObject([{ label: '专职社工', required: '1' }])
    expect(bare?.rulings.map(({ ruleId }) => ruleId)).toContain('post-worker')
    const hill = output.rows.find(({ entityId }) => entityId === county.ids.hill)
    expect(hill?.vacantDays).toBeGreaterThanOrEqual(1)
  })
})

test('candidates stand in the plan’s order with the reason, and ties stay ties', async () => {
  const one = (id: string, score: number, tierOneCount: number) => ({ id, name: id, values: { score, tierOneCount } })
  const { output } = await agency.call(contract.orderCandidates, {
    stationId: county.ids.bare,
    seatCode: 'full-time',
    candidates: [one('甲', 8200, 0), one('乙', 8200, 1), one('丙', 8650, 0), one('丁', 8200, 0)],
  })
  expect(output.orders[0]?.placed.map(({ id, place, isTied }) => [id, place, isTied])).toEqual([
    ['丙', 1, false],
    ['乙', 2, false],
    ['甲', 3, true],
    ['丁', 3, true],
  ])
  expect(output.orders[0]?.placed[0]?.because).toContain('成绩 86.5')
  expect(output.orders[0]?.placed[1]?.because).toContain('证书等项数')
})

describe('a month', () => {
  test('of attendance is the town’s here, all rows or none', async () => {
    const workerId = await confirmed()
    await start(workerId, { startOn: '2023-12-04' })
    const { output } = await town.call(contract.readAttendance, { month: '2023-12' })
    const version = output.rows.find((row) => row.workerId === workerId)?.version ?? 0
    expect(output.shut).toBeNull()
    const four = { dueDays: 20, attendedDays: 18, leaveDays: 1, fieldDays: 7 }
    const put = (by: Visitor, row: object, month = '2023-12') =>
      by.call(contract.recordAttendance, { month, rows: [{ workerId, version, ...four, ...row }] })
    expect((await put(agency, {})).problem.code).toBe('ATTENDANCE_NOT_YOURS')
    expect((await put(town, { leaveDays: 3 })).problem).toMatchObject({ code: 'ATTENDANCE_UNFIT', fields: [{ path: 'rows.0' }] })
    expect((await put(town, {}, '2023-11')).problem.code).toBe('ATTENDANCE_UNFIT')
    const entered = `select account_id from app.handling where subject = 'worker' and subject_id = $1 and action = 'record fact'`
    const before = await county.query(entered, [workerId])
    expect((await put(town, {})).output).toEqual({ saved: 1 })
    expect(await county.query(entered, [workerId])).toHaveLength(before.length + 1)
    expect((await put(town, {})).problem.code).toBe('RECORD_CHANGED')
    const after = await town.call(contract.readAttendance, { month: '2023-12' })
    expect(after.output.rows.find((row) => row.workerId === workerId)?.days).toEqual(four)
    const { output: record } = await agency.call(readRecord, { subject: 'worker', id: workerId })
    expect(record.facts['attendances']).toEqual([{ month: '2023-12', ...four, absentCount: 1 }])
  })
  test('is scored by the town once, never by the agency, and locked', async () => {
    const { output } = await town.call(contract.listMonthSheets, { month: '2023-12' })
    const row = output.rows.find(({ stationId }) => stationId === county.ids.bare)
    expect(row).toMatchObject({ mayScore: true, score: null })
    const sheet = {
      month: '2023-12',
      stationId: county.ids.bare,
      version: row?.version ?? 0,
      score: 8850,
      grade: 'good' as const,
    }
    expect((await agency.call(contract.scoreMonth, sheet)).problem.code).toBe('SCORING_NOT_YOURS')
    expect((await county.bureau.call(contract.scoreMonth, sheet)).problem.code).toBe('PLAN_DENIES')
    expect((await town.call(contract.scoreMonth, { ...sheet, month: '2024-02' })).problem.code).toBe('MONTH_NOT_COME')
    expect((await town.call(contract.scoreMonth, { ...sheet, month: '2023-07' })).problem.code).toBe('MONTH_BEFORE_OPENING')
    expect((await town.call(contract.scoreMonth, sheet)).status).toBe(200)
    expect((await town.call(contract.scoreMonth, { ...sheet, version: sheet.version + 1 })).problem.code).toBe('SHEET_LOCKED')
  })
})
