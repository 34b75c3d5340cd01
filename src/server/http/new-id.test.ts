import { expect, test } from 'vitest'
import { instantOfId } from '#domain/kernel/id.ts'
import { newId } from './new-id.ts'

test('ids of one process sort as they were made, however many there are in a millisecond, and none is made twice', () => {
  const from = Date.now()
  const made = Array.from({ length: 50_000 }, newId)
  expect(made.toSorted()).toEqual(made)
  expect(new Set(made).size).toBe(made.length)
  expect(instantOfId(made[0] as never)).toBeGreaterThanOrEqual(from)
})
