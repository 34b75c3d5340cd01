import type { Kysely } from 'kysely'
import type { DB } from '#server/db/types.ts'
import type { IdentitySettings } from './settings.ts'

/** What everything about accounts and sessions is given at start. */
export interface Identity {
  readonly db: Kysely<DB>
  readonly appKey: Uint8Array
  readonly settings: IdentitySettings
}
