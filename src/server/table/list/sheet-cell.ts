import { showValue, type ListColumn, type ListValue } from '#domain/table/index.ts'
import type { Cell, SheetColumn } from './write-sheet.ts'

const WIDTH: { readonly [K in ListColumn['kind']]: number } = { text: 24, int: 10, area: 14, date: 13, code: 18, bool: 8 }
const FORMAT: { readonly [K in ListColumn['kind']]?: string } = { area: '0.00', date: 'yyyy-mm-dd' }

/** A column of a spreadsheet: figures say their unit in the head, so that the cells can be summed. */
export const sheetColumn = ({ kind, title }: ListColumn): SheetColumn => ({
  title: kind === 'area' ? `${title}（平方米）` : title,
  width: WIDTH[kind],
  ...(FORMAT[kind] !== undefined && { format: FORMAT[kind] }),
})

/** A value as a spreadsheet's cell: figures as figures, days as days, the rest as people read it. */
export function sheetCell(column: ListColumn, value: ListValue, labels?: Readonly<Record<string, string>>): Cell {
  if (value === null) return null
  if (column.kind === 'int') return Number(value)
  if (column.kind === 'area') return Number(value) / 100
  if (column.kind === 'date') return new Date(`${String(value)}T00:00:00Z`)
  return showValue(column, value, labels)
}
