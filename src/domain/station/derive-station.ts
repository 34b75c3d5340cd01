import { daysBetween, isCivilDate, type CivilDate } from '../kernel/civil-date.ts'
import type { EntitySource } from '../scheme/index.ts'

type Facts = EntitySource['facts']

/**
 * What follows about stations on a day from what is recorded: a station that was closed by then is one no more, and the days
 * that a seat stands empty come of its postings. Where nobody was ever posted nothing follows, and what is recorded stands.
 */
export function deriveStations(sources: readonly EntitySource[], day: CivilDate): readonly EntitySource[] {
  const postings = new Map<string, Facts[]>()
  for (const { subject, facts } of sources) {
    const at = facts['stationId']
    if (subject !== 'posting' || typeof at !== 'string') continue
    const there = postings.get(at)
    if (there) there.push(facts)
    else postings.set(at, [facts])
  }
  return sources.flatMap((source) => {
    if (source.subject !== 'station') return [source]
    const { closedOn } = source.facts
    if (isCivilDate(closedOn) && closedOn <= day) return []
    const vacancyDays = vacancyDaysOf(postings.get(source.id) ?? [], day)
    return vacancyDays === undefined ? [source] : [{ ...source, facts: { ...source.facts, vacancyDays } }]
  })
}

/**
 * For how many days a seat that somebody left has stood empty: the longest of them, 0 while every seat is taken; undefined
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
