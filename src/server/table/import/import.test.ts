import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { streamXlsxRows, readXlsx, writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { requestFor, type Endpoint } from '#contract/endpoint.ts'
import * as contract from '#contract/import.ts'
import type { TestDatabase } from '#server/db/testing/test-database.ts'
import { newId } from '#server/http/new-id.ts'
import { person, sampleApp, sampleDatabase } from '../testing/sample.ts'
import { sampleImporter } from '../testing/sample-import.ts'
import { importRoutes } from './routes.ts'

type View = contract.ImportBatchView
const HEADINGS = ['乡镇', '站名', '面积', '人数', '启用日期', '独立用房']

let database: TestDatabase
let app: FastifyInstance
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

async function send(who: string | undefined, endpoint: Endpoint, input: Record<string, unknown>, file?: Uint8Array) {
  const { method, url, body, headers } = requestFor(endpoint, input)
  return app.inject({
    method,
    url,
    ...(who !== undefined && { cookies: { sgz_session: who } }),
    headers: {
      ...headers,
      ...(file ? { 'content-type': 'application/octet-stream' } : body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(file ? { payload: Buffer.from(file) } : body !== undefined && { payload: body }),
  })
}
async function ask<T = View>(endpoint: Endpoint, input: Record<string, unknown>, file?: Uint8Array): Promise<T> {
  const answer = await send('bureau', endpoint, input, file)
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return answer.json<T>()
}
const upload = (file: Uint8Array, name = '站点.xlsx') =>
  ask(contract.uploadImport, { importer: 'sample', batchid: newId(), name }, file)
const refusal = async (file: Uint8Array): Promise<string> => {
  const answer = await send('bureau', contract.uploadImport, { importer: 'sample', batchid: newId(), name: 'x.xlsx' }, file)
  return `${answer.json<{ code: string }>().code} ${answer.json<{ detail: string }>().detail}`
}
async function settled(batchId: string): Promise<View> {
  for (;;) {
    const view = await ask(contract.readImport, { batchId })
    if (!view.state.endsWith('ing')) return view
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
async function act(endpoint: Endpoint, batchId: string, more: Record<string, unknown> = {}): Promise<View> {
  await ask(endpoint, { batchId, ...more })
  return settled(batchId)
}
const check = (view: View): Promise<View> => act(contract.checkImport, view.id, { mapping: view.mapping })
async function take(rows: readonly (readonly unknown[])[]): Promise<View> {
  const checked = await check(await upload(await sheet(rows)))
  return act(contract.confirmImport, checked.id)
}
const sheet = (rows: readonly (readonly unknown[])[], headings: readonly string[] = HEADINGS) =>
  writeXlsx({ sheets: [{ name: '数据', rows: [headings, ...rows] as never }] })
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
    `select detail from app.audit_entry where action = 'import.apply' order by seq desc limit 1`,
  )
  expect(entry?.detail).toMatchObject({ importer: 'sample', new: 2, changed: 0 })
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
    ['F2:F5000', `'字典'!$B$2:$B$3`],
  ])
  expect(sheets[2]?.rows).toEqual([
    ['乡镇', '独立用房'],
    ['城关镇', '是'],
    ['河西镇', '否'],
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

describe('a file that is not a table of data is refused with a sentence', () => {
  test.each<[string, () => Promise<Uint8Array>, string]>([
    ['nothing', async () => new Uint8Array(0), '文件是空的'],
    ['only headings', () => sheet([]), '表里没有数据行'],
    ['a picture', async () => Buffer.from('89504e470d0a1a0a0000000d4948445200', 'hex'), '这不是表格文件'],
    ['zeros', async () => new Uint8Array(100), '这不是表格文件'],
    ['an old or locked workbook', async () => Buffer.from('d0cf11e0a1b11ae1'.padEnd(64, '0'), 'hex'), '旧版 .xls 或加了密码'],
    ['half a workbook', async () => (await sheet([['城关镇', '甲站']])).slice(0, 900), '文件损坏'],
    [
      'a formula',
      () =>
        writeXlsx({
          sheets: [{ name: '数据', rows: [HEADINGS, ['城关镇', '甲站', 1]], cells: new Map([['1,2', { formula: '1+1' }]]) }],
        }),
      '文件里有公式（sheet1 的 C2 格）',
    ],
    ['a macro', () => repack({ 'xl/vbaProject.bin': 'x' }), '宏'],
    ['a link to another file', () => repack({ 'xl/externalLinks/externalLink1.xml': '<x/>' }), '引用或嵌入了别的文件'],
    [
      'an entity',
      () => repack({ 'xl/theme/theme1.xml': '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>' }),
      '不该有的定义',
    ],
    ['a bomb', () => repack({ 'xl/worksheets/sheet1.xml': 'x' }, 600 * 1024 * 1024), '解开后太大'],
    [
      'a bomb that lies about its size',
      () => repack({ 'xl/sharedStrings.xml': Buffer.alloc(1024 * 1024, 32) }, 100),
      '解开后太大',
    ],
  ])('%s', async (_, make, sentence) => {
    const said = await refusal(await make())
    expect(said).toContain('IMPORT_FILE_UNFIT')
    expect(said).toContain(sentence)
  })
})

/** A good workbook with some parts put in or replaced; `claimed`: the size their directory entries claim. */
async function repack(parts: Readonly<Record<string, string | Buffer>>, claimed?: number): Promise<Uint8Array> {
  const { deflateRawSync, inflateRawSync, crc32 } = await import('node:zlib')
  const good = Buffer.from(await sheet([['城关镇', '甲站']]))
  const all = new Map<string, Buffer>()
  for (let end = good.lastIndexOf('PK\u0005\u0006', undefined, 'latin1'), p = good.readUInt32LE(end + 16); p < end;) {
    const [name, local] = [good.toString('utf8', p + 46, p + 46 + good.readUInt16LE(p + 28)), good.readUInt32LE(p + 42)]
    const at = local + 30 + good.readUInt16LE(local + 26) + good.readUInt16LE(local + 28)
    const packed = good.subarray(at, at + good.readUInt32LE(p + 20))
    all.set(name, good.readUInt16LE(p + 10) === 8 ? inflateRawSync(packed) : packed)
    p += 46 + good.readUInt16LE(p + 28) + good.readUInt16LE(p + 30) + good.readUInt16LE(p + 32)
  }
  for (const [name, content] of Object.entries(parts)) all.set(name, Buffer.from(content as string))
  const [bodies, directory]: [Buffer[], Buffer[]] = [[], []]
  let at = 0
  for (const [name, content] of all) {
    const packed = deflateRawSync(content, { level: 1 })
    const head = Buffer.alloc(46)
    const size = name in parts && claimed !== undefined ? claimed : content.length
    head.writeUInt32LE(0x02014b50, 0)
    for (const [place, value] of [
      [4, 20],
      [6, 20],
      [10, 8],
      [28, name.length],
    ] as const)
      head.writeUInt16LE(value, place)
    for (const [place, value] of [
      [16, crc32?.(content) ?? 0],
      [20, packed.length],
      [24, size],
      [42, at],
    ] as const)
      head.writeUInt32LE(value, place)
    directory.push(head, Buffer.from(name))
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    head.copy(local, 4, 6, 32)
    bodies.push(local, Buffer.from(name), packed)
    at += 30 + name.length + packed.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  for (const place of [8, 10]) end.writeUInt16LE(all.size, place)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, listed, end])
}
