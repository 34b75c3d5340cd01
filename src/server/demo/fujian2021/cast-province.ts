import { townKind, type Divisions } from '#domain/territory/index.ts'
import { addUnit, type DemoUnit } from '../add-unit.ts'
import type { DemoFacts } from '../demo-scheme.ts'
import type { EntityBook } from '../entity-book.ts'
import { seededRandom } from '../seeded-random.ts'

export const PROVINCE = '35'
const STATIONS = 716
const CENTRES = 26

export interface CountyCast {
  readonly unit: DemoUnit
  readonly cityCode: string
  readonly towns: readonly DemoUnit[]
  readonly hasCentre: boolean
  readonly index: number
}
/** The province's real divisions; which of the towns have a station is invented. */
export interface ProvinceCast {
  readonly book: EntityBook
  readonly province: DemoUnit
  readonly cities: readonly DemoUnit[]
  readonly counties: readonly CountyCast[]
  /** The towns with a station, each with its county. */
  readonly stationTowns: readonly { readonly town: DemoUnit; readonly county: CountyCast }[]
}

const document = (ruleId: string, itemId: string): DemoFacts => ({
  ruleId,
  itemId,
  byPersonId: 'demo',
  on: '2021-04-20',
  evidenceIds: [],
  validUntilOn: null,
})

/** 街道, 镇 and 乡 of the list of 2023, 1,107 of them: the 716 stations come to 64.7 % of these, not to the 65.1 % the speech gives. */
export function castProvince(book: EntityBook, divisions: Divisions): ProvinceCast {
  const province = addUnit(book, {
    code: PROVINCE,
    name: divisions.find(PROVINCE)?.name ?? '',
    tier: 'province',
    facts: provinceFacts(),
  })
  const cities: DemoUnit[] = []
  const counties: CountyCast[] = []
  for (const { code, name } of divisions.below(PROVINCE)) {
    const attested = [document('city-priorities', 'strong-base'), document('city-priorities', 'talent')]
    const city = addUnit(book, { code, name, tier: 'city', parent: province, facts: { attested } })
    cities.push(city)
    for (const county of divisions.below(code))
      counties.push(castCounty(book, divisions, county.code, county.name, city, counties.length))
  }
  return { book, province, cities, counties, stationTowns: drawTowns(counties) }
}

function castCounty(
  book: EntityBook,
  divisions: Divisions,
  code: string,
  name: string,
  city: DemoUnit,
  index: number,
): CountyCast {
  const unit = addUnit(book, { code, name, tier: 'county', parent: city, countyName: name, facts: countyFacts(index) })
  const towns = divisions
    .below(code)
    .filter((town) => ['subdistrict', 'town', 'township'].includes(townKind(town.code) ?? ''))
    .map((town) => addUnit(book, { code: town.code, name: town.name, tier: 'town', parent: unit, countyName: name }))
  return { unit, cityCode: city.code, towns, hasCentre: index % 3 === 0 && index / 3 < CENTRES, index }
}

/** 716 of the towns: the counties with a centre are complete, the others as far as the number reaches. */
function drawTowns(counties: readonly CountyCast[]): ProvinceCast['stationTowns'] {
  const ranked = counties.flatMap((county) =>
    county.towns.map((town) => ({ town, county, rank: county.hasCentre ? -1 : seededRandom(`fujian/${town.code}`).next() })),
  )
  ranked.sort((a, b) => a.rank - b.rank || (a.town.code < b.town.code ? -1 : 1))
  return ranked.slice(0, STATIONS)
}

const MONTHS = ['2021-01', '2021-02', '2021-03', '2021-04', '2021-05', '2021-06']

function provinceFacts(): DemoFacts {
  const entry = (typeCode: string, on: string): DemoFacts => ({ typeCode, on, byRoleCode: 'province', doneOn: on })
  return {
    startedOn: '2020-12-01',
    entries: [
      ...MONTHS.map((month) => entry('monthly-bulletin', `${month}-27`)),
      entry('ministry-scheduling', '2021-03-30'),
      entry('ministry-scheduling', '2021-06-25'),
      entry('quarterly-scheduling', '2021-03-24'),
      entry('quarterly-scheduling', '2021-06-24'),
    ],
    resources: [
      { ownerSideCode: 'province', kindCode: 'training', quantity: 12, usedById: 'county' },
      { ownerSideCode: 'province', kindCode: 'expert', quantity: 30, usedById: null },
    ],
  }
}

/** Most counties report weekly, have a cadre of their own and the station work in their yearly assessment. */
function countyFacts(index: number): DemoFacts {
  const weeks = ['2021-06-28', '2021-07-05', '2021-07-12']
  const reported = index % 17 === 5 ? weeks.slice(0, 1) : index % 9 === 4 ? weeks.slice(0, 2) : weeks
  const steps = ['leadership', 'system-design', 'funding', 'training']
  return {
    startedOn: '2021-01-15',
    entries: [
      ...reported.map((on) => ({ typeCode: 'weekly-report', on, doneOn: on, byRoleCode: 'bureau', tagCodes: [] })),
      ...steps.map((step) => ({
        typeCode: 'follow-up',
        on: '2021-07-09',
        doneOn: '2021-07-14',
        byRoleCode: 'bureau',
        tagCodes: [step],
      })),
    ],
    pairings:
      index % 21 === 8 ? [] : [{ personId: `cadre-${index % 28}`, kindCode: 'provincial-cadre', from: '2021-03-01', to: null }],
    performanceItems: [{ code: 'station-building', weight: 500, score: 400 }],
    attested: ['service-planning', 'party-school', 'equal-treatment'].map((item) => document('talent-measures', item)),
    resources: [{ ownerSideCode: 'county', kindCode: 'venue', quantity: 2, usedById: index % 4 === 0 ? null : 'town' }],
  }
}
