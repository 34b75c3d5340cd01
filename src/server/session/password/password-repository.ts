import { sql } from 'kysely'
import type { Id } from '#domain/kernel/id.ts'
import type { Tx } from '#server/db/actor-tx.ts'

/** The password hash of the account whose transaction this is. */
export async function findOwnPasswordHash(tx: Tx): Promise<string | undefined> {
  const { rows } = await sql<{ hash: string | null }>`select app.own_password_hash() as hash`.execute(tx)
  return rows[0]?.hash ?? undefined
}

export const setOwnPassword = (tx: Tx, passwordHash: string, now: Date): Promise<unknown> =>
  sql`select app.set_own_password(${passwordHash}, ${now}::timestamptz)`.execute(tx)

/** Sets the password where the one-time code is in force; false: it is not. */
export async function redeem(tx: Tx, accountId: Id, codeHash: Buffer, passwordHash: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select app.redeem_reset(${accountId}::uuid, ${codeHash}, ${passwordHash}, ${now}::timestamptz) as done
  `.execute(tx)
  return rows[0]?.done ?? false
}
