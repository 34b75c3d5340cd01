import type { CivilDate } from '#domain/kernel/civil-date.ts'
import type { Divisions } from '#domain/territory/index.ts'
import type { DemoScheme } from '../demo-scheme.ts'
import { openBook } from '../entity-book.ts'
import { addCityWork } from './add-city-work.ts'
import { addStations } from './add-stations.ts'
import { addVisits } from './add-visits.ts'
import { castCity, CITY } from './cast-city.ts'

/** A city with a station in each of its 72 towns; a few key clients were not visited. */
export function buildJiaxing2021(divisions: Divisions): DemoScheme {
  const book = openBook('jiaxing2021')
  const cast = castCity(book, divisions)
  addStations(cast)
  addVisits(cast)
  addCityWork(cast)
  return {
    schemeId: 'jiaxing2021',
    demoDay: '2021-11-15' as CivilDate,
    adoption: { unitCode: CITY, from: '2020-01-01' as CivilDate },
    counties: cast.counties.map(({ unit }) => ({ code: unit.code, name: `${unit.name}（演示）` })),
    fictionalDivisions: [],
    signer: { name: '沈演示（演示市民政局）', on: '2021-01-15' as CivilDate },
    unsigned: ['stall-weeks', 'client-benefit-weight', 'grade-c-subsidy'],
    entities: book.entities,
  }
}
