const DAY = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/
const MONTH = /^(\d{4})[-/.年](\d{1,2})月?$/
const COMPACT = /^(\d{4})(\d{2})(\d{2})?$/

/** Digits and dashes as the Chinese keyboard also writes them. */
const toPlain = (text: string): string => text.normalize('NFKC').replaceAll(/[–—−]/g, '-').replaceAll(/\s/g, '')

/** The day or the month people mean: 2026-1-5, 2026/1/5, 2026年1月5日, 20260105, in full-width digits too. */
export function readDay(text: string, unit: 'day' | 'month' = 'day'): string | undefined {
  const plain = toPlain(text)
  const found = (unit === 'day' ? DAY : MONTH).exec(plain) ?? COMPACT.exec(plain)
  if (!found) return undefined
  const [, year = '', month = '', day] = found
  if ((day === undefined) !== (unit === 'month')) return undefined
  const [m, d] = [Number(month), Number(day ?? 1)]
  // the zeroth day of the next month is the last of this one
  if (m < 1 || m > 12 || d < 1 || d > new Date(Date.UTC(Number(year), m, 0)).getUTCDate()) return undefined
  const two = (n: number): string => String(n).padStart(2, '0')
  return unit === 'day' ? `${year}-${two(m)}-${two(d)}` : `${year}-${two(m)}`
}
