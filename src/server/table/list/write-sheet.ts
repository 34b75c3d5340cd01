import type { ColumnDef } from 'hucre'
import { writeXlsxStream } from 'hucre/xlsx'
import { openSpool, type Spool } from '../spool.ts'

export type Cell = string | number | boolean | Date | null

export interface SheetColumn {
  readonly title: string
  /** In characters. */
  readonly width: number
  readonly format?: string
}

export interface Sheet {
  readonly name: string
  /** Lines above the heads of the columns. */
  readonly head: readonly (readonly string[])[]
  readonly columns: readonly SheetColumn[]
  readonly rows: AsyncIterable<readonly Cell[]>
  readonly foot?: readonly string[]
}

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Excel's longest cell. */
const MOST_CHARS = 32_767
const ROWS_PER_BREATH = 500

/**
 * Writes one sheet into a nameless file, row by row: memory does not grow with the rows. Text stays text, whatever it begins
 * with: it is stored as an inline string, which no spreadsheet runs, and what XML cannot hold is left out.
 */
export async function writeSheet(sheet: Sheet): Promise<Spool> {
  const spool = await openSpool()
  try {
    const columns: ColumnDef[] = sheet.columns.map(({ width, format }) => ({
      width,
      ...(format !== undefined && { numFmt: format }),
    }))
    const frozen = { rows: sheet.head.length + 1 }
    const bytes = writeXlsxStream(linesOf(sheet), { name: sheet.name, columns, freezePane: frozen })
    for await (const chunk of bytes as unknown as AsyncIterable<Uint8Array>) await spool.write(chunk)
    return spool
  } catch (error) {
    await spool.close()
    throw error
  }
}

async function* linesOf({ head, columns, rows, foot }: Sheet): AsyncGenerator<Cell[]> {
  for (const line of head) yield line.map(clean)
  yield columns.map(({ title }) => clean(title))
  let written = 0
  for await (const row of rows) {
    // a sheet of a hundred thousand rows must not keep everybody else waiting
    if (++written % ROWS_PER_BREATH === 0) await new Promise((resolve) => setImmediate(resolve))
    yield row.map(clean)
  }
  if (foot) yield foot.map(clean)
}

const UNFIT = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]|\p{Cs}/gu

const clean = <C extends Cell>(cell: C): C =>
  (typeof cell === 'string' ? cell.replace(UNFIT, '').slice(0, MOST_CHARS) : cell) as C
