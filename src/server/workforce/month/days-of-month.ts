import { lastDayOfMonth } from '#domain/kernel/civil-date.ts'

/** First and last day of a month written `YYYY-MM`, and how many it has. */
export function daysOfMonth(month: string): { readonly from: string; readonly to: string; readonly count: number } {
  const count = lastDayOfMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7)))
  return { from: `${month}-01`, to: `${month}-${count}`, count }
}
