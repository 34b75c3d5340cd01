import { addUnit } from '../add-unit.ts'
import { DEMO_COUNTY } from '../demo-county.ts'
import type { DemoCounty } from '../demo-scheme.ts'
import type { EntityBook } from '../entity-book.ts'
import type { Cast, TownCast, ZoneCast } from './cast.ts'
import { TOWN_DRAFTS } from './town-drafts.ts'

const PROVINCE = DEMO_COUNTY.slice(0, 2)
const CITY = DEMO_COUNTY.slice(0, 4)
const COUNTY = DEMO_COUNTY
const COUNTY_NAME = '云岫县'
const ZONE_NAMES = ['第一片区', '第二片区', '第三片区', '第四片区']
const townCode = (name: string, i: number): string =>
  `${COUNTY}${name.endsWith('街道') ? '0' : '1'}${String(i + 1).padStart(2, '0')}`

/** Divisions of the demonstration; none of these codes is given out. */
export const FICTIONAL: readonly DemoCounty[] = [
  { code: PROVINCE, name: '演示省' },
  { code: CITY, name: '演示市' },
  { code: COUNTY, name: `${COUNTY_NAME}（演示）` },
  ...TOWN_DRAFTS.map(({ name }, i) => ({ code: townCode(name, i), name: `${name}（演示）` })),
]

/** Lays out the territory: province, city, county, four zones and thirteen towns. */
export function castCounty(book: EntityBook): Cast {
  const province = addUnit(book, { code: PROVINCE, name: '演示省', tier: 'province' })
  const city = addUnit(book, { code: CITY, name: '演示市', tier: 'city', parent: province })
  const townIds = TOWN_DRAFTS.map((town, i) => ({ id: book.id('unit', townCode(town.name, i)), zone: town.zone }))
  const zoneRows = [2023, 2024].flatMap((year) =>
    ZONE_NAMES.map((_, i) => ({
      id: book.id('unit', `${COUNTY}9${i + 1}`),
      townIds: townIds.filter((t) => t.zone === i + 1).map((t) => t.id),
      year,
    })),
  )
  const county = addUnit(book, {
    code: COUNTY,
    name: COUNTY_NAME,
    tier: 'county',
    parent: city,
    countyName: COUNTY_NAME,
    facts: {
      startedOn: '2021-03-01',
      fiscalBudgetFen: 39_000_000,
      previous: { year: { fiscalBudgetFen: 36_000_000 } },
      zones: zoneRows,
    },
  })
  const place = { divisionCode: COUNTY }
  const zones = ZONE_NAMES.map((name, i): ZoneCast => {
    const agencyId = book.id('agency', `a${i + 1}`)
    return {
      no: i + 1,
      unit: addUnit(book, { code: `${COUNTY}9${i + 1}`, name, tier: 'zone', parent: county, countyName: COUNTY_NAME }),
      agencyId,
      lotId: book.id('lot', `lot${i + 1}`),
      contractId: book.id('contract', `c${i + 1}`),
      place: { ...place, agencyId },
    }
  })
  const towns = TOWN_DRAFTS.map((draft, i): TownCast => {
    const zone = zones[draft.zone - 1]
    if (!zone) throw new Error(`no zone ${draft.zone}`)
    const code = townCode(draft.name, i)
    const unit = addUnit(book, {
      code,
      name: draft.name,
      tier: 'town',
      parent: county,
      countyName: COUNTY_NAME,
      facts: {
        zoneIds: [zone.unit.id],
        zoneMemberships: [2023, 2024].map((year) => ({ zoneId: zone.unit.id, year })),
      },
    })
    const stationId = book.id('station', code)
    return { unit, draft, zone, stationId, place: { divisionCode: code, stationId, agencyId: zone.agencyId } }
  })
  return { book, county, place, centreId: book.id('centre', 'centre'), tenderId: book.id('tender', '2023'), zones, towns }
}
