import { createDecipheriv, hkdfSync } from 'node:crypto'
import { decryptField, encryptField, FieldUnreadable, keyIdOf } from '#server/crypto/index.ts'
import type { Identity } from '../identity.ts'

export type Keyed = Pick<Identity, 'appKey' | 'keyring'>

/** RFC 4226 recommends 160 bits. */
export const SECRET_BYTES = 20
const NONCE = 12
const TAG = 16
/** Before the secrets stood under the keyring: nonce, secret and tag, under a key derived from the application's. */
const BEFORE_BYTES = NONCE + SECRET_BYTES + TAG

const contextOf = (accountId: string): string => `totp/${accountId}`
const isOfBefore = (sealed: Uint8Array): boolean => sealed.length === BEFORE_BYTES

/** The secret of an account's authenticator app as it is stored: encrypted under the current data key, for this account only. */
export const sealTotp = ({ keyring }: Keyed, accountId: string, secret: Uint8Array): Buffer =>
  encryptField(keyring, Buffer.from(secret).toString('hex'), contextOf(accountId))

/** Throws {@link FieldUnreadable}: a key we do not have, another account's, or changed. */
export function openTotp({ appKey, keyring }: Keyed, accountId: string, sealed: Uint8Array): Buffer {
  if (!isOfBefore(sealed)) return Buffer.from(decryptField(keyring, sealed, contextOf(accountId)), 'hex')
  const key = Buffer.from(hkdfSync('sha256', appKey, '', 'totp', 32))
  const box = Buffer.from(sealed)
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, NONCE))
    .setAAD(Buffer.from(accountId))
    .setAuthTag(box.subarray(-TAG))
  try {
    return Buffer.concat([decipher.update(box.subarray(NONCE, -TAG)), decipher.final()])
  } catch (cause) {
    throw new FieldUnreadable('of another application key, or changed', { cause })
  }
}

/** Which data key it stands under; undefined where it is of before the keyring. */
export const totpKeyId = (sealed: Uint8Array): string | undefined => (isOfBefore(sealed) ? undefined : keyIdOf(sealed))
