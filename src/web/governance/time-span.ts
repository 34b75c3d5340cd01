import { daysFrom } from '#web/kernel/day-words.ts'

/** First and last day that a picture of time has to hold. */
export interface Span {
  readonly from: string
  readonly to: string
}

/** The stretch that holds every given day and the one that is looked from. */
export function spanOf(stretches: readonly { readonly from: string | null; readonly to: string | null }[], asOf: string): Span {
  const days = [asOf, ...stretches.flatMap(({ from, to }) => [from, to].filter((day) => day !== null))].toSorted()
  return { from: days[0] ?? asOf, to: days.at(-1) ?? asOf }
}

/** Where a day stands in it, in hundredths of its length, one decimal. */
export function spotOf({ from, to }: Span, day: string): number {
  const length = daysFrom(from, to)
  return length === 0 ? 0 : Math.round((daysFrom(from, day) / length) * 1000) / 10
}
