import { expect, test } from 'vitest'
import { dayInWords, daysFrom, workingDaysInWords } from './day-words.ts'

test('a day in words has no leading zeros', () => expect(dayInWords('2026-01-05')).toBe('2026年1月5日'))

test.each([
  [null, '未定期限'],
  [0, '今天到期'],
  [1, '还剩 1 个工作日'],
  [-3, '已过 3 个工作日'],
])('working days left %s reads %s', (left, words) => expect(workingDaysInWords(left)).toBe(words))

test('days between cross months and years', () => {
  expect(daysFrom('2023-08-31', '2023-09-01')).toBe(1)
  expect(daysFrom('2024-01-01', '2023-12-31')).toBe(-1)
})
