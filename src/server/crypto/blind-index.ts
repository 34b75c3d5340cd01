import { createHmac } from 'node:crypto'
import type { DataKey } from './data-key.ts'
import type { Keyring } from './keyring.ts'

/** Finds equal values without showing them: a keyed hash of the value in its one written form. */
export const blindIndex = (key: DataKey, kind: string, value: string): Buffer =>
  createHmac('sha256', key.index)
    .update(`${kind}\0${canonical(value)}`)
    .digest()

/** Under every key that may still be in use: what to look for while keys are being changed. */
export const blindIndexes = (keyring: Keyring, kind: string, value: string): readonly Buffer[] =>
  keyring.all().map((key) => blindIndex(key, kind, value))

/** Full-width digits, spaces, dashes and a small x are ways of writing, not other numbers. */
export const canonical = (value: string): string => value.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()

/** Stands for a sensitive value in the audit: equal values look equal, and nothing can be read out of it. */
export function digestOf(keyring: Keyring, value: string): string {
  const key = keyring.current()
  return `hmac:${key.id}:${createHmac('sha256', key.digest).update(value).digest('hex').slice(0, 32)}`
}
