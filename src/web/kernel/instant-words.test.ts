import { expect, test } from 'vitest'
import { minuteInWords, secondInWords } from './instant-words.ts'

test('an instant is told in Beijing time, across midnight too', () => {
  expect(minuteInWords('2026-01-04T16:05:09.000Z')).toBe('2026-01-05 00:05')
  expect(secondInWords('2026-01-04T16:05:09.000Z')).toBe('2026-01-05 00:05:09')
})
