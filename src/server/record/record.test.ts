import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeRecord, createRecord, listRecords, listRegisters, readHistory, readRecord } from '#contract/record.ts'
import { listRulings } from '#contract/scheme/index.ts'
import type { Visitor } from '#server/db/testing/test-app.ts'
import { newId } from '#server/http/new-id.ts'
import { COUNTY, createTestCounty, TOWNS, type TestCounty } from '#server/scheme/testing/test-county.ts'

let county: TestCounty
let town: Visitor
beforeAll(async () => {
  county = await createTestCounty()
  town = await county.visitor('town', { code: TOWNS.bare })
})
afterAll(() => county.close())

const which = () => ({ subject: 'station', id: county.ids.bare })
const areaOutcome = async (asOf?: string) =>
  (
    await county.bureau.call(listRulings, { schemeId: 'tiny', ruleId: 'office-area', unitCode: COUNTY, ...(asOf && { asOf }) })
  ).output.rulings.find(({ name }) => name === '荒滩镇社工站')?.state

describe('a record', () => {
  test('shows what is known, what can be recorded and by whom', async () => {
    const { output } = await town.call(readRecord, which())
    expect(output).toMatchObject({ subjectLabel: '社工站', name: '荒滩镇社工站', placeName: '荒滩镇', version: 1 })
    const may = new Map(output.fields.map(({ name, mayRecord }) => [name, mayRecord]))
    expect([may.get('officeAreaM2'), may.get('openedOn')]).toEqual([true, false])
    expect(may.has('vacancyDays')).toBe(false)
    expect(output.lists.find(({ name }) => name === 'rooms')).toMatchObject({ label: '功能室', mayRecord: true })
  })

  test('is changed once per version, from a day on, and the plan moves with it', async () => {
    expect(await areaOutcome()).toBe('not-met')
    const { output } = await town.call(changeRecord, {
      ...which(),
      version: 1,
      facts: { officeAreaM2: 4000 },
      effectiveOn: '2024-01-10',
    })
    expect(output.version).toBe(2)
    expect(await areaOutcome()).toBe('met')
    expect(await areaOutcome('2024-01-09')).toBe('not-met')
    expect(await areaOutcome('2024-01-10')).toBe('met')
    const late = await town.call(changeRecord, { ...which(), version: 1, facts: { officeAreaM2: 5000 } })
    expect(late.problem?.code).toBe('RECORD_CHANGED')
    const { output: past } = await county.bureau.call(readHistory, which())
    expect(past.versions.map(({ version, effectiveOn }) => [version, effectiveOn])).toEqual([
      [2, '2024-01-10'],
      [1, undefined],
    ])
    expect(past.versions[0]?.changes).toEqual([{ label: '办公用房面积', before: '39.00 m²', after: '40.00 m²' }])
  })

  test('says which field is wrong and keeps what it was', async () => {
    const bad = await town.call(changeRecord, { ...which(), version: 2, facts: { officeAreaM2: 40.5, rooms: [{ areaM2: 'x' }] } })
    expect(bad.problem).toMatchObject({ code: 'FACTS_UNFIT', fields: [{ path: 'officeAreaM2' }, { path: 'rooms.0.areaM2' }] })
    expect((await town.call(readRecord, which())).output.version).toBe(2)
  })

  test('takes from each only what is theirs, and nothing from elsewhere', async () => {
    const foreign = await town.call(changeRecord, { ...which(), version: 2, facts: { openedOn: '2024-01-01' } })
    expect(foreign.problem).toMatchObject({ code: 'FACT_OF_OTHERS', detail: '启用日期' })
    const other = await county.visitor('town', { code: TOWNS.plain })
    expect((await other.call(changeRecord, { ...which(), version: 2, facts: {} })).problem?.code).toBe('RECORD_NOT_FOUND')
    expect((await county.stranger.call(readHistory, which())).problem?.code).toBe('RECORD_NOT_FOUND')
  })

  test('tells the audit what changed', async () => {
    const rows = await county.query<{ changes: unknown }>(
      `select changes from app.audit_entry where action = 'record.change' and outcome = 'done' order by seq`,
    )
    expect(rows.map(({ changes }) => changes)).toEqual([[{ field: 'officeAreaM2', before: 3900, after: 4000 }]])
  })

  test('keeps every version against the application itself', async () => {
    await expect(county.db.transaction().execute((tx) => tx.deleteFrom('record_history').execute())).rejects.toThrow(
      /permission denied/,
    )
    const [row] = await county.query<{ n: number }>(
      `select count(*)::int as n from app.record_history where id = '${county.ids.bare}'`,
    )
    expect(row?.n).toBe(1)
  })
})

describe('a new record', () => {
  const unit = newId()
  beforeAll(async () => {
    await county.add('unit', { id: unit, divisionCode: TOWNS.bare, name: '荒滩镇', facts: { tierCode: 'town' } })
  })
  const draft = () => ({ subject: 'issue', id: newId(), name: '取暖不足', unitId: unit, facts: { openedOn: '2024-01-05' } })

  test('is opened by who keeps such, in a place of the own, and found in its register', async () => {
    const one = draft()
    expect((await county.bureau.call(createRecord, one)).output).toEqual({ id: one.id, version: 1 })
    expect((await county.bureau.call(createRecord, one)).output).toEqual({ id: one.id, version: 1 })
    const { output } = await town.call(listRecords, { subject: 'issue' })
    expect(output.records.map(({ name, placeName }) => [name, placeName])).toEqual([['取暖不足', '荒滩镇']])
    expect((await county.stranger.call(listRecords, { subject: 'issue' })).output.records).toEqual([])
    const { output: stands } = await town.call(readRecord, { subject: 'issue', id: one.id })
    expect(stands.facts).toMatchObject({ unitId: unit, openedOn: '2024-01-05', nameText: '取暖不足' })
  })

  test('is not opened elsewhere, by somebody else, or where an act of its own does it', async () => {
    expect((await county.stranger.call(createRecord, draft())).problem?.code).toBe('RECORD_ELSEWHERE')
    expect((await town.call(createRecord, { ...draft(), subject: 'body' })).problem?.code).toBe('FACT_OF_OTHERS')
    expect((await county.bureau.call(createRecord, { ...draft(), subject: 'station' })).problem?.code).toBe('FACT_OF_OTHERS')
    expect((await county.bureau.call(createRecord, { ...draft(), subject: 'dragon' })).problem?.code).toBe('RECORD_NOT_FOUND')
    const far = await county.bureau.call(createRecord, { ...draft(), stationId: newId() })
    expect(far.problem?.code).toBe('RECORD_ELSEWHERE')
  })

  test('comes page after page, each once, newest first', async () => {
    for (let i = 0; i < 7; i++)
      await county.bureau.call(createRecord, { ...draft(), subject: 'meeting', name: `会议${i}`, facts: {} })
    const seen: string[] = []
    for (let after: string | undefined; ;) {
      const { output } = await county.bureau.call(listRecords, { subject: 'meeting', limit: 3, ...(after && { after }) })
      seen.push(...output.records.map(({ name }) => name))
      after = output.records.at(-1)?.id
      if (output.records.length < 3) break
    }
    expect(seen).toHaveLength(7)
    expect(new Set(seen).size).toBe(7)
  })

  test('says which registers one may add to', async () => {
    const { output } = await town.call(listRegisters, {})
    const may = new Map(output.registers.map(({ subject, mayCreate }) => [subject, mayCreate]))
    expect([may.get('issue'), may.get('body'), may.get('station')]).toEqual([true, false, false])
  })
})
