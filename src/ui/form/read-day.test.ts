import { expect, test } from 'vitest'
import { readDay } from './read-day.ts'

test.each([
  ['2026-01-05', '2026-01-05'],
  ['2026-1-5', '2026-01-05'],
  ['2026/1/5', '2026-01-05'],
  ['2026.01.05', '2026-01-05'],
  [' 2026年1月5日 ', '2026-01-05'],
  ['20260105', '2026-01-05'],
  ['２０２６－０１－０５', '2026-01-05'],
  ['2024-02-29', '2024-02-29'],
  ['2026-02-29', undefined],
  ['2026-13-01', undefined],
  ['2026-01', undefined],
  ['202601', undefined],
  ['明天', undefined],
  ['', undefined],
])('the day in “%s”', (text, day) => expect(readDay(text)).toBe(day))

test.each([
  ['2026-1', '2026-01'],
  ['2026年12月', '2026-12'],
  ['202601', '2026-01'],
  ['2026-00', undefined],
  ['2026-01-05', undefined],
])('the month in “%s”', (text, month) => expect(readDay(text, 'month')).toBe(month))
