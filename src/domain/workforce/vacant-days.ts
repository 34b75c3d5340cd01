import { addDays, dayNumber, type CivilDate } from '../kernel/civil-date.ts'

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

/** The stretches in which nobody held a seat, from one day to another, both counted. */
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

export const vacantDays = (vacancies: readonly Vacancy[]): number => vacancies.reduce((sum, { days }) => sum + days, 0)
