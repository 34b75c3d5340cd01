import { createHmac, randomBytes } from 'node:crypto'

export const newToken = (): string => randomBytes(32).toString('base64url')

/** What the database keeps of a token: worthless without the key. */
export const hashToken = (appKey: Uint8Array, token: string): Buffer => createHmac('sha256', appKey).update(token).digest()

/** The keyed hash of something that is not a session token; `purpose` keeps one kind from passing as another. */
export const keyedHash = (appKey: Uint8Array, purpose: string, ...parts: readonly string[]): Buffer =>
  createHmac('sha256', appKey)
    .update(JSON.stringify([purpose, ...parts]))
    .digest()
