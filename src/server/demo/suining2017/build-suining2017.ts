import type { CivilDate } from '#domain/kernel/civil-date.ts'
import type { Divisions } from '#domain/territory/index.ts'
import type { DemoScheme } from '../demo-scheme.ts'
import { openBook } from '../entity-book.ts'
import { addCityWork } from './add-city-work.ts'
import { addCommunities } from './add-communities.ts'
import { castCity, CITY } from './cast-city.ts'

/** A city whose pilot district is half way from eight to twenty-four communities; real communities, invented people. */
export function buildSuining2017(divisions: Divisions): DemoScheme {
  const book = openBook('suining2017')
  const cast = castCity(book, divisions)
  addCommunities(cast)
  addCityWork(cast)
  return {
    schemeId: 'suining2017',
    demoDay: '2018-06-30' as CivilDate,
    adoption: { unitCode: CITY, from: '2017-08-31' as CivilDate },
    counties: cast.counties.map(({ code, name }) => ({ code, name: `${name}（演示）` })),
    fictionalDivisions: [],
    signer: { name: '罗演示（演示市民政局）', on: '2017-09-05' as CivilDate },
    unsigned: ['graduate-share', 'reply-days', 'inspection-period'],
    entities: book.entities,
  }
}
