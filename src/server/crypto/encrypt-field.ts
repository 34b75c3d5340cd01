import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { DataKey } from './data-key.ts'
import type { Keyring } from './keyring.ts'

/** A field that cannot be read: an unknown key, another row's ciphertext, or bytes that somebody changed. */
export class FieldUnreadable extends Error {}

const AES_GCM = 1
const SM4_CBC_SM3 = 2
const ID_BYTES = 4
const HEAD_BYTES = 1 + ID_BYTES
const IV_BYTES = { [AES_GCM]: 12, [SM4_CBC_SM3]: 16 } as const
const TAG_BYTES = { [AES_GCM]: 16, [SM4_CBC_SM3]: 32 } as const

/**
 * Encrypts `text` under the current key. `context` says where the ciphertext belongs (row and column); it reads nowhere else.
 * Layout: algorithm (1 byte), key id (4), nonce, tag, ciphertext.
 */
export function encryptField(keyring: Keyring, text: string, context: string): Buffer {
  const key = keyring.current()
  const algorithm = keyring.suite === 'sm' ? SM4_CBC_SM3 : AES_GCM
  const head = Buffer.concat([Buffer.of(algorithm), Buffer.from(key.id, 'hex')])
  const iv = randomBytes(IV_BYTES[algorithm])
  const bound = Buffer.concat([head, Buffer.from(context, 'utf8')])
  if (algorithm === AES_GCM) {
    const cipher = createCipheriv('aes-256-gcm', key.aes, iv)
    cipher.setAAD(bound)
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([head, iv, cipher.getAuthTag(), body])
  }
  const cipher = createCipheriv('sm4-cbc', key.sm4, iv)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([head, iv, macOf(key, bound, iv, body), body])
}

/** What was encrypted for `context`, under whichever key and algorithm. Throws {@link FieldUnreadable}. */
export function decryptField(keyring: Keyring, bytes: Uint8Array, context: string): string {
  const all = Buffer.from(bytes)
  const algorithm = all[0]
  if (algorithm !== AES_GCM && algorithm !== SM4_CBC_SM3) throw new FieldUnreadable('unknown algorithm')
  const key = keyring.byId(keyIdOf(all))
  if (!key) throw new FieldUnreadable(`unknown key ${keyIdOf(all)}`)
  const ivEnd = HEAD_BYTES + IV_BYTES[algorithm]
  const tagEnd = ivEnd + TAG_BYTES[algorithm]
  if (all.length < tagEnd) throw new FieldUnreadable('cut short')
  const [iv, tag, body] = [all.subarray(HEAD_BYTES, ivEnd), all.subarray(ivEnd, tagEnd), all.subarray(tagEnd)]
  const bound = Buffer.concat([all.subarray(0, HEAD_BYTES), Buffer.from(context, 'utf8')])
  try {
    if (algorithm === AES_GCM) {
      const decipher = createDecipheriv('aes-256-gcm', key.aes, iv)
      decipher.setAAD(bound)
      decipher.setAuthTag(tag)
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
    }
    if (!timingSafeEqual(macOf(key, bound, iv, body), tag)) throw new FieldUnreadable('changed')
    const decipher = createDecipheriv('sm4-cbc', key.sm4, iv)
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
  } catch (cause) {
    throw cause instanceof FieldUnreadable ? cause : new FieldUnreadable('changed, or of another row', { cause })
  }
}

/** The id of the key a ciphertext needs. */
export const keyIdOf = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(1, HEAD_BYTES)).toString('hex')

/** Encrypt, then authenticate: over the algorithm, the key id, the context, the nonce and the ciphertext. */
function macOf(key: DataKey, bound: Buffer, iv: Buffer, body: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bound.length)
  return createHmac('sm3', key.mac).update(length).update(bound).update(iv).update(body).digest()
}
