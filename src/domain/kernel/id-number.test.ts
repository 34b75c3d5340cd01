import { expect, test } from 'vitest'
import { isIdNumber } from './id-number.ts'

test.each([
  ['11010519491231002X', true],
  ['440524188001010014', true],
  ['11010519491231002x', false],
  ['110105194912310021', false],
  ['11010519490231002X', false],
  ['1101051949123100', false],
  ['', false],
])('%s: %s', (text, isGood) => {
  expect(isIdNumber(text)).toBe(isGood)
})
