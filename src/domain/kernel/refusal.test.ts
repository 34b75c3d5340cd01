import { expect, test } from 'vitest'
import { isRefusal, refuse } from './refusal.ts'

test('a refusal is recognised', () => {
  expect(isRefusal(refuse('CLIENT_NOT_FOUND', { clause: 'county90-8.4-1' }))).toBe(true)
})

test.each([[undefined], [null], ['no'], [{ code: 'X' }], [{ refused: false, code: 'X' }]])('%j is not a refusal', (x) => {
  expect(isRefusal(x)).toBe(false)
})
