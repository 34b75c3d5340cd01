import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as contract from '#contract/import.ts'
import { RECORD_LIST_ENDPOINTS } from '#contract/record-lists.ts'
import { findRecords } from '#contract/search.ts'
import { createTestDatabase, type TestDatabase } from '#server/db/testing/test-database.ts'
import { createSchemeOpener } from '#server/scheme/index.ts'
import { RECORD_IMPORTS } from '#domain/table/index.ts'
import { importClient, sheet } from '../testing/import-client.ts'
import { person, sampleApp } from '../testing/sample.ts'
import type { Id } from '#domain/kernel/id.ts'
import { tableRoutes } from '../routes.ts'
import { recordImporter } from './record-importer.ts'

const UNIT = '00000000-0000-7000-8000-000000000101'
const HEADINGS = ['所在地区', '站名', '总面积', '是否独立办公用房']

let database: TestDatabase
let app: FastifyInstance
const { send, ask, upload, act, check } = importClient(() => app, 'station')
beforeAll(async () => {
  database = await createTestDatabase()
  await database.query(`insert into app.county values (1, '990901', '甲县')`)
  await database.query(`insert into app.division values ('990901101', '城关镇', 'town')`)
  await database.query(
    `insert into app.unit (county_id, id, division_code, is_open, name, facts) values (1, $1, '990901101', true, '城关镇', '{"nameText": "城关镇"}')`,
    [UNIT],
  )
  const people = {
    bureau: person('甲', '990901'),
    agency: { ...person('乙', '990901'), role: 'agency' as const, scope: { code: '990901', agencyId: UNIT as Id } },
  }
  const opener = createSchemeOpener(database.db)
  const kinds = RECORD_IMPORTS.map((one) => recordImporter(one, opener))
  app = (await sampleApp(database, people, (fastify, parts) => tableRoutes(fastify, parts, opener, kinds, true))).app
})
afterAll(async () => {
  await app.close()
  await database.close()
})

const stations = () =>
  database.query<{ name: string; facts: object; version: number }>(
    `select name, name_keys, division_code, facts, version, area_hundredths_m2 from app.station order by name`,
  )
const take = async (rows: readonly (readonly unknown[])[]) => {
  const checked = await check(await upload(await sheet(rows, HEADINGS)))
  return act(contract.confirmImport, checked.id)
}

test('rows become records, found, listed and taken back as records are, with every version kept', async () => {
  const first = await take([['城关镇', '单家店站', 39]])
  expect(first.state).toBe('applied')
  expect(await stations()).toMatchObject([
    {
      name: '单家店站',
      name_keys: 'shanjiadianzhan danjiadianzhan|sjdz djdz',
      division_code: '990901101',
      facts: { unitId: UNIT, nameText: '单家店站', areaM2: 3900 },
      version: 1,
      area_hundredths_m2: 3900,
    },
  ])
  const found = (await send('bureau', findRecords, { text: 'sjd' })).json<{ found: object[] }>().found
  expect(found).toMatchObject([{ subject: 'station', name: '单家店站', placeName: '城关镇' }])
  const page = (await send('bureau', RECORD_LIST_ENDPOINTS.station.list, { areaM2: '..40' })).json<{ rows: object[] }>()
  expect(page.rows).toMatchObject([{ values: { name: '单家店站', areaM2: 3900, place: '990901101' } }])

  const second = await take([
    ['城关镇', '单家店站', 60, '否'],
    ['城关镇', '新站'],
  ])
  expect(second.counts).toEqual({ new: 1, changed: 1, same: 0, wrong: 0 })
  expect(await stations()).toMatchObject([{ facts: { areaM2: 6000, isOfficeSeparate: false }, version: 2 }, { version: 1 }])
  expect((await act(contract.undoImport, second.id)).state).toBe('undone')
  expect(await stations()).toMatchObject([{ facts: { unitId: UNIT, nameText: '单家店站', areaM2: 3900 }, version: 3 }])
  expect(Object.keys((await stations())[0]?.facts ?? {})).not.toContain('isOfficeSeparate')
  const kept = await database.query('select version, is_removed from app.record_history order by recorded_at, version')
  expect(kept).toHaveLength(3)
})

test('who does not keep a fact is told so line by line, before anything is written', async () => {
  const batchid = '01900000-0000-7000-8000-000000000001'
  const file = await sheet([['城关镇', '机构的站', 50]], HEADINGS)
  const view = (
    await send('agency', contract.uploadImport, { importer: 'station', batchid, name: 'a.xlsx' }, file)
  ).json<contract.ImportBatchView>()
  expect(view).toMatchObject({ state: 'read' })
  await send('agency', contract.checkImport, { batchId: batchid, mapping: view.mapping })
  let state = 'checking'
  while (state === 'checking')
    state = (await send('agency', contract.readImport, { batchId: batchid })).json<contract.ImportBatchView>().state
  const { lines } = await ask<{ lines: contract.ImportLineView[] }>(contract.listImportLines, { batchId: batchid })
  expect(lines).toMatchObject([{ state: 'wrong', faults: ['第 2 行：这几项由别的单位填写：总面积'] }])
})
