import { describe, expect, it } from 'vitest'
import { divisionLevel, isDivisionCode, liesIn, parentCode, townKind, typeDigit, type DivisionCode } from './index.ts'

const code = (text: string): DivisionCode => text as DivisionCode

describe('a division code', () => {
  it.each([
    ['0', 'country', undefined, undefined],
    ['33', 'province', '0', undefined],
    ['3304', 'city', '33', undefined],
    ['330481', 'county', '3304', undefined],
    ['330481001', 'town', '330481', 'subdistrict'],
    ['652301105', 'town', '652301', 'town'],
    ['652301203', 'town', '652301', 'township'],
    ['652301402', 'town', '652301', 'area'],
    ['652301503', 'town', '652301', 'farm'],
    ['350100300', 'town', '350100', 'other'],
    ['510904001001', 'community', '510904001', 'subdistrict'],
    ['652301105200', 'village', '652301105', 'town'],
  ])('%s is a %s under %s', (text, level, parent, kind) => {
    expect(divisionLevel(code(text))).toBe(level)
    expect(parentCode(code(text))).toBe(parent)
    expect(townKind(code(text))).toBe(kind)
  })

  it.each(['', '3', '330', '33040', '33a4', '3304810010', ' 33'])('%j is none', (text) =>
    expect(isDivisionCode(text)).toBe(false),
  )
  it('tells its kind by the seventh digit', () => expect(typeDigit(code('652301503'))).toBe('5'))
  it('lies in itself, in all above it and in the country, not beside', () => {
    for (const above of ['330481001', '330481', '3304', '33', '0']) expect(liesIn(code('330481001'), code(above))).toBe(true)
    expect(liesIn(code('330481001'), code('330482'))).toBe(false)
    expect(liesIn(code('3304'), code('330481'))).toBe(false)
  })
})
