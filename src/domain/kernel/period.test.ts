import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, civilDate, daysBetween, type CivilDate } from './civil-date.ts'
import { lastDayOf, periodOf, previousPeriod, type PeriodKind } from './period.ts'

const KINDS: readonly PeriodKind[] = ['week', 'month', 'quarter', 'half-year', 'year']
const kind = fc.constantFrom(...KINDS)
const day = fc.integer({ min: 0, max: 40_000 }).map((n) => addDays(civilDate(1960, 1, 1), n))

test.each([
  ['week', '2024-05-13', '2024-05-13', '2024-05-19'],
  ['week', '2024-05-19', '2024-05-13', '2024-05-19'],
  ['week', '2024-01-01', '2024-01-01', '2024-01-07'],
  ['week', '2023-01-01', '2022-12-26', '2023-01-01'],
  ['week', '1969-12-31', '1969-12-29', '1970-01-04'],
  ['month', '2024-02-29', '2024-02-01', '2024-02-29'],
  ['quarter', '2024-03-31', '2024-01-01', '2024-03-31'],
  ['quarter', '2024-04-01', '2024-04-01', '2024-06-30'],
  ['half-year', '2024-06-30', '2024-01-01', '2024-06-30'],
  ['half-year', '2024-07-01', '2024-07-01', '2024-12-31'],
  ['year', '2024-12-31', '2024-01-01', '2024-12-31'],
] as const)('the %s of %s runs from %s to %s', (kind, on, from, last) => {
  const p = periodOf(kind, on as CivilDate)
  expect([p.from, lastDayOf(p)]).toEqual([from, last])
})

test('a day lies in its period, and all days of a period have the same', () => {
  fc.assert(
    fc.property(kind, day, (k, on) => {
      const p = periodOf(k, on)
      expect(p.from <= on && on < p.next).toBe(true)
      expect(periodOf(k, p.from)).toEqual(p)
      expect(periodOf(k, lastDayOf(p))).toEqual(p)
    }),
  )
})

test('periods follow each other without gap or overlap', () => {
  fc.assert(
    fc.property(kind, day, (k, on) => {
      const p = periodOf(k, on)
      expect(previousPeriod(p).next).toBe(p.from)
      expect(periodOf(k, p.next).from).toBe(p.next)
    }),
  )
})

test('a week has seven days and begins on a Monday', () => {
  fc.assert(
    fc.property(day, (on) => {
      const p = periodOf('week', on)
      expect(daysBetween(p.from, p.next)).toBe(7)
      expect(Math.abs(daysBetween(civilDate(2024, 5, 13), p.from)) % 7).toBe(0)
    }),
  )
})
