import { isCivilDate, type CivilDate } from '../kernel/civil-date.ts'
import type { EntitySource } from '../scheme/index.ts'
import { vacancyDaysOf } from './vacancies.ts'

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
