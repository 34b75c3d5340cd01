import { Readable } from 'node:stream'
import type { CellValue } from 'hucre'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '#domain/kernel/refusal.ts'
import { repack } from '../testing/repack.ts'
import { sampleImport } from '../testing/sample-import.ts'
import { receiveSheet } from './receive-sheet.ts'

const HEADINGS = ['乡镇', '站名', '面积']
const ROWS = [HEADINGS, ['城关镇', '甲站', 1]]
const sheet = (rows: CellValue[][]) => writeXlsx({ sheets: [{ name: '数据', rows }] })

async function refusal(file: Uint8Array): Promise<string> {
  const read = await receiveSheet(Readable.from([Buffer.from(file)]), sampleImport)
  if (!isRefusal(read)) throw new Error('taken')
  return `${read.code} ${read.detail}`
}

describe('a file that is not a table of data is refused with a sentence', () => {
  test.each<[string, () => Promise<Uint8Array>, string]>([
    ['nothing', async () => new Uint8Array(0), '文件是空的'],
    ['only headings', () => sheet([HEADINGS]), '表里没有数据行'],
    ['a picture', async () => Buffer.from('89504e470d0a1a0a0000000d4948445200', 'hex'), '这不是表格文件'],
    ['zeros', async () => new Uint8Array(100), '这不是表格文件'],
    ['an old or locked workbook', async () => Buffer.from('d0cf11e0a1b11ae1'.padEnd(64, '0'), 'hex'), '旧版 .xls 或加了密码'],
    ['half a workbook', async () => (await sheet(ROWS)).slice(0, 900), '文件损坏'],
    [
      'a formula',
      () =>
        writeXlsx({
          sheets: [{ name: '数据', rows: [HEADINGS, ['城关镇', '甲站', 1]], cells: new Map([['1,2', { formula: '1+1' }]]) }],
        }),
      '文件里有公式（sheet1 的 C2 格）',
    ],
    ['a macro', () => repack(ROWS, { 'xl/vbaProject.bin': 'x' }), '宏'],
    ['a link to another file', () => repack(ROWS, { 'xl/externalLinks/externalLink1.xml': '<x/>' }), '引用或嵌入了别的文件'],
    [
      'an entity',
      () => repack(ROWS, { 'xl/theme/theme1.xml': '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>' }),
      '不该有的定义',
    ],
    ['a bomb', () => repack(ROWS, { 'xl/worksheets/sheet1.xml': 'x' }, 600 * 1024 * 1024), '解开后太大'],
    [
      'a bomb that lies about its size',
      () => repack(ROWS, { 'xl/sharedStrings.xml': Buffer.alloc(1024 * 1024, 32) }, 100),
      '解开后太大',
    ],
  ])('%s', async (_, make, sentence) => {
    expect(await refusal(await make())).toMatch(new RegExp(`^IMPORT_FILE_UNFIT .*${sentence}`))
  })
})

test('lines come with their numbers, below the headings wherever those stand, blank ones left out', async () => {
  const file = await sheet([['2026 年站点一览'], [], HEADINGS, ['城关镇', '甲站', 39.9], [null], ['河西镇', '乙站', 0.1 + 0.2]])
  const read = await receiveSheet(Readable.from([Buffer.from(file)]), sampleImport)
  if (isRefusal(read)) throw new Error(read.detail)
  const lines = []
  for await (const some of read.lines()) lines.push(...some)
  expect(read.headings).toEqual(HEADINGS)
  expect(lines).toEqual([
    { line: 4, cells: ['城关镇', '甲站', '39.9'] },
    { line: 6, cells: ['河西镇', '乙站', '0.3'] },
  ])
})

test('what is sent bit by bit is the same as at once', async () => {
  const file = Buffer.from(`乡镇,站名\n${'城关镇,"甲\n站"\n'.repeat(3_000)}`)
  const [whole, bits] = [
    await receiveSheet(Readable.from([file]), sampleImport),
    await receiveSheet(
      Readable.from([...Array(50).keys()].map((i) => file.subarray((i * file.length) / 50, ((i + 1) * file.length) / 50))),
      sampleImport,
    ),
  ]
  expect(bits).toMatchObject({ rows: 3_000 })
  expect({ ...bits, lines: null }).toEqual({ ...whole, lines: null })
})
