import type { Id } from '#domain/kernel/id.ts'
import type { Divisions } from '#domain/territory/index.ts'
import { addUnit, type DemoUnit } from '../add-unit.ts'
import type { DemoFacts } from '../demo-scheme.ts'
import type { DemoPlace, EntityBook } from '../entity-book.ts'

export const CITY = '3304'
/** County-level city with a standard of its own: 500 m², six full-time of whom four certified, thirty volunteers. */
export const LARGE_STATIONS_IN = '330481'
/** Where each station has an expert of its own. */
const EXPERTS_IN = '330482'

export interface CountyCast {
  readonly unit: DemoUnit
  readonly towns: readonly TownCast[]
}
export interface TownCast {
  readonly unit: DemoUnit
  readonly county: DemoUnit
  readonly stationId: Id
  readonly place: DemoPlace
  readonly index: number
}
export interface CityCast {
  readonly book: EntityBook
  readonly city: DemoUnit
  readonly counties: readonly CountyCast[]
  readonly towns: readonly TownCast[]
}

/** The city's real counties and 72 towns, every one with a station. */
export function castCity(book: EntityBook, divisions: Divisions): CityCast {
  const province = addUnit(book, { code: '33', name: divisions.find('33')?.name ?? '', tier: 'province' })
  const city = addUnit(book, { code: CITY, name: divisions.find(CITY)?.name ?? '', tier: 'city', parent: province })
  const counties: CountyCast[] = []
  const towns: TownCast[] = []
  for (const { code, name } of divisions.below(CITY)) {
    const county = addUnit(book, { code, name, tier: 'county', parent: city, countyName: name, facts: countyFacts(code) })
    const mine = divisions.below(code).map((town, i): TownCast => {
      const unit = addUnit(book, { code: town.code, name: town.name, tier: 'town', parent: county, countyName: name })
      const stationId = book.id('station', town.code)
      return { unit, county, stationId, place: { divisionCode: town.code, stationId }, index: towns.length + i }
    })
    counties.push({ unit: county, towns: mine })
    towns.push(...mine)
  }
  return { book, city, counties, towns }
}

/** One county has named its chief supervisor. */
const countyFacts = (code: string): DemoFacts =>
  code === '330421'
    ? { pairings: [{ personId: 'chief-supervisor', kindCode: 'chief-supervisor', from: '2021-03-01', to: null }] }
    : {}

/** Experts tied to a station: one each, in one town none. */
export const pairingsOf = (town: TownCast): readonly DemoFacts[] =>
  town.county.code !== EXPERTS_IN || town.unit.name === '广陈镇'
    ? []
    : [{ personId: `expert-${town.index}`, kindCode: 'expert', from: '2021-01-01', to: null }]
