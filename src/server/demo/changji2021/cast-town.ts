import { townKind, type Divisions } from '#domain/territory/index.ts'
import type { Id } from '#domain/kernel/id.ts'
import { addUnit, type DemoUnit } from '../add-unit.ts'
import type { DemoFacts } from '../demo-scheme.ts'
import type { DemoPlace, EntityBook } from '../entity-book.ts'

export const COUNTY = '652301'
const PILOT = '652301105'

export interface PilotCast {
  readonly book: EntityBook
  readonly county: DemoUnit
  readonly town: DemoUnit
  readonly villages: readonly DemoUnit[]
  readonly stationId: Id
  readonly agencyId: Id
  readonly contractId: Id
  /** Of the county's records, and of the station's. */
  readonly place: DemoPlace
  readonly stationPlace: DemoPlace
}

/** The county-level city with its real towns, and the pilot town with its eight villages. */
export function castTown(book: EntityBook, divisions: Divisions): PilotCast {
  const nameOf = (code: string): string => divisions.find(code)?.name ?? ''
  const region = addUnit(book, { code: '65', name: nameOf('65'), tier: 'province' })
  const prefecture = addUnit(book, { code: '6523', name: nameOf('6523'), tier: 'city', parent: region })
  const county = addUnit(book, {
    code: COUNTY,
    name: nameOf(COUNTY),
    tier: 'county',
    parent: prefecture,
    countyName: nameOf(COUNTY),
    facts: countyFacts(),
  })
  const towns = divisions
    .below(COUNTY)
    .filter(({ code }) => ['subdistrict', 'town', 'township'].includes(townKind(code) ?? ''))
    .map(({ code, name }) =>
      addUnit(book, {
        code,
        name,
        tier: 'town',
        parent: county,
        countyName: county.name,
        ...(code === PILOT && { facts: pilotFacts() }),
      }),
    )
  const town = towns.find((t) => t.code === PILOT)
  if (!town) throw new Error(`no division ${PILOT}`)
  const villages = divisions.below(PILOT).map(({ code, name }, i) =>
    addUnit(book, {
      code,
      name: name.replace('村委会', ''),
      tier: 'village',
      parent: town,
      countyName: county.name,
      facts: { surveys: i === 6 ? [] : [{ on: `2021-09-${24 + (i % 5)}`, sample: 40 + i, villageId: null }] },
    }),
  )
  const [stationId, agencyId] = [book.id('station', PILOT), book.id('agency', 'a1')]
  return {
    book,
    county,
    town,
    villages,
    stationId,
    agencyId,
    contractId: book.id('contract', 'pilot'),
    place: { divisionCode: COUNTY },
    stationPlace: { divisionCode: PILOT, stationId, agencyId },
  }
}

const countyFacts = (): DemoFacts => ({
  startedOn: '2021-09-07',
  serviceNeedFen: 25_000_000,
  nextYearNeedFen: 24_000_000,
  nextYearSecuredFen: 0,
  entries: [
    { typeCode: 'finance-coordination', on: '2021-09-13', byRoleCode: 'bureau', dueOn: '2021-09-30', doneOn: '2021-09-28' },
    { typeCode: 'finance-coordination', on: '2021-10-25', byRoleCode: 'bureau', dueOn: '2021-11-12', doneOn: null },
  ],
})

const pilotFacts = (): DemoFacts => ({
  pilotBatch: 1,
  startedOn: '2021-09-15',
  childSystemCodes: ['left-behind-children', 'hardship-children', 'child-director'],
  entries: [
    { typeCode: 'funeral-consult', on: '2021-10-14', byRoleCode: 'worker', doneOn: '2021-10-14' },
    { typeCode: 'funeral-consult', on: '2021-11-08', byRoleCode: 'worker', doneOn: null },
  ],
})
