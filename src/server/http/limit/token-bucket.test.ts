import { expect, test } from 'vitest'
import { createBuckets } from './token-bucket.ts'

test('a burst passes, then as many as refill, each key for itself', () => {
  const buckets = createBuckets(60, 3)
  expect([1, 2, 3, 4].map(() => buckets.take('a', 0))).toEqual([0, 0, 0, 1000])
  expect(buckets.take('b', 0)).toBe(0)
  expect(buckets.take('a', 999)).toBeGreaterThan(0)
  expect(buckets.take('a', 1000)).toBe(0)
})

test('never holds more than the burst', () => {
  const buckets = createBuckets(60, 2)
  buckets.take('a', 0)
  expect([1, 2, 3].map(() => buckets.take('a', 3_600_000) === 0)).toEqual([true, true, false])
})

test('a clock that jumps back neither refills nor locks out', () => {
  const buckets = createBuckets(60, 2)
  buckets.take('a', 1_000_000)
  buckets.take('a', 1_000_000)
  expect(buckets.take('a', 0)).toBe(1000)
  expect(buckets.take('a', 1000)).toBe(0)
})

test('forgets the key asked longest ago before memory runs out', () => {
  const buckets = createBuckets(1, 1)
  for (let i = 0; i < 60_000; i++) buckets.take(`k${i}`, 0)
  expect(buckets.take('k59999', 0)).toBeGreaterThan(0)
  expect(buckets.take('k0', 0)).toBe(0)
})
