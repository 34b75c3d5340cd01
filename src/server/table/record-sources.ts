import { RECORD_LISTS, type ListedSubject } from '#domain/table/index.ts'
import { bindSource, DIVISION_NAMES, type BoundList, type Lookup } from './list-source.ts'

const NAME = { value: 'name', sort: 'name_keys' }
const named = (table: string): Lookup => ({ table, key: 'id', label: 'name' })
const OF_ALL = { place: 'division_code', agency: 'agency_id', version: 'version' }
const LOOKUPS = { place: DIVISION_NAMES, agency: named('entity') }

/** Where the lists of records lie. */
export const RECORD_SOURCES: { readonly [S in ListedSubject]: BoundList } = {
  unit: bindSource(RECORD_LISTS.unit, {
    table: 'unit',
    columns: { name: NAME, place: 'division_code', tier: 'tier_code', version: 'version' },
    lookups: { place: DIVISION_NAMES },
  }),
  station: bindSource(RECORD_LISTS.station, {
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
  }),
  worker: bindSource(RECORD_LISTS.worker, {
    table: 'worker',
    columns: { ...OF_ALL, name: NAME },
    lookups: LOOKUPS,
  }),
  posting: bindSource(RECORD_LISTS.posting, {
    table: 'posting',
    columns: { ...OF_ALL, worker: 'worker_id', station: 'station_id', seat: 'seat_code', startOn: 'start_on', endOn: 'end_on' },
    lookups: { ...LOOKUPS, worker: named('worker'), station: named('station') },
  }),
}
