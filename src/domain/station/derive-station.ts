import { daysBetween, isCivilDate, type CivilDate } from '../kernel/civil-date.ts'
import type { Derivation, EntitySource } from '../scheme/index.ts'

type Facts = EntitySource['facts']

/**
 * What follows about a station on a day from what is recorded: one that was closed by then is one no more, and the days that a
 * seat stands empty come of its postings. Where nobody was ever posted nothing follows, and what is recorded stands.
 */
export const deriveStation: Derivation = {
  subject: 'station',
  isThere: ({ closedOn }, day) => !(isCivilDate(closedOn) && closedOn <= day),
  follows: ({ postings }, day) => {
    const vacancyDays = vacancyDaysOf(Array.isArray(postings) ? (postings as readonly Facts[]) : [], day)
    return vacancyDays === undefined ? undefined : { vacancyDays }
  },
}

/**
 * For how many days a seat that somebody left has stood empty: the longest of them, 0 while every seat is taken; undefined
 * where no posting says from when to when it runs. Whoever starts in a seat after somebody left it takes it over; the day of
 * leaving itself is not empty.
 */
function vacancyDaysOf(postings: readonly Facts[], day: CivilDate): number | undefined {
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
