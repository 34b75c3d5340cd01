import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as contract from '#contract/import.ts'
import { RECORD_LIST_ENDPOINTS } from '#contract/record-lists.ts'
import { findRecords } from '#contract/search.ts'
import { registerStation } from '#contract/station/index.ts'
import type { Id } from '#domain/kernel/id.ts'
import { newId } from '#server/http/new-id.ts'
import { createSchemeOpener } from '#server/scheme/index.ts'
import { COUNTY, createTestCounty, DAY, TOWNS, type TestCounty } from '#server/scheme/testing/test-county.ts'
import { tinyWith } from '#server/scheme/testing/tiny-scheme.ts'
import { tableRoutes } from '#server/table/index.ts'
import { importClient, sheet } from '#server/table/testing/import-client.ts'
import { person, sampleApp } from '#server/table/testing/sample.ts'
import { stationImporter } from './station-importer.ts'

const MORE = `- { kind: condition, id: plaque, slot: station.plaque, label: 标牌文字, cites: [tiny-1-1], subject: station, owner: town, gates: [station.open], require: { fact: station.plaqueText, is: { template: "{unit.nameText}社会工作站" } } }
- { kind: authority, id: one-each, label: 一镇一站, cites: [tiny-1-6], subject: "unit:town", actions: [station.create], deny: [bureau], when: { fact: { count: "unit.stations[]" }, atLeast: 1 } }
- { kind: quota, id: seats`
const HEADINGS = ['所在地区', '站名', '总面积', '是否独立办公用房', '牌匾文字', '启用日期', '承接机构', '服务电话', '开放时间']

let county: TestCounty
let app: FastifyInstance
const { send, ask, upload, act, check } = importClient(() => app, 'station')
beforeAll(async () => {
  county = await createTestCounty({ id: 'tiny', files: tinyWith('- { kind: quota, id: seats', MORE) })
  for (const [i, name] of ['溪口镇', '单家店镇', '柳湖镇', '北关镇'].entries()) {
    await county.query(`insert into app.division (code, name, level) values ($1, $2, 'town')`, [`${COUNTY}10${i + 4}`, name])
    await county.add('unit', { divisionCode: `${COUNTY}10${i + 4}`, name, facts: { tierCode: 'town' } })
  }
  await county.query(`update app.station set facts = facts || '{"areaM2": 5050}' where division_code = '${TOWNS.plain}'`)
  const people = {
    bureau: person('甲', COUNTY),
    town: { ...person('丙', TOWNS.plain), role: 'town' as const },
    agency: { ...person('乙', COUNTY), role: 'agency' as const, scope: { code: COUNTY, agencyId: county.ids.agency } },
  }
  const opener = createSchemeOpener(county.db)
  app = (
    await sampleApp(county, people, (fastify, parts) => tableRoutes(fastify, parts, opener, [stationImporter(opener)], true))
  ).app
})
afterAll(async () => {
  await app.close()
  await county.close()
})

interface Stored {
  readonly id: Id
  readonly name: string
  readonly facts: Readonly<Record<string, unknown>>
  readonly version: number
}
const stations = (name = '%') =>
  county.query<Stored & { effective: string; agency_id: string | null }>(
    `select id, name, name_keys, division_code, agency_id, facts, version, effective_on::text as effective from app.station
     where name like $1 order by name`,
    [name],
  )
const checked = async (rows: readonly (readonly unknown[])[], headings: readonly string[] = HEADINGS) =>
  check(await upload(await sheet(rows, headings)))
const take = async (rows: readonly (readonly unknown[])[]) => act(contract.confirmImport, (await checked(rows)).id)
const faultsOf = async (rows: readonly (readonly unknown[])[]) => {
  const { id } = await checked(rows)
  const { lines } = await ask<{ lines: contract.ImportLineView[] }>(contract.listImportLines, { batchId: id })
  return lines.map(({ faults }) => faults.join())
}

test('a row registers a station as by hand: same facts, the plan’s plaque, open since before it came in', async () => {
  const done = await take([
    ['单家店镇', '单家店站', 39, '是', '', '', '晨帆机构', '0000-1', '工作日'],
    ['柳湖镇', '柳湖站', 60, '', '自己的牌', '2022-06-01'],
  ])
  expect(done).toMatchObject({ state: 'applied', counts: { new: 2, changed: 0, same: 0, wrong: 0 } })
  const [imported, opened] = await stations('%湖站').then(async (b) => [...(await stations('单家店站')), ...b])
  expect(imported).toMatchObject({
    name_keys: 'shanjiadianzhan danjiadianzhan|sjdz djdz',
    agency_id: county.ids.agency,
    effective: DAY,
    facts: { plaqueText: '单家店镇社会工作站', areaM2: 3900, phoneText: '0000-1', openingHoursText: '工作日', openedOn: null },
  })
  expect(opened).toMatchObject({ effective: '2022-06-01', facts: { openedOn: '2022-06-01', plaqueText: '自己的牌' } })
  const id = newId()
  const units = await county.query<{ id: Id }>(`select id from app.unit where name = '北关镇'`)
  await county.bureau.call(registerStation, { id, unitId: units[0]?.id ?? '', name: '北关站', plaqueText: '牌' })
  const [byHand] = await stations('北关站')
  const basics = ['nameText', 'unitId', 'tierCode', 'stageCode', 'openedOn', 'attested', 'plaqueText']
  expect(Object.keys(byHand?.facts ?? {}).toSorted()).toEqual(basics.toSorted())
  for (const key of ['tierCode', 'stageCode', 'openedOn', 'attested']) expect(imported?.facts[key]).toEqual(byHand?.facts[key])
  // who took it in has entered it: nobody both enters and approves
  const handled = await county.query(`select action from app.handling where subject = 'station' and subject_id = $1`, [
    imported?.id,
  ])
  expect(handled).toEqual([{ action: 'register station' }])
  const found = (await send('bureau', findRecords, { text: 'sjd' })).json<{ found: object[] }>().found
  expect(found).toMatchObject([{ subject: 'station', name: '单家店站', placeName: '单家店镇' }])

  expect((await act(contract.undoImport, done.id)).state).toBe('undone')
  expect(await stations('单家店站')).toEqual([])
  const cover = await county.query(`select built::text from app.cover where division_code = '${COUNTY}106'`)
  expect(cover).toEqual([{ built: '{}' }])
})

test('is refused what registering by hand is refused, row by row, the rows above it counted in', async () => {
  expect(
    await faultsOf([
      ['溪口镇', '第一站'],
      ['溪口镇', '第二站'],
      ['溪口镇', '第一站'],
      ['平原镇', '又一站'],
      ['柳湖镇', '明天开的站', '', '', '', '2024-01-16'],
      ['柳湖镇', '站'],
      ['云岫县', '县里的站'],
      ['平原镇', '平原镇社工站', '', '', '', '2023-08-02'],
      ['平原镇', '平原镇社工站', '', '', '', '', '远山机构'],
    ]),
  ).toEqual([
    '',
    expect.stringMatching(/^第 3 行：按方案的规定.+一镇一站.*（一（六））；表里前面的“第一站”也算在内$/),
    '第 4 行：与第 2 行是同一条，请删去一行',
    expect.stringMatching(/^第 5 行：按方案的规定.+一镇一站.*（一（六））$/),
    '第 6 行：日期不合要求：启用日期不能晚于 2024-01-15',
    '第 7 行「站名」：太短：至少 2 个字',
    expect.stringContaining('第 8 行「所在地区」：没有“云岫县”'),
    '第 9 行：已经登记的站由开站验收确定启用日期，这一格请与已有的一致或空着',
    expect.stringContaining('第 10 行：已经登记的站不在表格里换承接机构'),
  ])
})

test('of a station that is there only filled cells change, an emptying one must say so, and all of it goes back', async () => {
  const before = await stations('平原镇社工站')
  const done = await take([['平原镇', '平原镇社工站', '清空', '否', '', '2023-08-01', '', '0000-2']])
  expect(done.counts).toEqual({ new: 0, changed: 1, same: 0, wrong: 0 })
  const [after] = await stations('平原镇社工站')
  expect(after).toMatchObject({
    effective: DAY,
    facts: { ...before[0]?.facts, areaM2: null, isOfficeSeparate: false, phoneText: '0000-2' },
  })
  const again = await checked([['平原镇', '平原镇社工站', '清空', '否', '', '2023-08-01', '', '0000-2']])
  expect(again.counts).toEqual({ new: 0, changed: 0, same: 1, wrong: 0 })
  await act(contract.undoImport, done.id)
  const [back] = await stations('平原镇社工站')
  expect(back?.facts).toEqual(before[0]?.facts)
  expect(await faultsOf([['清空', '平原镇社工站']])).toEqual(['第 2 行「所在地区」：必填，不能清空'])
})

test('what was right is asked again when it is written: somebody by hand may have been quicker', async () => {
  const { id } = await checked([['溪口镇', '表里的站']])
  const units = await county.query<{ id: Id }>(`select id from app.unit where name = '溪口镇'`)
  await county.bureau.call(registerStation, { id: newId(), unitId: units[0]?.id ?? '', name: '手登的站' })
  const late = await act(contract.confirmImport, id)
  expect(late).toMatchObject({
    state: 'checked',
    message: expect.stringMatching(/第 2 行：按方案的规定.+一镇一站/) as string,
  })
  expect(await stations('表里的站')).toEqual([])
})

test('what the list writes as a spreadsheet changes nothing when it is taken in', async () => {
  const exported = await send('bureau', RECORD_LIST_ENDPOINTS.station.export, {})
  const view = await check(await upload(exported.rawPayload))
  expect(view.counts).toEqual({ new: 0, changed: 0, same: (await stations()).length, wrong: 0 })
  expect(Object.keys(view.mapping)).toEqual(expect.arrayContaining(['unit', 'name', 'areaM2', 'openedOn', 'agency']))
})

test('who does not keep a fact, or registers no stations, is told so line by line', async () => {
  const told = async (who: string, rows: readonly (readonly unknown[])[]) => {
    const batchid = newId()
    const file = await sheet(rows, HEADINGS)
    const view = (
      await send(who, contract.uploadImport, { importer: 'station', batchid, name: 'a.xlsx' }, file)
    ).json<contract.ImportBatchView>()
    await send(who, contract.checkImport, { batchId: batchid, mapping: view.mapping })
    let state = 'checking'
    while (state === 'checking')
      state = (await send(who, contract.readImport, { batchId: batchid })).json<contract.ImportBatchView>().state
    const { lines } = (await send(who, contract.listImportLines, { batchId: batchid })).json<{
      lines: contract.ImportLineView[]
    }>()
    return lines.map(({ faults }) => faults.join())
  }
  expect(await told('town', [['平原镇', '平原镇社工站', 51]])).toEqual([''])
  expect(await told('town', [['平原镇', '镇里自己的站']])).toEqual([expect.stringContaining('第 2 行：您的身份不能做这件事')])
  expect(await told('agency', [['平原镇', '平原镇社工站', 52]])).toEqual([expect.stringContaining('第 2 行')])
})
