import { addDays, addMonths, civilDate, isCivilDate, type CivilDate } from '../kernel/civil-date.ts'
import { formatQuantity, parseQuantity } from '../kernel/quantity.ts'
import type { ListColumn } from './list-definition.ts'

/** What one column must be like for a row to be shown. Bounds of a range count in. */
export type Condition = { readonly column: string } & (
  | { readonly test: 'contains'; readonly text: string }
  | { readonly test: 'one-of'; readonly values: readonly string[] }
  | { readonly test: 'below'; readonly codes: readonly string[] }
  | { readonly test: 'range'; readonly from: number | string | undefined; readonly to: number | string | undefined }
  | { readonly test: 'is'; readonly value: boolean }
  | { readonly test: 'absent' }
)

/** Written for a column that must be empty. */
export const ABSENT = '(none)'
const MOST_CODES = 50

/**
 * Reads the condition on one column as it stands in an address: `城关` · `40..60` · `2026-03..` · `a,b` · `yes` · `(none)`.
 * A sentence says what is wrong with it.
 */
export function readCondition(column: ListColumn, text: string): Condition | string {
  const { key, kind, title } = column
  if (text === ABSENT) return { column: key, test: 'absent' }
  switch (kind) {
    case 'text':
      return { column: key, test: 'contains', text }
    case 'bool':
      return text === 'yes' || text === 'no' ? { column: key, test: 'is', value: text === 'yes' } : `「${title}」只能是“是”或“否”`
    case 'code':
      return codesOf(column, text)
    case 'int':
    case 'area':
    case 'date':
      return rangeOf(column, text)
  }
}

function codesOf({ key, title, choices, isTree }: ListColumn, text: string): Condition | string {
  const codes = text.split(',').filter((code) => code !== '')
  if (codes.length === 0 || codes.length > MOST_CODES) return `「${title}」要选 1 至 ${MOST_CODES} 项`
  const unknown = choices && codes.find((code) => !choices.some(({ value }) => value === code))
  if (unknown !== undefined) return `「${title}」没有这一项：${unknown}`
  return isTree ? { column: key, test: 'below', codes } : { column: key, test: 'one-of', values: codes }
}

function rangeOf({ key, kind, title }: ListColumn, text: string): Condition | string {
  const parts = text.split('..')
  if (parts.length > 2) return `「${title}」写作“起..止”`
  const [from = '', to = from] = parts
  const read = BOUNDS[kind as keyof typeof BOUNDS]
  const [low, high] = [read.low(from), read.high(to)]
  if ((from !== '' && low === undefined) || (to !== '' && high === undefined) || (from === '' && to === ''))
    return `「${title}」${read.example}`
  if (low !== undefined && high !== undefined && low > high) return `「${title}」的起点在止点之后`
  return { column: key, test: 'range', from: low, to: high }
}

const MOST_INT = 2 ** 31 - 1
const wholeOf = (text: string): number | undefined =>
  /^-?\d{1,10}$/.test(text) && Math.abs(Number(text)) <= MOST_INT ? Number(text) : undefined
const areaOf = (text: string): number | undefined => {
  const read = /^\d+(\.\d+)?$/.test(text) ? parseQuantity(`${text} m²`)?.value : undefined
  return read !== undefined && read <= MOST_INT ? read : undefined
}
const firstDay = (text: string): CivilDate | undefined => {
  const [year = '', month = '01', day = '01'] = text.split('-')
  const full = `${year}-${month}-${day}`
  return isCivilDate(full) ? full : undefined
}
const lastDay = (text: string): CivilDate | undefined => {
  const first = firstDay(text)
  if (first === undefined || text.length > 7) return first
  return addDays(addMonths(civilDate(Number(first.slice(0, 4)), Number(first.slice(5, 7)), 1), text.length === 4 ? 12 : 1), -1)
}
const BOUNDS = {
  int: { low: wholeOf, high: wholeOf, example: '要填整数或范围，如 3 或 3..6' },
  area: { low: areaOf, high: areaOf, example: '要填平方米数或范围，最多两位小数，如 40 或 40..60' },
  date: { low: firstDay, high: lastDay, example: '要填日期或范围，如 2026-03 或 2026-01-01..2026-06-30' },
} as const

/** The condition in words: for the head of a spreadsheet and the chips above a list. `labelOf` names codes. */
export function conditionInWords(column: ListColumn, condition: Condition, labelOf: (code: string) => string): string {
  const { title, kind } = column
  const shown = (bound: number | string): string => (kind === 'area' ? formatQuantity(Number(bound), 'm²') : String(bound))
  switch (condition.test) {
    case 'absent':
      return `${title}未填`
    case 'contains':
      return `${title}含“${condition.text}”`
    case 'is':
      return `${title}：${condition.value ? '是' : '否'}`
    case 'one-of':
      return `${title}：${condition.values.map(labelOf).join('、')}`
    case 'below':
      return `${title}：${condition.codes.map(labelOf).join('、')}（含下级）`
    case 'range': {
      const { from, to } = condition
      if (from === to) return `${title}：${shown(from ?? '')}`
      if (from === undefined) return kind === 'date' ? `${title}至 ${to} 止` : `${title}不超过 ${shown(to ?? '')}`
      if (to === undefined) return kind === 'date' ? `${title}自 ${from} 起` : `${title}不低于 ${shown(from)}`
      return `${title}：${shown(from)} 至 ${shown(to)}`
    }
  }
}
