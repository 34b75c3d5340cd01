import type { Kysely } from 'kysely'
import { FieldUnreadable } from '#server/crypto/index.ts'
import { systemTx } from '#server/db/actor-tx.ts'
import type { DB } from '#server/db/types.ts'
import { listFactors, lockFactors, replaceSecrets, type SealedFactor } from './factor-repository.ts'
import { openTotp, sealTotp, totpKeyId, type Keyed } from './seal-totp.ts'

const BATCH = 200

export interface RotatedFactors {
  readonly done: number
  /** Accounts whose secret opens under no key there is: they need a reset. */
  readonly unreadable: readonly string[]
}

/**
 * Encrypts under the current data key the secrets of second factors that stand under another, or are of before the keyring:
 * batch by batch, so that people go on signing in, and can be taken up where it broke off.
 */
export async function rotateFactors(db: Kysely<DB>, keyed: Keyed): Promise<RotatedFactors> {
  const unreadable: string[] = []
  let done = 0
  for (let after: string | undefined; ;) {
    const batch = await systemTx(db, async (tx) => {
      const current = keyed.keyring.current().id
      const rows = await lockFactors(tx, after, BATCH)
      for (const row of rows) {
        if (sealedOf(row).every((sealed) => totpKeyId(sealed) === current)) continue
        const again = sealedAnew(keyed, row)
        if (again) await replaceSecrets(tx, again)
        else unreadable.push(row.accountId)
        if (again) done++
      }
      return rows
    })
    after = batch.at(-1)?.accountId
    if (batch.length < BATCH) return { done, unreadable }
  }
}

/** How many second factors need each data key; those of before the keyring stand under ''. */
export const countFactorsByKey = (db: Kysely<DB>): Promise<ReadonlyMap<string, number>> =>
  systemTx(db, async (tx) => {
    const counts = new Map<string, number>()
    for (const row of await listFactors(tx))
      for (const id of new Set(sealedOf(row).map((sealed) => totpKeyId(sealed) ?? ''))) counts.set(id, (counts.get(id) ?? 0) + 1)
    return counts
  })

const sealedOf = ({ secret, pendingSecret }: SealedFactor): readonly Buffer[] =>
  [secret, pendingSecret].filter((sealed) => sealed !== null)

function sealedAnew(keyed: Keyed, row: SealedFactor): SealedFactor | undefined {
  const anew = (sealed: Buffer | null) => sealed && sealTotp(keyed, row.accountId, openTotp(keyed, row.accountId, sealed))
  try {
    return { accountId: row.accountId, secret: anew(row.secret), pendingSecret: anew(row.pendingSecret) }
  } catch (error) {
    if (error instanceof FieldUnreadable) return undefined
    throw error
  }
}
