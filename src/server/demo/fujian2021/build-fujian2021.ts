import type { CivilDate } from '#domain/kernel/civil-date.ts'
import type { Divisions } from '#domain/territory/index.ts'
import type { DemoScheme } from '../demo-scheme.ts'
import { openBook } from '../entity-book.ts'
import { addProvinceWork } from './add-province-work.ts'
import { addStations } from './add-stations.ts'
import { castProvince, PROVINCE } from './cast-province.ts'

/** A province in the middle of its first year, on its real towns; stations, people and money are invented. */
export function buildFujian2021(divisions: Divisions): DemoScheme {
  const book = openBook('fujian2021')
  const cast = castProvince(book, divisions)
  addStations(cast)
  addProvinceWork(cast)
  return {
    schemeId: 'fujian2021',
    demoDay: '2021-07-15' as CivilDate,
    adoption: { unitCode: PROVINCE, from: '2020-12-01' as CivilDate },
    counties: cast.counties.map(({ unit }) => ({ code: unit.code, name: `${unit.name}（演示）` })),
    fictionalDivisions: [],
    signer: { name: '林演示（演示省民政厅）', on: '2021-03-01' as CivilDate },
    unsigned: ['village-reach', 'raise-target'],
    entities: book.entities,
  }
}
