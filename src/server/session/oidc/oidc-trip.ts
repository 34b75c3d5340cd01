import { timingSafeEqual } from 'node:crypto'
import { newToken, keyedHash } from '../token.ts'
import type { OidcTrip } from './oidc-client.ts'

const MINUTES = 10

/**
 * Begins a trip to the provider. The page keeps `binding`; state, nonce and PKCE verifier come out of it by the key, so that
 * only the browser that began can end it, and nothing needs storing. `purpose`: signing in, or linking one account.
 */
export const newBinding = (appKey: Uint8Array, purpose: string, now: Date): string => {
  const body = `${now.getTime().toString(36)}.${newToken()}`
  return `${body}.${mark(appKey, purpose, body)}`
}

/** The trip of a binding made here for `purpose` not long ago. */
export function tripOf(appKey: Uint8Array, purpose: string, binding: string, now: Date): OidcTrip | undefined {
  const [made = '', random = '', given = ''] = binding.split('.')
  const wanted = mark(appKey, purpose, `${made}.${random}`)
  if (given.length !== wanted.length || !timingSafeEqual(Buffer.from(given), Buffer.from(wanted))) return undefined
  if (Math.abs(now.getTime() - Number.parseInt(made, 36)) > MINUTES * 60_000) return undefined
  const part = (name: string): string => keyedHash(appKey, `oidc ${name}`, purpose, binding).toString('base64url')
  return { state: part('state'), nonce: part('nonce'), verifier: part('verifier') }
}

const mark = (appKey: Uint8Array, purpose: string, body: string): string =>
  keyedHash(appKey, 'oidc binding', purpose, body).toString('base64url')
