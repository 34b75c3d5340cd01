import { describe, expect, it } from 'vitest'
import { inventedIdNumber, inventedPerson, inventedUscc } from './invented-people.ts'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const isIdNumber = (text: string): boolean =>
  /^\d{17}[\dX]$/.test(text) &&
  '10X98765432'.charAt(WEIGHTS.reduce((sum, w, i) => sum + w * Number(text.charAt(i)), 0) % 11) === text.charAt(17)
const DIGITS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const isUscc = (text: string): boolean =>
  text.length === 18 &&
  DIGITS.charAt((31 - (USCC_WEIGHTS.reduce((sum, w, i) => sum + w * DIGITS.indexOf(text.charAt(i)), 0) % 31)) % 31) ===
    text.charAt(17)

describe('an invented person', () => {
  it('is the same for the same seed and another for another', () => {
    expect(inventedPerson('a', 1980, 1990)).toEqual(inventedPerson('a', 1980, 1990))
    expect(inventedPerson('a', 1980, 1990)).not.toEqual(inventedPerson('b', 1980, 1990))
  })
  it('has a right ID number of a region that does not exist, with the own day of birth', () => {
    for (let i = 0; i < 200; i++) {
      const { birthOn, identity } = inventedPerson(`p${i}`, 1930, 2010)
      expect(identity.idNumber).toMatch(new RegExp(`^990901${birthOn.replaceAll('-', '')}`))
      expect(isIdNumber(identity.idNumber ?? '')).toBe(true)
    }
  })
  it('has a telephone number that no operator gives', () => {
    for (let i = 0; i < 50; i++) expect(inventedPerson(`t${i}`, 1960, 1990).identity.phone).toMatch(/^100\d{8}$/)
  })
  it('is checked by a test that can fail', () => {
    const number = inventedIdNumber('1980-01-02' as never, 7)
    expect(isIdNumber(number.slice(0, 17) + (number.endsWith('1') ? '2' : '1'))).toBe(false)
  })
})

it('an invented credit code has a right check digit', () => {
  for (let i = 0; i < 100; i++) expect(isUscc(inventedUscc(i))).toBe(true)
})
