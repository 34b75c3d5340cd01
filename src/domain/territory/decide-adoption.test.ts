import { describe, expect, it } from 'vitest'
import type { CivilDate } from '../kernel/civil-date.ts'
import { isRefusal } from '../kernel/refusal.ts'
import { decideAdoption, decideAdoptionEnd, type Adoption } from './decide-adoption.ts'
import type { DivisionCode } from './division-code.ts'
import { unitTiersOf } from './unit-tiers.ts'

const day = (text: string): CivilDate => text as CivilDate
const place = (code: string) => ({ code: code as DivisionCode, name: '甲地' })
const scheme = {
  nature: 'norm' as const,
  shortTitle: '试验方案',
  validFrom: '2023-01-01',
  validTo: '2025-12-31',
  coveredUnit: { subject: 'unit:town', label: '镇', kinds: ['town' as const] },
  rules: [
    { subject: 'unit:county', of: 'unit.children[]' },
    { subject: 'station', where: { fact: 'unit.towns[]' } },
  ] as never,
}
const codeOf = (result: unknown) => (isRefusal(result) ? result.code : 'fine')
const ask = (over: Partial<Parameters<typeof decideAdoption>[0]> = {}) =>
  codeOf(decideAdoption({ scheme, place: place('330402'), from: day('2024-01-01'), others: [], ...over }))

describe('the levels of a plan', () => {
  it('are those its rules judge or count, from above', () => {
    expect(unitTiersOf(scheme)).toEqual(['county', 'town'])
    const below = { ...scheme, rules: [{ subject: 'unit:town', of: 'unit.children[]' }] as never }
    expect(unitTiersOf(below)).toEqual(['town', 'village'])
  })
})

describe('adopting a plan', () => {
  it.each([
    ['330402', 'fine'],
    ['3304', 'ADOPTION_LEVEL'],
    ['33', 'ADOPTION_LEVEL'],
    ['330402001', 'ADOPTION_LEVEL'],
  ])('is for the level its rules judge at the top: %s %s', (code, answer) => expect(ask({ place: place(code) })).toBe(answer))

  it.each([
    ['2022-12-31', 'ADOPTION_DATES'],
    ['2023-01-01', 'fine'],
    ['2025-12-31', 'fine'],
    ['2026-01-01', 'ADOPTION_DATES'],
  ])('from %s: %s', (from, answer) => expect(ask({ from: day(from) })).toBe(answer))

  it('is refused while another is in force, and allowed on the day it ends', () => {
    const other = (below: string | null): Adoption => ({
      title: '旧方案',
      from: day('2023-01-01'),
      below: below === null ? null : day(below),
    })
    expect(ask({ others: [other(null)] })).toBe('ADOPTION_OVERLAPS')
    expect(ask({ others: [other('2024-01-02')] })).toBe('ADOPTION_OVERLAPS')
    expect(ask({ others: [other('2024-01-01')] })).toBe('fine')
  })

  it('is not for the law, which holds everywhere', () =>
    expect(ask({ scheme: { ...scheme, nature: 'law' } })).toBe('SCHEME_NOT_ADOPTABLE'))
})

describe('ending an adoption', () => {
  const open: Adoption = { title: '', from: day('2023-01-01'), below: null }
  it.each([
    ['2022-12-31', 'ADOPTION_DATES'],
    ['2023-01-01', 'ADOPTION_DATES'],
    ['2023-01-02', 'fine'],
  ])('on %s: %s', (on, answer) => expect(codeOf(decideAdoptionEnd(open, day(on)))).toBe(answer))
  it('is done once', () =>
    expect(codeOf(decideAdoptionEnd({ ...open, below: day('2024-01-01') }, day('2025-01-01')))).toBe('ADOPTION_ENDED'))
})
