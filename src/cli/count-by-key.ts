import type { Kysely } from 'kysely'
import type { Keyring } from '#server/crypto/index.ts'
import type { DB } from '#server/db/types.ts'
import { countSecretsByKey } from '#server/secret/index.ts'
import { countFactorsByKey } from '#server/session/index.ts'

export const BEFORE_KEYRING = ''

/** How many numbers and second factors stand under each key; under '' those of before the keyring. */
export async function countByKey(db: Kysely<DB>): Promise<ReadonlyMap<string, number>> {
  const counts = new Map(await countSecretsByKey(db))
  for (const [id, n] of await countFactorsByKey(db)) counts.set(id, (counts.get(id) ?? 0) + n)
  return counts
}

/** What stands under keys that are not at hand, and cannot be read. */
export const lostAmong = (counts: ReadonlyMap<string, number>, ring: Keyring): readonly (readonly [id: string, n: number])[] =>
  [...counts].filter(([id]) => id !== BEFORE_KEYRING && !ring.byId(id))
