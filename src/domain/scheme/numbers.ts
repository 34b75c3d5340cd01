import { addDays, isCivilDate } from '../kernel/civil-date.ts'
import { parseQuantity } from '../kernel/quantity.ts'
import type { Path } from './issue.ts'

export interface Found {
  readonly path: Path
  readonly value: string | number
}

const TEXT_KEYS = new Set([
  'label',
  'text',
  'ref',
  'note',
  'why',
  'title',
  'shortTitle',
  'id',
  'cites',
  'clauses',
  'remainder',
  'version',
  'docNo',
  'issuer',
  'parameters',
  'roles',
  'fields',
  'entryTypes',
  'divisions',
  'golden',
])

/** Dates of the document itself, or of an overlay, decide which version applies, not what it says. */
const HEAD_DATES = new Set(['validFrom', 'validTo', 'issuedOn'])

const isHead = (path: Path): boolean => path.length === 0 || (path.length === 2 && path[0] === 'overlays')

/** The neighbours of a number in its smallest step: a count by 1, a quantity by its last kept place, a day by one day. */
export function neighbours(value: unknown): (string | number)[] {
  if (typeof value === 'number') return value === 0 ? [1] : [value - 1, value + 1]
  if (typeof value !== 'string') return []
  if (isCivilDate(value)) return [addDays(value, -1), addDays(value, 1)]
  const q = parseQuantity(value)
  const unit = /\S+$/.exec(value.replace(/^-?\d+(\.\d+)? ?/, ''))?.[0]
  if (!q || unit === undefined) return []
  const kept = parseQuantity(`1 ${unit}`)?.value ?? 1
  const decimals = String(kept).length - 1
  const written = (n: number): string => {
    const digits = String(Math.abs(n)).padStart(decimals + 1, '0')
    const text =
      decimals === 0 || kept === 60
        ? `${n / kept}`
        : `${n < 0 ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
    return `${text} ${unit}`
  }
  const step = kept === 60 ? 60 : 1
  return [q.value - step, q.value + step].filter((n) => q.value <= 0 || n >= 0).map(written)
}

/** Every number, quantity and day inside a value, with its path; text and names are passed over. */
export function numbersIn(value: unknown, path: Path, out: Found[]): void {
  if (Array.isArray(value)) value.forEach((v, i) => numbersIn(v, [...path, i], out))
  else if (typeof value === 'object' && value !== null) {
    for (const [k, v] of Object.entries(value))
      if (!TEXT_KEYS.has(k) && !(isHead(path) && HEAD_DATES.has(k))) numbersIn(v, [...path, k], out)
  } else if (neighbours(value).length > 0) out.push({ path, value: value as string | number })
}

/** A copy with one value put in the place of another. */
export function replaced<V>(value: V, path: Path, to: string | number): V {
  const [head, ...rest] = path
  if (head === undefined) return to as V
  if (Array.isArray(value)) return value.map((v: unknown, i) => (i === head ? replaced(v, rest, to) : v)) as V
  return { ...value, [head]: replaced((value as Record<string, unknown>)[head], rest, to) }
}
