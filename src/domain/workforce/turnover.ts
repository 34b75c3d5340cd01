import { addDays, dayNumber, type CivilDate } from '../kernel/civil-date.ts'

/** One person in one seat, from a day to a last day; undefined while the seat is held. */
export interface HeldPosting {
  readonly id: string
  readonly personId: string
  readonly from: CivilDate
  readonly to: CivilDate | undefined
}

/** How the mean headcount is taken: of the first and the last day, or of every day. */
export const MEANS = ['ends', 'daily'] as const
export type Mean = (typeof MEANS)[number]

export interface Turnover<P extends HeldPosting = HeldPosting> {
  /** People there on the first day. */
  readonly opening: number
  /** People who are still there after the last day. */
  readonly closing: number
  /** Days of people there, over all days. */
  readonly personDays: number
  readonly days: number
  /** The last posting of each stay that ended, the earliest first. */
  readonly leavers: readonly P[]
  /** Leavers by mean headcount, in hundredths of a per cent; undefined where nobody was there. */
  readonly share: number | undefined
}

/**
 * How many of those who hold the postings left them between two days, both included, against how many there were on average.
 * Whoever goes from one of the postings to another the next day has not left; whoever holds two counts once.
 */
export function turnoverOf<P extends HeldPosting>(
  postings: readonly P[],
  from: CivilDate,
  to: CivilDate,
  mean: Mean,
): Turnover<P> {
  const byPerson = new Map<string, P[]>()
  for (const one of postings) {
    const known = byPerson.get(one.personId)
    if (known) known.push(one)
    else byPerson.set(one.personId, [one])
  }
  const stays = [...byPerson.values()].flatMap((one) => staysOf(one))
  const opening = stays.filter((stay) => stay.from <= from && (stay.to ?? from) >= from).length
  const closing = stays.filter((stay) => stay.from <= to && (stay.to === undefined || stay.to > to)).length
  const leavers = stays
    .filter((stay) => stay.to !== undefined && stay.to >= from && stay.to <= to)
    .map(({ last }) => last)
    .toSorted((a, b) => ((a.to ?? '') < (b.to ?? '') ? -1 : 1))
  const days = dayNumber(to) - dayNumber(from) + 1
  const personDays = stays.reduce((sum, stay) => sum + daysWithin(stay, from, to), 0)
  const [part, whole] = mean === 'ends' ? [leavers.length * 2, opening + closing] : [leavers.length * days, personDays]
  return { opening, closing, personDays, days, leavers, share: whole === 0 ? undefined : Math.round((part * 10_000) / whole) }
}

interface Stay<P> {
  readonly from: CivilDate
  readonly to: CivilDate | undefined
  readonly last: P
}

/** The stretches in which one person was there: postings that follow each other without a day between are one. */
function staysOf<P extends HeldPosting>(postings: readonly P[]): readonly Stay<P>[] {
  const stays: Stay<P>[] = []
  for (const one of postings.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const open = stays.at(-1)
    if (!open || (open.to !== undefined && addDays(open.to, 1) < one.from)) stays.push({ from: one.from, to: one.to, last: one })
    else if (open.to !== undefined && (one.to === undefined || one.to > open.to))
      stays[stays.length - 1] = { from: open.from, to: one.to, last: one }
  }
  return stays
}

function daysWithin(stay: Stay<unknown>, from: CivilDate, to: CivilDate): number {
  const first = stay.from > from ? stay.from : from
  const last = stay.to !== undefined && stay.to < to ? stay.to : to
  return first > last ? 0 : dayNumber(last) - dayNumber(first) + 1
}
