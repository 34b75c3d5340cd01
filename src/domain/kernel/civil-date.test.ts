import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  civilDate,
  dayNumber,
  daysBetween,
  fromDayNumber,
  isCivilDate,
  lastDayOfMonth,
  monthsBetween,
  yearsBetween,
  type CivilDate,
} from './civil-date.ts'

const d = (text: string): CivilDate => {
  if (!isCivilDate(text)) throw new Error(`no such day: ${text}`)
  return text
}

/** Counts days one by one from a known day, by the rules of the calendar alone: the oracle. */
const isLeap = (y: number): boolean => (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const lengthOf = (y: number, m: number): number => (m === 2 && isLeap(y) ? 29 : (LENGTHS[m - 1] ?? 0))
function tomorrow([y, m, day]: readonly [number, number, number]): readonly [number, number, number] {
  if (day < lengthOf(y, m)) return [y, m, day + 1]
  return m < 12 ? [y, m + 1, 1] : [y + 1, 1, 1]
}
const days: CivilDate[] = []
for (let at: readonly [number, number, number] = [1896, 1, 1]; at[0] < 2105; at = tomorrow(at)) days.push(civilDate(...at))
const index = fc.integer({ min: 0, max: days.length - 1 })
const dayAt = (i: number): CivilDate => days[i] ?? d('2000-01-01')

test.each([
  ['2024-02-29', true],
  ['2023-02-29', false],
  ['1900-02-29', false],
  ['2000-02-29', true],
  ['2024-04-31', false],
  ['2024-13-01', false],
  ['2024-00-10', false],
  ['2024-01-00', false],
  ['2024-1-1', false],
  ['2024-01-01T00:00', false],
  ['', false],
  [20240101, false],
  [null, false],
  [undefined, false],
])('%j is a day of the calendar: %s', (text, is) => expect(isCivilDate(text)).toBe(is))

test('every month is as long as the calendar says, 1896 to 2104', () => {
  for (let y = 1896; y <= 2104; y++) for (let m = 1; m <= 12; m++) expect(lastDayOfMonth(y, m)).toBe(lengthOf(y, m))
})

test('days are numbered without gap or repeat, and back', () => {
  const first = dayNumber(dayAt(0))
  for (const [i, day] of days.entries())
    if (dayNumber(day) !== first + i || fromDayNumber(first + i) !== day) expect(day).toBe(fromDayNumber(first + i))
})

test('adding days and counting them agree with counting one by one', () => {
  fc.assert(
    fc.property(index, index, (i, j) => {
      expect(addDays(dayAt(i), j - i)).toBe(dayAt(j))
      expect(daysBetween(dayAt(i), dayAt(j))).toBe(j - i)
    }),
  )
})

test.each([
  ['2024-01-31', 1, '2024-02-29'],
  ['2023-01-31', 1, '2023-02-28'],
  ['2024-02-29', 12, '2025-02-28'],
  ['2024-02-29', 48, '2028-02-29'],
  ['2023-10-31', 1, '2023-11-30'],
  ['2023-11-30', 1, '2023-12-30'],
  ['2023-12-15', 1, '2024-01-15'],
  ['2024-03-31', -1, '2024-02-29'],
  ['2024-01-15', -1, '2023-12-15'],
  ['2023-07-10', 12, '2024-07-10'],
  ['2024-01-20', 36, '2027-01-20'],
])('民法典 202: %s and %i months end on the matching day or the last one, %s', (from, months, to) => {
  expect(addMonths(d(from), months)).toBe(to)
})

test('a month later is the matching day, or the last day of a shorter month', () => {
  fc.assert(
    fc.property(index, fc.integer({ min: -600, max: 600 }), (i, n) => {
      const from = dayAt(i)
      const to = addMonths(from, n)
      const months =
        Number(to.slice(0, 4)) * 12 + Number(to.slice(5, 7)) - (Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)))
      const [wanted, got] = [Number(from.slice(8)), Number(to.slice(8))]
      expect(isCivilDate(to)).toBe(true)
      expect(months).toBe(n)
      expect(got).toBe(Math.min(wanted, lengthOf(Number(to.slice(0, 4)), Number(to.slice(5, 7)))))
    }),
  )
})

test('whole months between two days are the most that can be added without passing the second', () => {
  fc.assert(
    fc.property(index, fc.integer({ min: 0, max: 1500 }), (i, ahead) => {
      const [from, to] = [dayAt(i), dayAt(Math.min(i + ahead, days.length - 1))]
      let months = 0
      while (addMonths(from, months + 1) <= to) months++
      expect(monthsBetween(from, to)).toBe(months)
      expect(yearsBetween(from, to)).toBe(Math.floor(months / 12))
    }),
  )
})

test('no month lies between a day and an earlier one', () => {
  expect(monthsBetween(d('2024-05-01'), d('2024-03-01'))).toBe(0)
  expect(yearsBetween(d('2024-05-01'), d('2020-03-01'))).toBe(0)
})

describe('age in completed years', () => {
  test.each([
    ['1989-05-15', '2024-05-14', 34],
    ['1989-05-15', '2024-05-15', 35],
    ['1989-05-15', '2024-05-16', 35],
    ['2000-02-29', '2023-02-27', 22],
    ['2000-02-29', '2023-02-28', 23],
    ['2000-02-29', '2024-02-28', 23],
    ['2000-02-29', '2024-02-29', 24],
  ])('born %s is on %s %i years old', (born, on, age) => expect(yearsBetween(d(born), d(on))).toBe(age))
})
