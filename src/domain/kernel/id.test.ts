import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instantOfId, isId, makeId } from './id.ts'

const instant = fc.integer({ min: 0, max: 2 ** 48 - 1 })
const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 })

test('an id is a UUID of version 7 and variant 10, and keeps its instant', () => {
  fc.assert(
    fc.property(instant, bytes, (ms, random) => {
      const id = makeId(ms, random)
      expect(isId(id)).toBe(true)
      expect(id[14]).toBe('7')
      expect('89ab').toContain(id[19])
      expect(instantOfId(id)).toBe(ms)
    }),
  )
})

test('ids sort by the instant they were made at', () => {
  fc.assert(
    fc.property(instant, instant, bytes, bytes, (a, b, x, y) => {
      fc.pre(a < b)
      expect(makeId(a, x) < makeId(b, y)).toBe(true)
    }),
  )
})

test('the example of RFC 9562', () => {
  const random = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f])
  expect(makeId(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
})

test('too few random bytes, or no instant, is a bug and throws', () => {
  expect(() => makeId(0, new Uint8Array(9))).toThrow(RangeError)
  expect(() => makeId(-1, new Uint8Array(10))).toThrow(RangeError)
})
