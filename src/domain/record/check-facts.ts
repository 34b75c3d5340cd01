import { isCivilDate } from '../kernel/civil-date.ts'
import { isId } from '../kernel/id.ts'
import { hasUnseen } from '../kernel/unseen.ts'
import type { Catalogue, FactDef, RowsDef } from '../scheme/index.ts'

/** Facts of one record as they come in: scalars, lists and plain rows by the names of the catalogue. */
export type FactsDraft = Readonly<Record<string, unknown>>

/** One thing wrong with a fact: where it stands (`premises.2.areaM2`) and what to do, 中文. */
export interface FactFault {
  readonly path: string
  readonly message: string
}

const MOST_ROWS = 500
/** Most characters of a text that has no bound of its own. */
export const LONGEST_TEXT = 2000
/** A square kilometre, in hundredths of a square metre: more is a slip of the pen. */
const LARGEST_AREA = 100_000_000
const CODE = /^[a-zA-Z0-9][\w.-]{0,79}$/
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

const listOf =
  (isOne: (x: unknown) => boolean) =>
  (x: unknown): boolean =>
    Array.isArray(x) && x.length <= MOST_ROWS && x.every(isOne)
const isText = (x: unknown): x is string => typeof x === 'string' && x.length <= LONGEST_TEXT
const isCode = (x: unknown): boolean => isText(x) && CODE.test(x)
const isKey = (x: unknown): boolean => isText(x) && (isId(x) || CODE.test(x))
const isYear = (x: unknown): boolean => typeof x === 'number' && Number.isInteger(x) && x >= 1900 && x <= 2200

/** How a value of each type is written, and what to say when it is not. */
const TYPES: { readonly [T in FactDef['type']]: readonly [fits: (x: unknown, def: FactDef) => boolean, say: string] } = {
  int: [(x) => typeof x === 'number' && Number.isSafeInteger(x) && x >= 0, '应为不小于零的数'],
  bool: [(x) => typeof x === 'boolean', '应为是或否'],
  code: [isCode, '应从列出的选项中选'],
  codes: [listOf(isCode), '应从列出的选项中选'],
  text: [isText, '应为文字'],
  date: [(x) => typeof x === 'string' && isCivilDate(x), '应为日期，如 2026-01-05'],
  month: [(x) => typeof x === 'string' && MONTH.test(x), '应为月份，如 2026-01'],
  instant: [(x) => typeof x === 'string' && INSTANT.test(x), '应为日期和时刻'],
  id: [isKey, '应从列出的对象中选'],
  ids: [listOf(isKey), '应从列出的对象中选'],
  ordinal: [(x, { levels }) => typeof x === 'string' && (levels?.includes(x) ?? false), '应从列出的级别中选'],
  year: [isYear, '应为四位年份'],
  years: [listOf(isYear), '应为四位年份'],
}

/**
 * What is wrong with the facts of a record of `subject`: names the catalogue does not know, values that are not of the fact's
 * type, facts that nobody enters because they are derived. `null` says that there is none and is always a value.
 * The catalogue is that of the plans in force, with the facts they coin.
 */
export function checkFacts(catalogue: Catalogue, subject: string, facts: FactsDraft): readonly FactFault[] {
  const def = catalogue[subject]
  if (!def) return [{ path: '', message: '没有这类档案' }]
  return Object.entries(facts).flatMap(([name, value]): readonly FactFault[] => {
    const fact = def.facts[name]
    if (fact?.origin === 'derived') return [{ path: name, message: `${fact.label}由系统得出，不能填写` }]
    // what a record is called is never none: lists and papers name it by that
    if (fact && name === 'name' && isBlank(value)) return [{ path: name, message: `${fact.label}不能空着` }]
    if (fact) return checkOne(name, value, fact)
    const rows = def.rows[name]
    if (rows?.fields) return checkRows(name, value, rows)
    return [{ path: name, message: '没有这一项' }]
  })
}

const isBlank = (value: unknown): boolean => value === null || (typeof value === 'string' && value.trim() === '')

const checkOne = (path: string, value: unknown, def: FactDef): readonly FactFault[] => {
  if (value === null) return []
  if (def.unit === 'm²' && typeof value === 'number' && value > LARGEST_AREA)
    return [{ path, message: `${def.label}太大，最多 ${LARGEST_AREA / 100} 平方米` }]
  if (def.type === 'text' && typeof value === 'string') {
    const most = def.longest ?? LONGEST_TEXT
    if (value.length > most) return [{ path, message: `${def.label}太长：${value.length} 个字，最多 ${most} 个` }]
    if (hasUnseen(value, def.longest === undefined)) return [{ path, message: `${def.label}含有看不见的字符，请删掉` }]
  }
  const [fits, say] = TYPES[def.type]
  return fits(value, def) ? [] : [{ path, message: `${def.label}${say}` }]
}

function checkRows(name: string, value: unknown, { label, origin, fields = {}, during }: RowsDef): readonly FactFault[] {
  if (origin === 'derived') return [{ path: name, message: `${label}由系统得出，不能填写` }]
  if (value === null) return []
  if (!Array.isArray(value)) return [{ path: name, message: `${label}应为若干行` }]
  if (value.length > MOST_ROWS) return [{ path: name, message: `${label}不能超过 ${MOST_ROWS} 行` }]
  return value.flatMap((row: unknown, i): readonly FactFault[] => {
    const at = `${name}.${i}`
    if (typeof row !== 'object' || row === null || Array.isArray(row))
      return [{ path: at, message: `${label}第 ${i + 1} 行不完整` }]
    const filled = row as FactsDraft
    const faults = Object.entries(filled).flatMap(([field, x]) => {
      const def = fields[field]
      return def ? checkOne(`${at}.${field}`, x, def) : [{ path: `${at}.${field}`, message: `${label}没有这一项` }]
    })
    return [...faults, ...checkSpan(at, filled, label, during)]
  })
}

function checkSpan(at: string, row: FactsDraft, label: string, during: RowsDef['during']): readonly FactFault[] {
  if (!during) return []
  const [from, to] = [row[during[0]], row[during[1]]]
  return typeof from === 'string' && typeof to === 'string' && to < from
    ? [{ path: `${at}.${during[1]}`, message: `${label}的止日早于起日` }]
    : []
}
