import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readListChoices, RECORD_LIST_ENDPOINTS } from '#contract/record-lists.ts'
import { changeRecord, readHistory } from '#contract/record.ts'
import { readPlan } from '#contract/scheme/index.ts'
import {
  attestItem,
  closeStation,
  grantException,
  listSites,
  listStandings,
  moveStation,
  proposeAcceptance,
  readAcceptance,
  readStation,
  registerStation,
  signAcceptance,
} from '#contract/station/index.ts'
import type { Id } from '#domain/kernel/id.ts'
import type { Visitor } from '#server/db/testing/test-app.ts'
import { newId } from '#server/http/new-id.ts'
import { COUNTY, createTestCounty, DAY, TOWNS, type TestCounty } from '#server/scheme/testing/test-county.ts'
import { tinyWith } from '#server/scheme/testing/tiny-scheme.ts'

const MORE = `- { kind: condition, id: at-seat, label: 驻地, cites: [tiny-1-1], subject: station, strength: in-principle, owner: town, gates: [station.open], waiver: { by: bureau }, require: { fact: station.isAtTownSeat, is: true } }
- { kind: condition, id: plaque, slot: station.plaque, label: 标牌文字, cites: [tiny-1-1], subject: station, owner: town, gates: [station.open], require: { fact: station.plaqueText, is: { template: "{unit.nameText}社会工作站" } } }
- { kind: checklist, id: signage, label: 标牌, cites: [tiny-1-1], subject: station, owner: town, gates: [station.open], items: [ { id: hung, label: 标牌已挂, proof: { attest: town, evidence: [photo] } } ] }
- { kind: authority, id: accepts, label: 由民政局验收, cites: [tiny-1-6], subject: station, actions: [station.open], allow: [bureau] }
- { kind: authority, id: one-each, label: 一镇一站, cites: [tiny-1-6], subject: "unit:town", actions: [station.create], deny: [bureau], when: { fact: { count: "unit.stations[]" }, atLeast: 1 } }
- { kind: condition, id: stays-small, label: 试点站不扩, cites: [tiny-1-6], subject: station, owner: town, where: { fact: station.stageCode, is: pilot }, require: { fact: station.areaM2, atMost: 100 m² } }
- { kind: quota, id: seats`

let county: TestCounty
let colleague: Visitor
let town: Visitor
let unit: Id
const id = newId()
const at = { stationId: id }
const OPENING = { ...at, gate: 'station.open' } as const

beforeAll(async () => {
  county = await createTestCounty({ id: 'tiny', files: tinyWith('- { kind: quota, id: seats', MORE) })
  await county.query(`insert into app.division (code, name, level) values ('${COUNTY}104', '溪口镇', 'town')`)
  unit = await county.add('unit', { divisionCode: `${COUNTY}104`, name: '溪口镇', facts: { tierCode: 'town' } })
  colleague = await county.visitor('bureau', { code: COUNTY })
  town = await county.visitor('town', { code: `${COUNTY}104` })
})
afterAll(() => county.close())

const version = async () => (await colleague.call(readAcceptance, OPENING)).output.version
const record = async (facts: Readonly<Record<string, never>> | object, by: Visitor = county.bureau) =>
  by.call(changeRecord, { subject: 'station', id, version: await version(), facts: facts as Record<string, never> })
const conclude = (acceptance: Id, by: Visitor, patch: object = {}) =>
  by.call(proposeAcceptance, { ...OPENING, id: acceptance, result: 'passed', on: DAY, ...patch })
const sign = (acceptanceId: Id, by: Visitor, patch: object = {}) =>
  by.call(signAcceptance, { ...at, acceptanceId, id: newId(), verdict: 'agreed', ...patch })

describe('a station', () => {
  test('is registered where the plan has room for one, with the plaque its pattern makes', async () => {
    const { output } = await county.bureau.call(listSites, {})
    expect(output.sites.map(({ name, stationCount }) => [name, stationCount])).toEqual([
      ['溪口镇', 0],
      ['平原镇', 1],
      ['山区镇', 1],
      ['荒滩镇', 1],
    ])
    expect(output.sites[0]).toMatchObject({
      plaque: { text: '溪口镇社会工作站', ref: '一（一）' },
      proposedName: '溪口镇社会工作站',
    })
    const plain = output.sites[1]?.unitId ?? ''
    const second = await county.bureau.call(registerStation, { id: newId(), unitId: plain, name: '第二站' })
    expect(second.problem).toMatchObject({ code: 'PLAN_DENIES', clause: 'tiny-1-6' })
    const done = await county.bureau.call(registerStation, {
      id,
      unitId: unit,
      name: '溪口镇社工站',
      plaqueText: '溪口镇社会工作站',
      contractId: county.ids.contract,
    })
    expect(done.output).toEqual({ id, version: 1 })
    const { output: read } = await town.call(readStation, at)
    expect(read).toMatchObject({
      name: '溪口镇社工站',
      placeName: '溪口镇',
      openedOn: null,
      isJudged: true,
    })
    expect((await county.bureau.call(readStation, at)).output.agencyName).toBe('晨帆机构')
    expect(read.gates[0]).toMatchObject({ gate: 'station.open', state: 'closed' })
    expect(read.standing.find(({ ruleId }) => ruleId === 'office-area')).toMatchObject({ group: 'unknown', refs: ['一（一）'] })
    expect((await county.stranger.call(readStation, at)).problem?.code).toBe('STATION_NOT_FOUND')
    const elsewhere = await county.visitor('town', { code: TOWNS.plain })
    expect((await elsewhere.call(readStation, at)).problem?.code).toBe('STATION_NOT_FOUND')
  })

  test('of 39 m² is refused with the clause and the gap, at either step', async () => {
    await record({ officeAreaM2: 3900, isAtTownSeat: false }, town)
    const refused = await conclude(newId(), colleague)
    expect(refused.problem).toMatchObject({ code: 'GATE_CLOSED', clause: 'tiny-1-1' })
    expect(refused.problem?.detail).toContain('办公用房面积 39.00 m²，标准不少于 40.00 m²，差 1.00 m²')
    const { output } = await colleague.call(readAcceptance, OPENING)
    expect(output).toMatchObject({ state: 'closed', isDone: false, signers: ['民政局'], mayInspect: true })
    expect(output.checks.find(({ ruleId }) => ruleId === 'office-area')).toMatchObject({
      isPassed: false,
      rows: [{ measured: '39.00 m²', gap: '1.00 m²' }],
      exception: { byLabel: null, mayGrant: false },
    })
    expect((await county.query(`select 1 from app.station_acceptance`)).length).toBe(0)
  })

  test('may be excepted from what is asked in principle, by whom the plan names, and from nothing else', async () => {
    const ask = async (ruleId: string, by: Visitor) =>
      (await by.call(grantException, { ...at, schemeId: 'tiny', ruleId, reason: '旧院落改造' })).problem?.code
    expect(await ask('office-area', colleague)).toBe('EXCEPTION_NOT_ALLOWED')
    expect(await ask('nothing', colleague)).toBe('RULE_NOT_FOUND')
    expect(await ask('at-seat', county.bureau)).toBe('KEPT_APART')
    expect(await ask('at-seat', colleague)).toBeUndefined()
    const { output } = await colleague.call(readAcceptance, OPENING)
    expect(output.checks.find(({ ruleId }) => ruleId === 'at-seat')).toMatchObject({
      state: 'excepted',
      isPassed: true,
      exception: { reason: '旧院落改造' },
    })
  })

  test('has what is seen on the spot ticked by whom the plan names, not written past it', async () => {
    const tick = { ...at, schemeId: 'tiny', ruleId: 'signage', itemId: 'hung', isHeld: true, on: DAY }
    const agency = await county.visitor('agency', { code: COUNTY, agencyId: county.ids.agency })
    const tried = await agency.call(attestItem, { ...tick, remark: '已挂' })
    expect(tried.problem?.code).toBe('ITEM_OF_OTHERS')
    const bare = await town.call(attestItem, tick)
    expect(bare.problem?.code).toBe('ITEM_UNFIT')
    const past = await record({ attested: [{ ruleId: 'signage', itemId: 'hung', on: DAY }] }, town)
    expect(past.problem).toMatchObject({ code: 'FACT_OF_OTHERS', detail: '现场确认' })
    expect((await town.call(attestItem, { ...tick, remark: '大门东侧已挂' })).status).toBe(200)
    const { output } = await town.call(readAcceptance, OPENING)
    expect(output.checks.flatMap(({ items }) => items)).toMatchObject([{ itemId: 'hung', isHeld: true, remark: '大门东侧已挂' }])
  })

  test('is put right by a day, inspected again, and opened by the second signature alone', async () => {
    const [first, again, last] = [newId(), newId(), newId()]
    const ordered = await conclude(first, colleague, { result: 'correct', correctBy: '2024-02-15', remark: '面积不足' })
    expect(ordered.output).toEqual({ id: first })
    expect((await conclude(newId(), town)).problem?.code).toBe('ACCEPTANCE_PENDING')
    expect((await sign(first, colleague)).problem?.code).toBe('ACCEPTANCE_SAME_SIGNER')
    expect((await sign(first, town)).problem?.code).toBe('PLAN_DENIES')
    // whoever registered it and wrote its facts does not sign
    expect((await sign(first, county.bureau)).problem?.code).toBe('KEPT_APART')
    const third = await county.visitor('bureau', { code: COUNTY })
    expect((await sign(first, third)).status).toBe(200)
    expect((await sign(first, third)).problem?.code).toBe('ACCEPTANCE_DECIDED')

    await record({ officeAreaM2: 4000 })
    expect((await conclude(again, colleague)).status).toBe(200)
    await record({ officeAreaM2: 3999 })
    expect((await sign(again, third)).problem).toMatchObject({ code: 'GATE_CLOSED', clause: 'tiny-1-1' })
    expect((await sign(again, third, { verdict: 'returned', reason: '面积有变' })).status).toBe(200)
    await record({ officeAreaM2: 4000 })
    expect((await conclude(last, colleague, { on: '2024-01-10' })).status).toBe(200)
    expect((await conclude(last, colleague)).output).toEqual({ id: last })
    expect((await sign(last, third, { publishedOn: DAY })).status).toBe(200)

    const { output } = await town.call(readAcceptance, OPENING)
    expect(output).toMatchObject({ isDone: true, mayInspect: false })
    expect(output.acceptances.map(({ round, result, signed }) => [round, result, signed?.verdict])).toEqual([
      [3, 'passed', 'agreed'],
      [2, 'passed', 'returned'],
      [1, 'correct', 'agreed'],
    ])
    expect(await town.call(readStation, at)).toMatchObject({ output: { openedOn: '2024-01-10', stageLabel: '已开站' } })
    expect((await conclude(newId(), colleague)).problem?.code).toBe('ACCEPTANCE_DONE')
  })

  test('keeps what each signature rested on, against the application itself', async () => {
    const [row] = await county.query<{ judged: { plans: { facts: { nodes: { officeAreaM2: number }[] } }[] } }>(
      `select s.judged from app.acceptance_signature s join app.station_acceptance a on a.id = s.acceptance_id where a.round = 3`,
    )
    expect(row?.judged.plans[0]?.facts.nodes[0]?.officeAreaM2).toBe(4000)
    await expect(county.db.transaction().execute((tx) => tx.deleteFrom('station_acceptance').execute())).rejects.toThrow(
      /permission denied/,
    )
  })

  test('is told apart in the ledger by how it stands', async () => {
    const { output } = await county.bureau.call(listStandings, { ids: `${id},${county.ids.bare},nonsense` })
    expect(Object.keys(output.counts).toSorted()).toEqual([id, county.ids.bare].toSorted())
    expect(output.counts[county.ids.bare]?.bad).toBeGreaterThan(0)
    expect((await county.stranger.call(listStandings, { ids: id })).output.counts).toEqual({})
  })

  test('goes elsewhere with its people, and closes once nobody is posted there', async () => {
    const posting = await county.add('posting', {
      divisionCode: `${COUNTY}104`,
      name: '甲',
      stationId: id,
      facts: { stationId: id, startOn: '2024-01-02', endOn: null },
    })
    await county.query(`insert into app.division (code, name, level) values ('${COUNTY}105', '石桥镇', 'town')`)
    const other = await county.add('unit', { divisionCode: `${COUNTY}105`, name: '石桥镇', facts: { tierCode: 'town' } })
    const moved = await county.bureau.call(moveStation, { ...at, version: await version(), unitId: other, on: DAY })
    expect(moved.status).toBe(200)
    const [where] = await county.query(`select division_code from app.posting where id = '${posting}'`)
    expect(where).toEqual({ division_code: `${COUNTY}105` })
    const shut = async () =>
      county.bureau.call(closeStation, { ...at, version: await version(), on: '2024-01-15', reason: '机构改革撤并' })
    expect((await shut()).problem).toMatchObject({ code: 'STATION_STILL_STAFFED', detail: '在岗 1 人' })
    await county.change(posting, { endOn: '2024-01-14' })
    const counted = async (asOf: string) =>
      (await county.bureau.call(readPlan, { schemeId: 'tiny', asOf })).output.clauses
        .flatMap(({ parts }) => parts.flatMap(({ rules }) => rules))
        .find(({ id: ruleId }) => ruleId === 'office-area')?.total
    const before = await counted(DAY)
    expect((await shut()).status).toBe(200)
    expect(await counted(DAY)).toBe((before ?? 0) - 1)
    const { output } = await county.bureau.call(readStation, at)
    expect(output).toMatchObject({ closedOn: DAY, stageLabel: '已撤销', isJudged: false, mayRegister: false })
    expect((await shut()).problem?.code).toBe('STATION_IS_CLOSED')
    const { output: past } = await county.bureau.call(readHistory, { subject: 'station', id })
    expect(past.versions[0]?.changes).toContainEqual({ label: '撤销日期', before: '未填', after: '2024-01-15' })
  })

  test('is found by the stages that the plan names, whose words the spreadsheet’s head says too', async () => {
    const { output } = await county.bureau.call(readListChoices, { list: 'station' })
    expect(Object.keys(output.choices)).toEqual(['place', 'agency', 'stage'])
    expect(output.choices['place']?.map(({ label }) => label)).toEqual(['平原镇', '山区镇', '荒滩镇', '溪口镇', '石桥镇'])
    expect(output.choices['agency']?.map(({ label }) => label)).toEqual(['晨帆机构', '远山机构'])
    expect(output.choices['stage']?.map(({ value }) => value)).toEqual(expect.arrayContaining(['pilot', 'building', 'open']))
    expect(output.choices['stage']).toContainEqual({ value: 'mature', label: '已成熟' })
    const written = await county.bureau.call(RECORD_LIST_ENDPOINTS.station.export, { stage: 'mature' })
    expect(written.status).toBe(200)
    const noted = await county.query(`select detail ->> 'filter' as filter from app.audit_entry order by seq desc limit 1`)
    expect(noted).toEqual([{ filter: '建设阶段：已成熟' }])
  })
})
