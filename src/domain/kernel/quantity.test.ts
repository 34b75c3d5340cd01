import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatQuantity, parseQuantity, shownQuantity, type Unit } from './quantity.ts'

test.each([
  ['40 m²', 4_000, 'm²'],
  ['39.9 m²', 3_990, 'm²'],
  ['40平方米', 4_000, 'm²'],
  ['79.99 分', 7_999, 'point'],
  ['65.1 %', 6_510, 'bp'],
  ['35 万元', 35_000_000, 'fen'],
  ['350000 元', 35_000_000, 'fen'],
  ['0.01 元', 1, 'fen'],
  ['1.2 亿元', 12_000_000_000, 'fen'],
  ['35 岁', 35, 'year'],
  ['3 年', 3, 'year'],
  ['6 个月', 6, 'month'],
  ['20 天', 20, 'day'],
  ['20 日', 20, 'day'],
  ['2 小时', 120, 'minute'],
  ['1.5 小时', 90, 'minute'],
  ['90 分钟', 90, 'minute'],
  ['-1 元', -100, 'fen'],
] as const)('%s is kept as %i (%s)', (text, value, unit) => expect(parseQuantity(text)).toEqual({ value, unit }))

test.each([
  ['39.999 m²', 'finer than a hundredth'],
  ['0.001 元', 'finer than a fen'],
  ['0.5 天', 'half a day'],
  ['0.01 小时', 'less than a minute'],
  ['40', 'no unit'],
  ['40 亩', 'a unit that nobody keeps'],
  ['m²', 'no number'],
  ['4e3 m²', 'no official notation'],
  ['1,000 元', 'grouped'],
  ['99999999999 亿元', 'beyond exact integers'],
  ['', 'nothing'],
])('%s is refused: %s', (text) => expect(parseQuantity(text)).toBeUndefined())

test.each([
  [3_990, 'm²', '39.90 m²'],
  [7_999, 'point', '79.99 分'],
  [7_200_000, 'fen', '72,000.00 元'],
  [100, 'fen', '1.00 元'],
  [-5, 'fen', '-0.05 元'],
  [6_510, 'bp', '65.10%'],
  [20, 'day', '20 天'],
  [90, 'minute', '90 分钟'],
  [3, undefined, '3'],
] as const)('%i in %s is shown exactly, as %s', (value, unit, text) => expect(formatQuantity(value, unit)).toBe(text))

test('what is shown reads back as what is kept, in every unit', () => {
  const unit = fc.constantFrom<Unit>('m²', 'point', 'fen', 'bp', 'day', 'minute', 'year', 'month')
  fc.assert(
    fc.property(unit, fc.integer({ min: -(2 ** 45), max: 2 ** 45 }), (u, value) => {
      expect(parseQuantity(formatQuantity(value, u).replaceAll(',', ''))).toEqual({ value, unit: u })
    }),
  )
})

test.each([
  ['65.1 %', '65.1%'],
  ['40 m²', '40 m²'],
  ['40m²', '40 m²'],
  ['town', 'town'],
])('%s of a plan is shown as %s', (text, shown) => expect(shownQuantity(text)).toBe(shown))
