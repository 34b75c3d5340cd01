import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import {
  blindIndex,
  canonical,
  dataKey,
  decryptField,
  digestOf,
  encryptField,
  FieldUnreadable,
  fileKeyring,
  fixedKeyring,
  keyIdOf,
  SUITES,
  writeKeyFile,
} from './index.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-keys-'))
afterAll(() => fs.rmSync(folder, { recursive: true }))
const [A, B] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
const number = '99090119491231002X'

describe.each(SUITES)('the %s suite', (suite) => {
  const ring = fixedKeyring([A], suite)

  test('reads what it wrote, and only where it belongs', () => {
    const bytes = encryptField(ring, number, '1/p/id-number')
    expect(decryptField(ring, bytes, '1/p/id-number')).toBe(number)
    expect(() => decryptField(ring, bytes, '1/q/id-number')).toThrow(FieldUnreadable)
  })

  test('writes the same number differently each time, never in clear, with its key id', () => {
    const [one, two] = [encryptField(ring, number, 'x'), encryptField(ring, number, 'x')]
    expect(one.equals(two)).toBe(false)
    expect(one.toString('latin1')).not.toContain(number.slice(0, 6))
    expect(keyIdOf(one)).toBe(ring.current().id)
  })

  test('notices any byte that was changed, and any cut', () => {
    const bytes = encryptField(ring, number, 'x')
    for (let i = 0; i < bytes.length; i++) {
      const bad = Buffer.from(bytes)
      bad[i] = (bad[i] ?? 0) ^ 1
      expect(() => decryptField(ring, bad, 'x')).toThrow(FieldUnreadable)
      expect(() => decryptField(ring, bytes.subarray(0, i), 'x')).toThrow(FieldUnreadable)
    }
  })

  test('reads under an older key, not under a key it does not have', () => {
    const bytes = encryptField(ring, number, 'x')
    expect(decryptField(fixedKeyring([B, A], suite), bytes, 'x')).toBe(number)
    expect(() => decryptField(fixedKeyring([B], suite), bytes, 'x')).toThrow(/unknown key/)
  })
})

test('either suite reads what the other wrote', () => {
  const bytes = encryptField(fixedKeyring([A], 'sm'), number, 'x')
  expect(decryptField(fixedKeyring([A]), bytes, 'x')).toBe(number)
})

test('a key needs 32 bytes, and its id tells nothing of it', () => {
  expect(() => dataKey(Buffer.alloc(31))).toThrow(RangeError)
  expect(dataKey(A).id).toMatch(/^[0-9a-f]{8}$/)
  expect(dataKey(A).id).not.toBe(dataKey(B).id)
})

test('a blind index is equal for every way of writing a number, and different for every key and kind', () => {
  const index = (key: Buffer, kind: string, value: string) => blindIndex(dataKey(key), kind, value).toString('hex')
  expect(index(A, 'id-number', ' 990901 19491231 002x')).toBe(index(A, 'id-number', number))
  expect(canonical('138-1234-５６７８')).toBe('13812345678')
  expect(index(B, 'id-number', number)).not.toBe(index(A, 'id-number', number))
  expect(index(A, 'phone', number)).not.toBe(index(A, 'id-number', number))
})

test('the hash that stands for a value names its key and not the value', () => {
  expect(digestOf(fixedKeyring([A]), number)).toMatch(/^hmac:[0-9a-f]{8}:[0-9a-f]{32}$/)
})

test('a key added to the file reaches a keyring that is in use; the file is its owner’s alone', () => {
  const file = path.join(folder, 'app.keys')
  const ring = fileKeyring(file, A)
  expect(ring.current().id).toBe(dataKey(A).id)
  writeKeyFile(file, [B, A])
  expect(fs.statSync(file).mode & 0o777).toBe(0o600)
  // found at once when a row asks for it
  expect(ring.byId(dataKey(B).id)?.id).toBe(dataKey(B).id)
  expect(ring.current().id).toBe(dataKey(B).id)
  expect(ring.all()).toHaveLength(2)
})
