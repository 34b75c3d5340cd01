import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

export const TAG_BYTES = 16

/** Closes and opens frames one after the other: each tag holds for its place in the file. */
export interface Seal {
  close(kind: number, payload: Buffer): { readonly body: Buffer; readonly tag: Buffer }
  /** undefined: this is not the frame that was closed here. */
  open(kind: number, body: Buffer, tag: Buffer): Buffer | undefined
}

/** How a passphrase becomes the key of one file; the salt is new for each, so the frame counter is nonce enough. */
export interface KeyParameters {
  readonly cipher: 'aes-256-gcm'
  readonly kdf: 'scrypt'
  readonly N: number
  readonly r: number
  readonly p: number
  readonly salt: string
}

export const newKeyParameters = (): KeyParameters => ({
  cipher: 'aes-256-gcm',
  kdf: 'scrypt',
  N: 2 ** 16,
  r: 8,
  p: 1,
  salt: randomBytes(32).toString('hex'),
})

const deriveKey = promisify<string, Buffer, number, object, Buffer>(scrypt)

/** A chain of SHA-256: finds damage, truncation and reordering; needs no secret and stops no forger. */
export function chainSeal(header: Buffer): Seal {
  let last: Buffer = createHash('sha256').update(header).digest()
  const next = (kind: number, body: Buffer): Buffer =>
    createHash('sha256')
      .update(last)
      .update(Buffer.from([kind]))
      .update(body)
      .digest()
  return {
    close(kind, payload) {
      last = next(kind, payload)
      return { body: payload, tag: last.subarray(0, TAG_BYTES) }
    },
    open(kind, body, tag) {
      last = next(kind, body)
      return timingSafeEqual(last.subarray(0, TAG_BYTES), tag) ? body : undefined
    },
  }
}

/** AES-256-GCM under a passphrase: nobody without it reads, alters, cuts or reorders frames unseen. */
export async function passphraseSeal(header: Buffer, passphrase: string, { N, r, p, salt }: KeyParameters): Promise<Seal> {
  const key = await deriveKey(passphrase.normalize('NFKC'), Buffer.from(salt, 'hex'), 32, { N, r, p, maxmem: 256 * N * r })
  const headerHash = createHash('sha256').update(header).digest()
  let count = 0
  const nonce = (): Buffer => {
    const bytes = Buffer.alloc(12)
    bytes.writeUIntBE(count++, 6, 6)
    return bytes
  }
  return {
    close(kind, payload) {
      const cipher = createCipheriv('aes-256-gcm', key, nonce()).setAAD(Buffer.concat([headerHash, Buffer.from([kind])]))
      const body = Buffer.concat([cipher.update(payload), cipher.final()])
      return { body, tag: cipher.getAuthTag() }
    },
    open(kind, body, tag) {
      const cipher = createDecipheriv('aes-256-gcm', key, nonce()).setAAD(Buffer.concat([headerHash, Buffer.from([kind])]))
      cipher.setAuthTag(tag)
      try {
        return Buffer.concat([cipher.update(body), cipher.final()])
      } catch {
        return undefined
      }
    },
  }
}
