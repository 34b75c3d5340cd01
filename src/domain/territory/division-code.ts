import { COUNTRY_CODE } from '../kernel/actor.ts'

/**
 * Statistical division code, 2, 4, 6, 9 or 12 digits: province, city, county, town, village; `0` is the country.
 * A value type: codes are renamed and merged, so it is never anybody's key.
 */
export type DivisionCode = string & { readonly __brand: 'DivisionCode' }

export type DivisionLevel = 'country' | 'province' | 'city' | 'county' | 'town' | 'community' | 'village'
/** Kind of a town-level division, from the seventh digit of its code. */
export type TownKind = 'subdistrict' | 'town' | 'township' | 'area' | 'farm' | 'other'

const LENGTHS = [2, 4, 6, 9, 12] as const
const LEVELS: Readonly<Record<number, DivisionLevel>> = { 2: 'province', 4: 'city', 6: 'county', 9: 'town' }
const TOWN_KINDS: Readonly<Record<string, TownKind>> = {
  '0': 'subdistrict',
  '1': 'town',
  '2': 'township',
  '4': 'area',
  '5': 'farm',
}

/** The seventh digits of each kind; `other` is whatever is left. */
export const TOWN_KIND_DIGITS: Readonly<Record<TownKind, readonly string[]>> = {
  subdistrict: ['0'],
  town: ['1'],
  township: ['2'],
  area: ['4'],
  farm: ['5'],
  other: ['3', '6', '7', '8', '9'],
}

/** What counts as a unit to be covered where no plan says otherwise: 街道, 镇 and 乡, not 开发区 and 农场. */
export const COUNTED_KINDS: readonly TownKind[] = ['subdistrict', 'town', 'township']

/** Whether `text` is written as a division code. */
export const isDivisionCode = (text: string): text is DivisionCode =>
  text === COUNTRY_CODE || (/^\d+$/.test(text) && LENGTHS.some((n) => n === text.length))

/** Level a code stands for. Of the villages, those numbered below 200 are communities (居委会), the others villages (村委会). */
export const divisionLevel = (code: DivisionCode): DivisionLevel =>
  code === COUNTRY_CODE ? 'country' : (LEVELS[code.length] ?? (code.charAt(9) < '2' ? 'community' : 'village'))

/** Code of the division above; undefined above the country. */
export function parentCode(code: DivisionCode): DivisionCode | undefined {
  if (code === COUNTRY_CODE) return undefined
  const at = LENGTHS.findIndex((n) => n === code.length)
  return (at === 0 ? COUNTRY_CODE : code.slice(0, LENGTHS[at - 1])) as DivisionCode
}

/** Seventh digit: 0 街道, 1 镇, 2 乡, 4 开发区等, 5 农场兵团; undefined above the towns. */
export const typeDigit = (code: DivisionCode): string | undefined => (code.length >= 9 ? code.charAt(6) : undefined)

/** Kind of the town a code stands for or lies in; undefined above the towns. */
export function townKind(code: DivisionCode): TownKind | undefined {
  const digit = typeDigit(code)
  return digit === undefined ? undefined : (TOWN_KINDS[digit] ?? 'other')
}

/** Whether `code` is `above` or lies in it. */
export const liesIn = (code: DivisionCode, above: DivisionCode): boolean => above === COUNTRY_CODE || code.startsWith(above)
