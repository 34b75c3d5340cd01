import { addDays, addMonths, civilDate, dayNumber, monthOf, yearOf, type CivilDate } from './civil-date.ts'

export type PeriodKind = 'week' | 'month' | 'quarter' | 'half-year' | 'year'

/** A calendar period, half-open: `from` belongs to it, `next` is the first day of the one after. Weeks start on Monday. */
export interface CivilPeriod {
  readonly kind: PeriodKind
  readonly from: CivilDate
  readonly next: CivilDate
}

const MONTHS: Record<Exclude<PeriodKind, 'week'>, number> = { month: 1, quarter: 3, 'half-year': 6, year: 12 }

/** The period of this kind that a day lies in. */
export function periodOf(kind: PeriodKind, day: CivilDate): CivilPeriod {
  if (kind === 'week') {
    const from = addDays(day, -((((dayNumber(day) + 3) % 7) + 7) % 7))
    return { kind, from, next: addDays(from, 7) }
  }
  const length = MONTHS[kind]
  const from = civilDate(yearOf(day), monthOf(day) - ((monthOf(day) - 1) % length), 1)
  return { kind, from, next: addMonths(from, length) }
}
export const lastDayOf = (p: CivilPeriod): CivilDate => addDays(p.next, -1)
export const previousPeriod = (p: CivilPeriod): CivilPeriod => periodOf(p.kind, addDays(p.from, -1))
/** Whether a day, or a month written `YYYY-MM`, lies in a period; of months only the first seven characters count. */
export const liesIn = (p: CivilPeriod, at: string): boolean =>
  at.length === 7 ? at < p.next && !p.next.startsWith(at) && (at > p.from || p.from.startsWith(at)) : at < p.next && at >= p.from
