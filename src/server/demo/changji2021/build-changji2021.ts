import type { CivilDate } from '#domain/kernel/civil-date.ts'
import type { Divisions } from '#domain/territory/index.ts'
import type { DemoScheme } from '../demo-scheme.ts'
import { openBook } from '../entity-book.ts'
import { addClients } from './add-clients.ts'
import { addContract } from './add-contract.ts'
import { addStation } from './add-station.ts'
import { castTown, COUNTY } from './cast-town.ts'

/** A pilot in one real town, five days before its self-check; agency, people and clients are invented. */
export function buildChangji2021(divisions: Divisions): DemoScheme {
  const book = openBook('changji2021')
  const cast = castTown(book, divisions)
  addStation(cast)
  addContract(cast)
  addClients(cast)
  return {
    schemeId: 'changji2021',
    demoDay: '2021-11-10' as CivilDate,
    adoption: { unitCode: COUNTY, from: '2021-09-07' as CivilDate },
    counties: [{ code: COUNTY, name: `${cast.county.name}（演示）` }],
    fictionalDivisions: [],
    signer: { name: '马演示（演示市民政局）', on: '2021-09-10' as CivilDate },
    unsigned: ['assessment-cycle', 'support-cycle', 'vagrant-contact-days'],
    entities: book.entities,
  }
}
