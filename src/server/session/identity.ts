import type { Kysely } from 'kysely'
import type { Keyring } from '#server/crypto/index.ts'
import type { DB } from '#server/db/types.ts'
import type { IdentitySettings } from './settings.ts'

/** What everything about accounts and sessions is given at start. */
export interface Identity {
  readonly db: Kysely<DB>
  readonly appKey: Uint8Array
  /** Keys of the second factors' secrets. */
  readonly keyring: Keyring
  readonly settings: IdentitySettings
}
