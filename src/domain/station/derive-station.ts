import { isCivilDate } from '../kernel/civil-date.ts'
import type { Derivation, EntitySource } from '../scheme/index.ts'
import { vacancyDaysOf } from './vacancies.ts'

/**
 * What follows about a station on a day from what is recorded: one that was closed by then is one no more, and the days that a
 * seat stands empty come of its postings. Where nobody was ever posted nothing follows, and what is recorded stands.
 */
export const deriveStation: Derivation = {
  subject: 'station',
  isThere: ({ closedOn }, day) => !(isCivilDate(closedOn) && closedOn <= day),
  follows: ({ postings }, day) => {
    const there = (Array.isArray(postings) ? postings : []) as readonly EntitySource['facts'][]
    const vacancyDays = vacancyDaysOf(there, day)
    return vacancyDays === undefined ? undefined : { vacancyDays }
  },
}
