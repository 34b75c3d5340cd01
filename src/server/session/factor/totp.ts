import { createHmac, timingSafeEqual } from 'node:crypto'
import { toBase32 } from './base32.ts'

const STEP_SECONDS = 30
const DIGITS = 6
/** Steps a device's clock may be off, each way. */
const DRIFT = 1

type Algorithm = 'sha1' | 'sha256' | 'sha512'

/** RFC 4226 one-time password. */
export function hotp(secret: Uint8Array, counter: number, digits = DIGITS, algorithm: Algorithm = 'sha1'): string {
  const message = Buffer.alloc(8)
  message.writeBigUInt64BE(BigInt(counter))
  const mac = createHmac(algorithm, secret).update(message).digest()
  const offset = (mac.at(-1) ?? 0) & 0x0f
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff
  return String(number % 10 ** digits).padStart(digits, '0')
}

/** The RFC 6238 time step of an instant. */
export const timeStep = (now: Date): number => Math.floor(now.getTime() / 1000 / STEP_SECONDS)

/** The step whose password `code` is; undefined if none near `now`, or none after `lastStep`: a code works once. */
export function findStep(secret: Uint8Array, code: string, now: Date, lastStep: number): number | undefined {
  const given = Buffer.from(code)
  const present = timeStep(now)
  let found: number | undefined
  for (let step = present - DRIFT; step <= present + DRIFT; step++) {
    const wanted = Buffer.from(hotp(secret, step))
    if (given.length === wanted.length && timingSafeEqual(given, wanted) && step > lastStep) found = step
  }
  return found
}

/** What the QR code of an authenticator app holds. */
export const totpUri = (secret: Uint8Array, signInName: string): string =>
  `otpauth://totp/${encodeURIComponent('社工站')}:${encodeURIComponent(signInName)}?secret=${toBase32(secret)}&issuer=${encodeURIComponent('社工站')}&digits=${DIGITS}&period=${STEP_SECONDS}`
