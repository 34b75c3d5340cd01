import { expect, test } from 'vitest'
import { parseAddress, writeAddress } from './address.ts'

test('what is written is read back as text, numbers and Chinese too', () => {
  const search = { q: '40 平方米', value: '60', ref: '五(一)' }
  expect(parseAddress(writeAddress(search))).toEqual(search)
})

test('nothing asked writes nothing', () => expect(writeAddress({ q: '', colour: undefined })).toBe(''))
