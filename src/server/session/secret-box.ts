import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const NONCE = 12
const TAG = 16

const keyFor = (appKey: Uint8Array, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', appKey, '', purpose, 32))

/** Encrypts `bytes` for one purpose and one owner: AES-256-GCM under a key derived from the application's. */
export function seal(appKey: Uint8Array, purpose: string, owner: string, bytes: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', keyFor(appKey, purpose), nonce).setAAD(Buffer.from(owner))
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
}

/** Throws if it was sealed by another key, for another purpose or owner, or has been changed. */
export function unseal(appKey: Uint8Array, purpose: string, owner: string, sealed: Uint8Array): Buffer {
  const box = Buffer.from(sealed)
  const decipher = createDecipheriv('aes-256-gcm', keyFor(appKey, purpose), box.subarray(0, NONCE))
    .setAAD(Buffer.from(owner))
    .setAuthTag(box.subarray(-TAG))
  return Buffer.concat([decipher.update(box.subarray(NONCE, -TAG)), decipher.final()])
}
