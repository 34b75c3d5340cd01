import { hasUnseen } from '../kernel/unseen.ts'
import { isCivilDate } from '../kernel/civil-date.ts'
import { parseQuantity } from '../kernel/quantity.ts'
import { CLEARED, type ImportColumn } from './import-definition.ts'
import type { Choice, ListValue } from './list-definition.ts'

/** What a cell says; undefined where it is empty, null where it says that there is none. */
export type CellRead = { readonly value: ListValue | undefined } | { readonly fault: string }

const MOST_CHARS = 200
const MOST_INT = 2 ** 31 - 1
const YES = new Set(['是', '有', '√', '✓', 'y', 'yes', 'true', '1'])
const NO = new Set(['否', '无', '没有', '×', 'x', 'n', 'no', 'false', '0'])

/** Reads one cell as its column wants it; a sentence says what is wrong and what would be right. */
export function readCell(column: ImportColumn, cell: string | undefined, choices: readonly Choice[] = []): CellRead {
  const text = (cell ?? '').trim()
  if (text === '') return column.isRequired ? { fault: '不能空着' } : { value: undefined }
  if (text.startsWith('=')) return { fault: '以“=”开头，像公式，请改成文字或数值' }
  const half = text.normalize('NFKC').trim()
  if (half.replace(/^\((.*)\)$/, '$1') === CLEARED) return column.isRequired ? { fault: '必填，不能清空' } : { value: null }
  switch (column.kind) {
    case 'text':
      return textOf(column, text)
    case 'int':
      return within(
        column,
        /^[-+]?\d{1,3}(,\d{3})*$|^[-+]?\d+$/.test(half) ? Number(half.replaceAll(',', '')) : undefined,
        1,
        '整数',
      )
    case 'area':
      return within(column, areaOf(half), 100, '平方米数，最多两位小数')
    case 'date': {
      const day = dayOf(half)
      return day === undefined ? { fault: `“${shorten(text)}”不是日期，请写成 ${column.example}` } : { value: day }
    }
    case 'bool': {
      const word = half.toLowerCase()
      return YES.has(word) ? { value: true } : NO.has(word) ? { value: false } : { fault: `“${shorten(text)}”请改为“是”或“否”` }
    }
    case 'code':
      return choiceOf(text, half, column.choices ?? choices)
  }
}

function textOf({ minLength = 0, maxLength = MOST_CHARS }: ImportColumn, text: string): CellRead {
  if (text.length < minLength) return { fault: `太短：至少 ${minLength} 个字` }
  if (text.length > maxLength) return { fault: `太长：${text.length} 个字，最多 ${maxLength} 个` }
  return hasUnseen(text) ? { fault: '含有换行或看不见的字符，请删掉' } : { value: text }
}

function within({ min, max, example }: ImportColumn, value: number | undefined, factor: number, wanted: string): CellRead {
  if (value === undefined || Math.abs(value) > MOST_INT) return { fault: `要填${wanted}，如 ${example}` }
  if (min !== undefined && value < min) return { fault: `不能小于 ${min / factor}` }
  if (max !== undefined && value > max) return { fault: `不能大于 ${max / factor}` }
  return { value }
}

const areaOf = (text: string): number | undefined =>
  parseQuantity(
    `${text
      .replace(/(平方米|m2|m²)$/i, '')
      .trim()
      .replaceAll(',', '')} m²`,
  )?.value

function dayOf(text: string): string | undefined {
  const [, year = '', month = '', day = ''] =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ??
    /^(\d{4})年(\d{1,2})月(\d{1,2})日$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ??
    []
  const full = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isCivilDate(full) ? full : undefined
}

interface ChoiceIndex {
  readonly byLabel: ReadonlyMap<string, readonly Choice[]>
  readonly byValue: ReadonlyMap<string, Choice>
}

/** A hundred thousand cells are looked up among tens of thousands of choices: each list is indexed once. */
const indexes = new WeakMap<readonly Choice[], ChoiceIndex>()
function indexOf(choices: readonly Choice[]): ChoiceIndex {
  const known = indexes.get(choices)
  if (known) return known
  const byLabel = new Map<string, Choice[]>()
  for (const choice of choices) {
    const label = choice.label.normalize('NFKC').trim()
    const named = byLabel.get(label)
    if (named) named.push(choice)
    else byLabel.set(label, [choice])
  }
  const index = { byLabel, byValue: new Map(choices.map((choice) => [choice.value, choice])) }
  indexes.set(choices, index)
  return index
}

const MOST_NAMED = 6
function choiceOf(text: string, half: string, choices: readonly Choice[]): CellRead {
  const { byLabel, byValue } = indexOf(choices)
  const named = byLabel.get(half) ?? []
  const [only] = named
  if (only && named.length === 1) return { value: only.value }
  if (named.length > 1) return { fault: `“${shorten(text)}”不止一个，请改填代码：${named.map(({ value }) => value).join('、')}` }
  const coded = byValue.get(half)
  if (coded) return { value: coded.value }
  const alike = choices.filter(({ label }) => label.startsWith(`${half}（`))
  if (alike[0] && alike.length === 1) return { value: alike[0].value }
  if (alike.length > 0)
    return {
      fault: `“${shorten(text)}”不止一个，请写成：${alike
        .map(({ label }) => label)
        .slice(0, MOST_NAMED)
        .join('、')}`,
    }
  const some = choices.slice(0, MOST_NAMED).map(({ label }) => label)
  return {
    fault:
      choices.length === 0
        ? `“${shorten(text)}”对不上：这里还没有可选的项`
        : `没有“${shorten(text)}”，可填：${some.join('、')}${choices.length > MOST_NAMED ? ` 等 ${choices.length} 项，见模板的下拉` : ''}`,
  }
}

const shorten = (text: string): string => (text.length > 20 ? `${text.slice(0, 20)}…` : text)
