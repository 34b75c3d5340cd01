import { randomBytes } from 'node:crypto'
import { toBase32 } from '../factor/base32.ts'
import { keyedHash } from '../token.ts'

const GROUP = 5
/** A reset code is good for so long. */
export const RESET_HOURS = 24

const inGroups = (text: string): string => (text.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []).join('-')
const bare = (code: string): string => code.toUpperCase().replace(/[^A-Z2-7]/g, '')

/** 100 random bits in four groups: to be read out or written down. */
export const newResetCode = (): string => inGroups(toBase32(randomBytes(13)).slice(0, 4 * GROUP))
export const hashResetCode = (appKey: Uint8Array, accountId: string, code: string): Buffer =>
  keyedHash(appKey, 'reset', accountId, bare(code))

/** Ten recovery codes of 50 random bits. */
export const newRecoveryCodes = (): readonly string[] =>
  Array.from({ length: 10 }, () => inGroups(toBase32(randomBytes(7)).slice(0, 2 * GROUP)))
export const hashRecoveryCode = (appKey: Uint8Array, accountId: string, code: string): Buffer =>
  keyedHash(appKey, 'recovery', accountId, bare(code))
