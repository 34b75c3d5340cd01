import { streamCsvRows } from 'hucre/csv'
import { streamXlsxRows } from 'hucre/xlsx'
import { isIdNumber } from '#domain/kernel/id-number.ts'
import { FileUnfit } from './import-fault.ts'
import { inspectWorkbook } from './inspect-workbook.ts'
import type { Spool } from '../spool.ts'

/** One line of a spreadsheet: its number as the sheet counts, and its cells as text. */
export interface SheetLine {
  readonly line: number
  readonly cells: readonly string[]
}

const MOST_COLUMNS = 200
const MOST_CHARS = 1_000
const [ZIP, OLE] = [0x04034b50, 0xe011cfd0]

/** The lines of a file that hold anything, whatever it is: .xlsx, or .csv as UTF-8 or GB18030. @throws FileUnfit */
export async function* readLines(spool: Spool): AsyncGenerator<SheetLine> {
  if (spool.size() < 4) throw new FileUnfit('文件是空的')
  const bytes = Buffer.alloc(spool.size())
  await spool.handle.read(bytes, 0, bytes.length, 0)
  const first = bytes.readUInt32LE(0)
  if (first === OLE) throw new FileUnfit('这是旧版 .xls 或加了密码的文件，请另存为 .xlsx（不加密码）再上传')
  const rows = first === ZIP ? xlsxRows(spool, bytes) : csvRows(bytes)
  try {
    for await (const { index, values } of rows) {
      if (values.length > MOST_COLUMNS) throw new FileUnfit(`第 ${index + 1} 行有 ${values.length} 列，最多 ${MOST_COLUMNS} 列`)
      const cells = values.map(textOf)
      if (cells.some((cell) => cell !== '')) yield { line: index + 1, cells }
    }
  } catch (error) {
    if (error instanceof FileUnfit) throw error
    throw new FileUnfit('文件损坏，读不出来；请用 Excel 或 WPS 重新保存后再上传')
  }
}

interface RawRow {
  readonly index: number
  readonly values: readonly unknown[]
}

async function* xlsxRows(spool: Spool, bytes: Buffer): AsyncGenerator<RawRow> {
  await inspectWorkbook(spool)
  for await (const row of streamXlsxRows(bytes)) yield row
}

async function* csvRows(bytes: Buffer): AsyncGenerator<RawRow> {
  const text = decode(bytes)
  if (text.includes('\u0000')) throw new FileUnfit('这不是表格文件：请上传 .xlsx，或 UTF-8、GB18030 编码的 .csv')
  let index = 0
  for (const values of streamCsvRows(text)) yield { index: index++, values }
}

function decode(bytes: Buffer): string {
  for (const encoding of ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // the next one, then
    }
  throw new FileUnfit('看不出这个 .csv 的编码：请另存为“CSV UTF-8”再上传')
}

const DIGITS = 15
/** A cell as text; a number that tells a person apart is not taken in, wherever it stands. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value === 'boolean') return value ? '是' : '否'
  // 39.9 is stored as 39.899999999999999 by some programs
  const text = typeof value === 'number' ? String(Number(value.toPrecision(DIGITS))) : (value as string).trim()
  return isIdNumber(text.toUpperCase()) ? '（证件号不在此导入）' : text.slice(0, MOST_CHARS)
}
