import { addDays, dayNumber, daysBetween, isCivilDate, type CivilDate } from '../kernel/civil-date.ts'
import type { EntitySource } from '../scheme/index.ts'

export interface HeldSpan {
  readonly from: CivilDate
  /** The last day in the seat; undefined while somebody sits there. */
  readonly to: CivilDate | undefined
}

export interface Vacancy {
  readonly from: CivilDate
  readonly to: CivilDate
  readonly days: number
}

/** The stretches in which nobody of the spans was there, from one day to another, both counted. */
export function vacanciesOf(spans: readonly HeldSpan[], from: CivilDate, until: CivilDate): readonly Vacancy[] {
  const found: Vacancy[] = []
  let free = from
  for (const span of spans.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    if (span.from > until) break
    if (span.from > free) found.push(vacancy(free, addDays(span.from, -1)))
    const next = span.to === undefined ? addDays(until, 1) : addDays(span.to, 1)
    if (next > free) free = next
  }
  if (free <= until) found.push(vacancy(free, until))
  return found
}

const vacancy = (from: CivilDate, to: CivilDate): Vacancy => ({ from, to, days: dayNumber(to) - dayNumber(from) + 1 })

/** Days without anybody: how long a station had nobody full-time. Who left one of several seats leaves none of these. */
export const vacantDays = (vacancies: readonly Vacancy[]): number => vacancies.reduce((sum, { days }) => sum + days, 0)

type Facts = EntitySource['facts']

/**
 * Days since a seat was left and not filled again, as a rule of a plan may ask of a station today: the longest of them, 0 while every seat is taken; undefined
 * where no posting says from when to when it runs. Whoever starts in a seat after somebody left it takes it over; the day of
 * leaving itself is not empty.
 */
export function vacancyDaysOf(postings: readonly Facts[], day: CivilDate): number | undefined {
  const spans = postings.flatMap(({ seatCode, startOn, endOn }) =>
    isCivilDate(startOn) && startOn <= day && (endOn === null || isCivilDate(endOn)) ? [{ seatCode, startOn, endOn }] : [],
  )
  if (spans.length === 0 || spans.length < postings.filter(({ startOn }) => !isCivilDate(startOn) || startOn <= day).length)
    return undefined
  const left = spans
    .filter((span): span is typeof span & { endOn: CivilDate } => span.endOn !== null && span.endOn < day)
    .toSorted((a, b) => (a.endOn < b.endOn ? -1 : 1))
  const taken = new Set<object>()
  let most = 0
  for (const { seatCode, startOn, endOn } of left) {
    const next = spans
      .filter((one) => one.seatCode === seatCode && one.startOn > startOn && one.startOn >= endOn && !taken.has(one))
      .toSorted((a, b) => (a.startOn < b.startOn ? -1 : 1))[0]
    if (next) taken.add(next)
    else most = Math.max(most, daysBetween(endOn, day))
  }
  return most
}
