import { codeIn } from '#domain/scheme/index.ts'
import { RECORD_LISTS, type ListedSubject } from '#domain/table/index.ts'
import { openPlace } from '#server/record/index.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { bindSource, DIVISION_NAMES, type BoundList, type ListSource, type Lookup, type OpenWords } from './list-source.ts'

const NAME = { value: 'name', sort: 'name_keys', isEverywhere: true } as const
const PLACE = { value: 'division_code', sort: 'division_code', isEverywhere: true } as const
const named = (table: string): Lookup => ({ table, key: 'id', label: 'name' })
const OF_ALL = { place: PLACE, agency: 'agency_id', version: 'version' }
const LOOKUPS = { place: DIVISION_NAMES, agency: { ...named('entity'), subject: 'agency' } }

const SOURCES: { readonly [S in ListedSubject]: ListSource } = {
  unit: {
    table: 'unit',
    columns: { name: NAME, place: PLACE, tier: 'tier_code', version: 'version' },
    lookups: { place: DIVISION_NAMES },
    facts: { tier: 'tierCode' },
  },
  station: {
    table: 'station',
    columns: {
      ...OF_ALL,
      name: NAME,
      tier: 'tier_code',
      areaM2: 'area_hundredths_m2',
      openedOn: 'opened_on',
      stage: 'stage_code',
    },
    lookups: LOOKUPS,
    facts: { tier: 'tierCode', stage: 'station.stageCode' },
  },
  worker: {
    table: 'worker',
    columns: {
      ...OF_ALL,
      name: NAME,
      station: 'station_id',
      education: 'education_level',
      isCertified: 'is_certified',
      certifiedUntil: 'certified_until',
      checkDueOn: 'check_due_on',
      employedUntil: 'employed_until',
    },
    lookups: { ...LOOKUPS, station: named('station') },
  },
  posting: {
    table: 'posting',
    columns: {
      ...OF_ALL,
      name: NAME,
      worker: 'worker_id',
      station: 'station_id',
      seat: 'seat_code',
      startOn: 'start_on',
      endOn: 'end_on',
    },
    lookups: { ...LOOKUPS, worker: named('worker'), station: named('station') },
    facts: { seat: 'seatCode' },
  },
}

/** Where the list of a subject's records lies, its codes in the words of the plans that hold where the reader stands. */
export function recordSource(subject: ListedSubject, opener: SchemeOpener): BoundList {
  const words: OpenWords = async (context) => {
    const { words } = await openPlace(opener, context, context.actor.scope.code)
    return {
      say: (code, fact) => codeIn(words, code, fact),
      codesOf: (fact) => [...new Set(words.flatMap((plan) => plan.codesOf(fact)))],
    }
  }
  return bindSource(RECORD_LISTS[subject], SOURCES[subject], words)
}
