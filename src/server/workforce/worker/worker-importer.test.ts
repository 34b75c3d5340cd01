import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as contract from '#contract/import.ts'
import { createTestDatabase, type TestDatabase } from '#server/db/testing/test-database.ts'
import { createSchemeOpener } from '#server/scheme/index.ts'
import { tableRoutes } from '#server/table/index.ts'
import { importClient, sheet } from '#server/table/testing/import-client.ts'
import { person, sampleApp } from '#server/table/testing/sample.ts'
import { workerImporter } from './worker-importer.ts'

const AGENCY = '00000000-0000-7000-8000-000000000201'
const HEADINGS = ['姓名', '用工机构', '出生日期', '学历', '证书级别', '证书编号', '劳动合同起', '劳动合同止']

let database: TestDatabase
let app: FastifyInstance
const { ask, upload, act, check } = importClient(() => app, 'worker')
beforeAll(async () => {
  database = await createTestDatabase()
  await database.query(`insert into app.county values (1, '990901', '甲县')`)
  await database.query(`insert into app.division values ('990901', '甲县', 'county')`)
  await database.query(
    `insert into app.entity (county_id, subject, id, division_code, agency_id, is_open, name, facts)
     values (1, 'agency', $1, '990901', $1, true, '晨帆机构', '{}')`,
    [AGENCY],
  )
  const opener = createSchemeOpener(database.db)
  const people = { bureau: person('甲', '990901') }
  app = (
    await sampleApp(database, people, (fastify, parts) => tableRoutes(fastify, parts, opener, [workerImporter(opener)], true))
  ).app
})
afterAll(async () => {
  await app.close()
  await database.close()
})

const take = async (...rows: readonly (readonly unknown[])[]) => {
  const checked = await check(await upload(await sheet(rows, HEADINGS)))
  return { checked, confirm: () => act(contract.confirmImport, checked.id) }
}
const workers = () =>
  database.query<{ facts: Record<string, unknown> }>(
    `select name, agency_id, division_code, is_certified, employed_until::text as until, facts, version from app.worker order by name`,
  )

test('workers come in once, are filled in by a second sheet, and go back with it', async () => {
  const first = await take(['丁小满', '晨帆机构', '1995-03-01', '本科', '助理社会工作师', 'A-1', '2026-01-01', '2026-12-31'])
  expect((await first.confirm()).state).toBe('applied')
  const stored = {
    name: '丁小满',
    agency_id: AGENCY,
    division_code: '990901',
    is_certified: true,
    until: '2026-12-31',
    version: 1,
  }
  expect(await workers()).toMatchObject([
    { ...stored, facts: { educationLevel: 'bachelor', certificates: [{ level: 'assistant', no: 'A-1' }] } },
  ])
  const again = await take(['丁小满', '晨帆机构', '1995-03-01', '硕士', '', '', '2026-01-01', '2027-12-31'])
  const applied = await again.confirm()
  expect(await workers()).toMatchObject([
    {
      version: 2,
      until: '2027-12-31',
      facts: {
        educationLevel: 'master',
        certificates: [{ level: 'assistant', no: 'A-1' }],
        labourContracts: [{ from: '2026-01-01', to: '2027-12-31' }],
      },
    },
  ])
  await act(contract.undoImport, applied.id)
  expect(await workers()).toMatchObject([{ version: 3, until: '2026-12-31', facts: { educationLevel: 'bachelor' } }])
})

test.each([
  [['丁', '无此机构', '1995-03-01'], '用工机构'],
  [['丁', '晨帆机构', ''], '出生日期'],
  [['丁', '晨帆机构', '1995-03-01', '', '', 'A-1'], '证书级别'],
  [['丁', '晨帆机构', '1995-03-01', '', '', '', '2026-02-01', '2026-01-01'], '劳动合同止'],
])('%j is wrong in %s', async (row, column) => {
  const { checked } = await take(row)
  const { lines } = await ask<{ lines: contract.ImportLineView[] }>(contract.listImportLines, { batchId: checked.id })
  expect(lines).toMatchObject([{ state: 'wrong', faults: [expect.stringContaining(`「${column}」`)] }])
})
