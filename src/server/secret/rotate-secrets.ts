import type { Kysely } from 'kysely'
import { blindIndex, decryptField, encryptField, type Keyring } from '#server/crypto/index.ts'
import { systemTx } from '#server/db/actor-tx.ts'
import type { DB } from '#server/db/types.ts'
import { countByKey, lockStaleSecrets, updateSecrets } from './repository.ts'
import { contextOf } from './secret-kinds.ts'

const BATCH = 500

/**
 * Encrypts under the current key whatever stands under another, batch by batch, each in a transaction of its own: readers and
 * writers go on, and a rotation that breaks off is taken up where it was. Returns how many numbers were encrypted anew.
 */
export async function rotateSecrets(
  db: Kysely<DB>,
  keyring: Keyring,
  progress: (done: number) => void = () => undefined,
): Promise<number> {
  let done = 0
  for (;;) {
    const count = await systemTx(db, async (tx) => {
      const key = keyring.current()
      const rows = await lockStaleSecrets(tx, key.id, BATCH)
      await updateSecrets(
        tx,
        rows.map((row) => {
          const value = decryptField(keyring, row.ciphertext, contextOf(row))
          return {
            row,
            keyId: key.id,
            ciphertext: encryptField(keyring, value, contextOf(row)),
            blindIndex: blindIndex(key, row.kind, value),
          }
        }),
      )
      return rows.length
    })
    if (count === 0) return done
    done += count
    progress(done)
  }
}

/** How many numbers stand under each key. */
export const countSecretsByKey = (db: Kysely<DB>): Promise<ReadonlyMap<string, number>> =>
  systemTx(db, async (tx) => new Map((await countByKey(tx)).map(({ key_id, n }) => [key_id, n])))
