/** Calendar day in Asia/Shanghai, `YYYY-MM-DD`. Not an instant: never pass it to `new Date()`. */
export type CivilDate = string & { readonly __brand: 'CivilDate' }

const pad = (n: number): string => (n < 10 ? `0${n}` : `${n}`)
const digit = (s: string, at: number): number => s.charCodeAt(at) - 48
const pairAt = (s: string, at: number): number => digit(s, at) * 10 + digit(s, at + 1)
export const yearOf = (d: CivilDate): number => pairAt(d, 0) * 100 + pairAt(d, 2)
export const monthOf = (d: CivilDate): number => pairAt(d, 5)
const dayOf = (d: CivilDate): number => pairAt(d, 8)

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
/** Last day of a month (1–12). */
export const lastDayOfMonth = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31

export const civilDate = (year: number, month: number, day: number): CivilDate =>
  `${year > 999 ? year : String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}` as CivilDate

const isDigit = (code: number): boolean => code >= 48 && code <= 57
const DASH = 45

/** Whether the text is a real day of the calendar. */
export function isCivilDate(text: unknown): text is CivilDate {
  if (typeof text !== 'string' || text.length !== 10 || text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) return false
  for (let i = 0; i < 10; i++) if (i !== 4 && i !== 7 && !isDigit(text.charCodeAt(i))) return false
  const [m, d] = [pairAt(text, 5), pairAt(text, 8)]
  return m >= 1 && m <= 12 && d >= 1 && d <= lastDayOfMonth(yearOf(text as CivilDate), m)
}

/** Days of the Gregorian 400-year cycle, and from 0000-03-01 to 1970-01-01. */
const CYCLE_DAYS = 146_097
const EPOCH = 719_468

/** Day number since 1970-01-01, for arithmetic without time zones; years are counted from March, so that leap days come last. */
export function dayNumber(d: CivilDate): number {
  const m = monthOf(d)
  const y = m > 2 ? yearOf(d) : yearOf(d) - 1
  const dayOfYear = Math.floor((153 * (m > 2 ? m - 3 : m + 9) + 2) / 5) + dayOf(d) - 1
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - EPOCH
}
export function fromDayNumber(n: number): CivilDate {
  const z = n + EPOCH
  const cycle = Math.floor(z / CYCLE_DAYS)
  const dayOfCycle = z - cycle * CYCLE_DAYS
  const yearOfCycle = Math.floor(
    (dayOfCycle - Math.floor(dayOfCycle / 1_460) + Math.floor(dayOfCycle / 36_524) - Math.floor(dayOfCycle / 146_096)) / 365,
  )
  const dayOfYear = dayOfCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100))
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  return civilDate(cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0), month, dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1)
}
export const addDays = (d: CivilDate, days: number): CivilDate => fromDayNumber(dayNumber(d) + days)

/** The matching day `months` later; where that month has no such day, its last day (民法典 202). */
export function addMonths(d: CivilDate, months: number): CivilDate {
  const k = yearOf(d) * 12 + monthOf(d) - 1 + months
  const [year, month] = [Math.floor(k / 12), (k % 12) + 1]
  return civilDate(year, month, Math.min(dayOf(d), lastDayOfMonth(year, month)))
}

export const daysBetween = (from: CivilDate, to: CivilDate): number => dayNumber(to) - dayNumber(from)

/** Whole months from one day to another, 0 when the second is not later; a clamped month end completes the month. */
export function monthsBetween(from: CivilDate, to: CivilDate): number {
  if (to <= from) return 0
  const months = (yearOf(to) - yearOf(from)) * 12 + monthOf(to) - monthOf(from)
  return dayOf(to) >= dayOf(from) || dayOf(to) === lastDayOfMonth(yearOf(to), monthOf(to)) ? months : months - 1
}

/** Completed years of age on a day; born on 29 February completes the year on 28 February of a common year. */
export const yearsBetween = (from: CivilDate, to: CivilDate): number => Math.floor(monthsBetween(from, to) / 12)
