import chineseDays from 'chinese-days'
import { addDays, dayNumber, fromDayNumber, yearOf, type CivilDate } from './civil-date.ts'

/** Last year whose holidays have been published and are known here; later ones are estimated from weekends and fixed days. */
export const LAST_PUBLISHED_YEAR = 2026

/** Working days with the State Council's holidays and make-up days; `extra` overrides single days (an editable table). */
export interface WorkCalendar {
  readonly extra: ReadonlyMap<CivilDate, 'holiday' | 'workday'>
}
export const publishedCalendar: WorkCalendar = { extra: new Map() }

/** The published calendar never changes while the program runs: each day is looked up once. */
const looked = new Map<CivilDate, boolean>()
function isPublishedWorkday(day: CivilDate): boolean {
  const known = looked.get(day)
  if (known !== undefined) return known
  const found = chineseDays.isWorkday(day)
  looked.set(day, found)
  return found
}

export function isWorkday(day: CivilDate, calendar: WorkCalendar = publishedCalendar): boolean {
  const own = calendar.extra.size === 0 ? undefined : calendar.extra.get(day)
  return own ? own === 'workday' : isPublishedWorkday(day)
}

/** Whether the holidays of that day's year are not yet published, so that the answer is an estimate. */
export const isEstimated = (day: CivilDate): boolean => yearOf(day) > LAST_PUBLISHED_YEAR

/** A last day on a holiday or weekend moves to the next working day (民法典 203). */
export function moveOffHoliday(day: CivilDate, calendar: WorkCalendar = publishedCalendar): CivilDate {
  let d = day
  while (!isWorkday(d, calendar)) d = addDays(d, 1)
  return d
}

/** The day `count` working days after `day`, which itself is not counted. */
export function addWorkingDays(day: CivilDate, count: number, calendar: WorkCalendar = publishedCalendar): CivilDate {
  let d = day
  for (let left = count; left > 0;) {
    d = addDays(d, 1)
    if (isWorkday(d, calendar)) left--
  }
  return d
}

const FIRST = dayNumber('2000-01-01' as CivilDate)
const LAST = dayNumber('2100-01-01' as CivilDate)
/** By the number of days since the first one: how many of these were working days. Grows as far as anybody asks. */
const passed: number[] = [0]

function workingDaysUntil(day: CivilDate): number {
  const n = Math.min(Math.max(dayNumber(day), FIRST), LAST) - FIRST
  for (let i = passed.length; i <= n; i++)
    passed.push((passed[i - 1] ?? 0) + (isPublishedWorkday(fromDayNumber(FIRST + i)) ? 1 : 0))
  return passed[n] ?? 0
}

/** Working days after `from`, up to and with `to`; negative when `to` lies before. What lies outside of this century does not count. */
export const workingDaysTo = (from: CivilDate, to: CivilDate): number => workingDaysUntil(to) - workingDaysUntil(from)
