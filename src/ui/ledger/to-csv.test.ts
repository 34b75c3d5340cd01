import { expect, test } from 'vitest'
import { toCsv } from './to-csv.ts'

test('quotes what holds commas, quotes or line breaks', () => {
  expect(toCsv(['甲', '乙'], [['一,二', '他说"好"']])).toBe('\uFEFF甲,乙\r\n"一,二","他说""好"""\r\n')
})

test.each(['=1+1', '+1', '-1', '@x'])('text that a spreadsheet would run stays text: %s', (text) => {
  expect(toCsv(['甲'], [[text]])).toContain(`'${text}`)
})

test('numbers stay numbers, also negative ones', () => {
  expect(toCsv(['甲'], [[-3]])).toBe('\uFEFF甲\r\n-3\r\n')
})
