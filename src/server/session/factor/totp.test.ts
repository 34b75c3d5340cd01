import { describe, expect, test } from 'vitest'
import { toBase32 } from './base32.ts'
import { findStep, hotp, timeStep, totpUri } from './totp.ts'

const ascii = (length: number) => Buffer.from('1234567890'.repeat(7).slice(0, length))

test('RFC 4226 appendix D', () => {
  const wanted = ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489']
  expect(wanted.map((_, counter) => hotp(ascii(20), counter))).toEqual(wanted)
})

describe('RFC 6238 appendix B', () => {
  test.each([
    [59, '94287082', '46119246', '90693936'],
    [1_111_111_109, '07081804', '68084774', '25091201'],
    [1_111_111_111, '14050471', '67062674', '99943326'],
    [1_234_567_890, '89005924', '91819424', '93441116'],
    [2_000_000_000, '69279037', '90698825', '38618901'],
    [20_000_000_000, '65353130', '77737706', '47863826'],
  ])('at %i s', (seconds, sha1, sha256, sha512) => {
    const step = timeStep(new Date(seconds * 1000))
    expect(hotp(ascii(20), step, 8, 'sha1')).toBe(sha1)
    expect(hotp(ascii(32), step, 8, 'sha256')).toBe(sha256)
    expect(hotp(ascii(64), step, 8, 'sha512')).toBe(sha512)
  })
})

test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('RFC 4648 base32 of %j', (text, wanted) => expect(toBase32(Buffer.from(text))).toBe(wanted))

test('a code works one step early and one late, and never a second time', () => {
  const secret = ascii(20)
  const now = new Date('2026-11-23T04:00:10Z')
  const step = timeStep(now)
  for (const near of [step - 1, step, step + 1]) expect(findStep(secret, hotp(secret, near), now, 0)).toBe(near)
  for (const far of [step - 2, step + 2]) expect(findStep(secret, hotp(secret, far), now, 0)).toBeUndefined()
  expect(findStep(secret, hotp(secret, step), now, step)).toBeUndefined()
  expect(findStep(secret, '', now, 0)).toBeUndefined()
})

test('the address for authenticator apps names issuer and account', () => {
  expect(new URL(totpUri(ascii(20), 'li')).searchParams.get('secret')).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
})
