/** Units in which integer facts are kept: hundredths of m², of a point, basis points, fen, days, minutes, years, months. */
export type Unit = 'm²' | 'point' | 'fen' | 'bp' | 'day' | 'minute' | 'year' | 'month'

/** Written unit → unit kept and the factor from one written unit to the integer kept. */
const WRITTEN: Readonly<Record<string, readonly [Unit, number]>> = {
  'm²': ['m²', 100],
  平方米: ['m²', 100],
  分: ['point', 100],
  '%': ['bp', 100],
  元: ['fen', 100],
  万元: ['fen', 1_000_000],
  亿元: ['fen', 10_000_000_000],
  天: ['day', 1],
  日: ['day', 1],
  岁: ['year', 1],
  年: ['year', 1],
  个月: ['month', 1],
  分钟: ['minute', 1],
  小时: ['minute', 60],
}
const DISPLAY: Readonly<Record<Unit, readonly [string, number, number]>> = {
  'm²': ['m²', 100, 2],
  point: ['分', 100, 2],
  bp: ['%', 100, 2],
  fen: ['元', 100, 2],
  day: ['天', 1, 0],
  year: ['年', 1, 0],
  month: ['个月', 1, 0],
  minute: ['分钟', 1, 0],
}

export interface Quantity {
  readonly value: number
  readonly unit: Unit
}

/** `39.9 m²` → 3990 hundredths of m². Undefined when the text is no quantity, its unit unknown, or it is finer than the unit keeps. */
export function parseQuantity(text: string): Quantity | undefined {
  const m = /^(-?)(\d+)(?:\.(\d+))? ?(\S+)$/.exec(text)
  const known = m?.[4] === undefined ? undefined : WRITTEN[m[4]]
  if (!m || !known) return undefined
  const [unit, factor] = known
  const fraction = m[3] ?? ''
  const scaled = BigInt(`${m[2] ?? '0'}${fraction}`) * BigInt(factor)
  const divisor = 10n ** BigInt(fraction.length)
  if (scaled % divisor !== 0n) return undefined
  const value = Number(scaled / divisor)
  return Number.isSafeInteger(value) ? { value: m[1] ? -value : value, unit } : undefined
}

/** A number of a plan as it is shown: `40m²` → `40 m²`, `65.1 %` → `65.1%`; no digit is added or taken away. */
export const shownQuantity = (text: string): string =>
  text.replace(/^(-?[\d.]+) ?(\S+)$/, (_, number: string, unit: string) => (unit === '%' ? `${number}%` : `${number} ${unit}`))

/** The unit as officials write it: hundredths of m² are written in m². */
export const writtenUnit = (unit: Unit): string => DISPLAY[unit][0]

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',')

/** Exact display, never rounded across a bound: 3990 m² → `39.90 m²`, 7200000 fen → `72,000.00 元`, 6510 bp → `65.10%`. */
export function formatQuantity(value: number, unit: Unit | undefined): string {
  if (!unit) return `${value}`
  const [label, factor, decimals] = DISPLAY[unit]
  const whole = Math.trunc(Math.abs(value) / factor)
  const rest = decimals === 0 ? '' : `.${String(Math.abs(value) % factor).padStart(decimals, '0')}`
  const sign = value < 0 ? '-' : ''
  return `${sign}${unit === 'fen' ? grouped(String(whole)) : whole}${rest}${unit === 'bp' ? '' : ' '}${label}`
}
