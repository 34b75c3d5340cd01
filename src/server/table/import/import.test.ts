import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { readXlsx, streamXlsxRows } from 'hucre/xlsx'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as contract from '#contract/import.ts'
import type { TestDatabase } from '#server/db/testing/test-database.ts'
import { newId } from '#server/http/new-id.ts'
import { HEADINGS, importClient, sheet } from '../testing/import-client.ts'
import { person, sampleApp, sampleDatabase } from '../testing/sample.ts'
import { sampleImporter } from '../testing/sample-import.ts'
import { importRoutes } from './routes.ts'

let database: TestDatabase
let app: FastifyInstance
const { send, ask, upload, act, check, take } = importClient(() => app)
beforeAll(async () => {
  database = await sampleDatabase()
  const people = { bureau: person('甲', '990901'), other: person('乙', '990902') }
  app = (await sampleApp(database, people, (fastify, parts) => importRoutes(fastify, parts, [sampleImporter]))).app
})
afterAll(async () => {
  await app.close()
  await database.close()
})
beforeEach(() => database.query('delete from app.sample'))

const samples = () =>
  database.query(
    `select division_code, name, area_hundredths_m2, staff, opened_on::text, is_own from app.sample order by division_code, name`,
  )
const versions = () => database.query(`select id, version from app.sample order by id`)

test('one must be signed in, and another county finds nothing of it', async () => {
  expect((await send(undefined, contract.listImports, {})).statusCode).toBe(401)
  const { id } = await upload(await sheet([['城关镇', '甲站']]))
  for (const endpoint of [
    contract.readImport,
    contract.listImportLines,
    contract.readImportErrors,
    contract.confirmImport,
    contract.undoImport,
  ])
    expect((await send('other', endpoint, { batchId: id })).json<{ code: string }>().code).toBe('IMPORT_NOT_FOUND')
  expect((await send('other', contract.listImports, {})).json<{ batches: unknown[] }>().batches).toEqual([])
})

test('a sheet is read, held against what is there, and written only when confirmed', async () => {
  const read = await upload(
    await sheet([
      ['城关镇', '甲站', 40.5, 3, new Date('2026-01-05T00:00:00Z'), '是'],
      ['河西镇', '乙站', null, null, null, null],
    ]),
  )
  expect(read).toMatchObject({
    state: 'read',
    rows: 2,
    mapping: { town: 0, name: 1, areaM2: 2, staff: 3, openedOn: 4, isOwn: 5 },
  })
  const checked = await check(read)
  expect(checked).toMatchObject({ state: 'checked', counts: { new: 2, changed: 0, same: 0, wrong: 0 } })
  expect(await samples()).toEqual([])
  const applied = await act(contract.confirmImport, read.id)
  expect(applied).toMatchObject({ state: 'applied', rowsDone: expect.any(Number) as number })
  expect(await samples()).toEqual([
    { division_code: '990901101', name: '甲站', area_hundredths_m2: 4050, staff: 3, opened_on: '2026-01-05', is_own: true },
    { division_code: '990901102', name: '乙站', area_hundredths_m2: null, staff: null, opened_on: null, is_own: null },
  ])
  const [entry] = await database.query<{ detail: object }>(
    `select detail from app.audit_entry where action = 'import.confirm' order by seq desc limit 1`,
  )
  expect(entry?.detail).toMatchObject({ importer: 'sample', isDone: true, new: 2, changed: 0 })
  expect((await send('bureau', contract.confirmImport, { batchId: read.id })).json<{ code: string }>().code).toBe(
    'IMPORT_NOT_NOW',
  )
})

test('what differs is shown before it is changed; an empty cell changes nothing', async () => {
  await take([
    ['城关镇', '甲站', 39, 3, '2026-01-05', '是'],
    ['城关镇', '乙站', 50],
  ])
  const view = await check(
    await upload(
      await sheet([
        ['城关镇', '甲站', 40, '', '', '否'],
        ['城关镇', '乙站', 50],
      ]),
    ),
  )
  expect(view.counts).toEqual({ new: 0, changed: 1, same: 1, wrong: 0 })
  const { lines } = await ask<{ lines: contract.ImportLineView[] }>(contract.listImportLines, {
    batchId: view.id,
    state: 'changed',
  })
  expect(lines).toEqual([
    {
      line: 2,
      state: 'changed',
      name: '城关镇 甲站',
      faults: [],
      changes: [
        { title: '面积', before: '39.00 m²', after: '40.00 m²' },
        { title: '独立用房', before: '是', after: '否' },
      ],
    },
  ])
})

describe('rows that are wrong', () => {
  const rows = [
    ['城关镇', '甲站', 40],
    ['城东镇', '乙站', '很大'],
    ['河西镇', '', 10],
    ['城关镇', '甲站', 41],
  ]

  test('are said line by line, stop the whole, and come back as a file with the error beside each', async () => {
    const view = await check(await upload(await sheet(rows)))
    expect(view.counts).toEqual({ new: 1, changed: 0, same: 0, wrong: 3 })
    const { lines } = await ask<{ lines: contract.ImportLineView[] }>(contract.listImportLines, {
      batchId: view.id,
      state: 'wrong',
    })
    expect(lines.map(({ faults }) => faults)).toEqual([
      ['第 3 行「乡镇」：没有“城东镇”，可填：城关镇、河西镇', '第 3 行「面积」：要填平方米数，最多两位小数，如 40'],
      ['第 4 行「站名」：不能空着'],
      ['第 5 行：与第 2 行是同一条，请删去一行'],
    ])
    expect((await send('bureau', contract.confirmImport, { batchId: view.id })).json<{ code: string }>().code).toBe(
      'IMPORT_HAS_ERRORS',
    )
    expect(await samples()).toEqual([])
    const file = (await send('bureau', contract.readImportErrors, { batchId: view.id })).rawPayload
    const back: unknown[][] = []
    for await (const { values } of streamXlsxRows(new Uint8Array(file))) back.push(values)
    expect(back[0]).toEqual(['错在哪里', '原表第几行', ...HEADINGS])
    expect(back[2]?.slice(0, 4)).toEqual(['第 4 行「站名」：不能空着', 4, '河西镇', ''])
    // put right there, it can be uploaded again
    expect((await upload(new Uint8Array(file))).mapping).toEqual({ town: 2, name: 3, areaM2: 4, staff: 5, openedOn: 6, isOwn: 7 })
  })
})

test('the same file once more changes nothing', async () => {
  const rows = [
    ['城关镇', '甲站', 40, 3, '2026-01-05', '是'],
    ['河西镇', '乙站', 50],
  ]
  await take(rows)
  const before = await versions()
  const again = await take(rows)
  expect([again.state, again.counts]).toEqual(['applied', { new: 0, changed: 0, same: 2, wrong: 0 }])
  expect(await versions()).toEqual(before)
})

test('what was changed between checking and confirming is not written over, and nothing of the file is written', async () => {
  await take([['城关镇', '甲站', 39]])
  const view = await check(
    await upload(
      await sheet([
        ['河西镇', '新站', 10],
        ['城关镇', '甲站', 40],
      ]),
    ),
  )
  await database.query(`update app.sample set staff = 9, version = version + 1 where name = '甲站'`)
  const after = await act(contract.confirmImport, view.id)
  expect([after.state, after.message]).toEqual(['checked', expect.stringContaining('请重新核对')])
  expect(await samples()).toMatchObject([{ name: '甲站', area_hundredths_m2: 3900, staff: 9 }])
})

describe('taking back', () => {
  test('is refused where a record was changed since, and names the lines', async () => {
    const view = await take([
      ['城关镇', '甲站', 39],
      ['城关镇', '乙站', 39],
    ])
    await database.query(`update app.sample set staff = 9, version = version + 1 where name = '乙站'`)
    const after = await act(contract.undoImport, view.id)
    expect([after.state, after.message]).toEqual(['applied', '导入之后又有改动，不能撤销：第 3 行的档案在导入之后又有改动'])
    expect(await samples()).toHaveLength(2)
  })

  const name = fc.constantFrom('甲站', '乙站', '丙站', '丁站')
  const row = fc.record({
    town: fc.constantFrom('城关镇', '河西镇'),
    name,
    areaM2: fc.option(fc.integer({ min: 1, max: 90 })),
    staff: fc.option(fc.nat(9)),
    isOwn: fc.option(fc.constantFrom('是', '否')),
  })
  const file = fc.uniqueArray(row, { selector: (one) => one.town + one.name, minLength: 1, maxLength: 8 })

  test('an import taken back leaves all as it was, and one repeated changes nothing', async () => {
    const rowsOf = (
      rows: readonly { town: string; name: string; areaM2: number | null; staff: number | null; isOwn: string | null }[],
    ) => rows.map((one) => [one.town, one.name, one.areaM2, one.staff, null, one.isOwn])
    await fc.assert(
      fc.asyncProperty(file, file, async (first, second) => {
        await database.query('delete from app.sample')
        await take(rowsOf(first))
        const before = await samples()
        const view = await take(rowsOf(second))
        const between = await versions()
        const repeated = await take(rowsOf(second))
        expect(repeated.counts).toMatchObject({ new: 0, changed: 0, wrong: 0 })
        expect(await versions()).toEqual(between)
        expect((await act(contract.undoImport, view.id)).state).toBe('undone')
        expect(await samples()).toEqual(before)
      }),
      { numRuns: 4 },
    )
  })
})

test('how the columns were mapped is remembered for the county', async () => {
  const file = await sheet([['甲站', '城关镇']], ['服务站点叫什么', '乡镇'])
  const first = await upload(file)
  expect(first.mapping).toEqual({ town: 1 })
  const unfit = await send('bureau', contract.checkImport, { batchId: first.id, mapping: { town: 1 } })
  expect(unfit.json()).toMatchObject({ code: 'IMPORT_MAPPING_UNFIT', detail: '必填的列还没有对上：站名' })
  await act(contract.checkImport, first.id, { mapping: { town: 1, name: 0 } })
  expect((await upload(file)).mapping).toEqual({ town: 1, name: 0 })
})

test('a file sent twice under one id is taken once, another one under it is refused', async () => {
  const input = { importer: 'sample', batchid: newId(), name: 'a.xlsx' }
  const file = await sheet([['城关镇', '甲站']])
  const [one, two] = [await ask(contract.uploadImport, input, file), await ask(contract.uploadImport, input, file)]
  expect(two).toEqual(one)
  const other = await send('bureau', contract.uploadImport, input, await sheet([['城关镇', '乙站']]))
  expect(other.json<{ code: string }>().code).toBe('IMPORT_TAKEN')
})

test('work that died says so and can be done again', async () => {
  const { id, mapping } = await upload(await sheet([['城关镇', '甲站']]))
  await database.query(`update app.import_batch set state = 'checking', beat_at = '2026-11-22T16:59:00Z' where id = $1`, [id])
  expect(await ask(contract.readImport, { batchId: id })).toMatchObject({
    state: 'read',
    message: expect.stringContaining('中断') as string,
  })
  expect((await act(contract.checkImport, id, { mapping })).state).toBe('checked')
  await database.query(`update app.import_batch set state = 'applying', beat_at = '2026-11-22T16:59:59Z' where id = $1`, [id])
  expect((await send('bureau', contract.confirmImport, { batchId: id })).json<{ code: string }>().code).toBe('IMPORT_NOT_NOW')
})

test('the template has drop-downs from a hidden sheet, and taken in as it is it changes nothing', async () => {
  const bytes = new Uint8Array((await send('bureau', contract.readTemplate, { importer: 'sample' })).rawPayload)
  const { sheets } = await readXlsx(bytes)
  expect(sheets.map(({ name, hidden }) => [name, hidden ?? false])).toEqual([
    ['样例站点', false],
    ['填写说明', false],
    ['字典', true],
  ])
  expect(sheets[0]?.rows[0]?.[0]).toBe('* 乡镇')
  expect(sheets[0]?.dataValidations?.map(({ range, formula1 }) => [range, formula1])).toEqual([
    ['A2:A5000', `'字典'!$A$2:$A$3`],
    ['F2:F5000', `'字典'!$B$2:$B$4`],
  ])
  expect(sheets[2]?.rows).toEqual([
    ['乡镇', '独立用房'],
    ['城关镇', '是'],
    ['河西镇', '否'],
    [null, '清空'],
  ])
  expect((await check(await upload(bytes))).counts).toEqual({ new: 0, changed: 0, same: 1, wrong: 0 })
})

test.each([
  ['UTF-8 with a mark', Buffer.from('\uFEFF乡镇,站名,面积\r\n城关镇,"甲,""站""",40\r\n')],
  // 乡镇,站名,面积 and 城关镇,甲站,40 in GB18030
  ['GB18030', Buffer.from('cfe7d5f22cd5bec3fb2cc3e6bbfd0d0ab3c7b9d8d5f22cbcd7d5be2c34300d0a', 'hex')],
])('a CSV in %s is read', async (_, file) => {
  expect((await check(await upload(file, '站点.csv'))).counts).toMatchObject({ new: 1, wrong: 0 })
})

test('a number that tells a person apart is never kept', async () => {
  const { id } = await upload(
    await sheet([['城关镇', '甲站', null, null, null, null, '11010519491231002X']], [...HEADINGS, '身份证号']),
  )
  const kept = await database.query<{ cells: string[] }>('select cells from app.import_row where batch_id = $1', [id])
  expect(JSON.stringify(kept)).not.toContain('11010519491231002X')
})
