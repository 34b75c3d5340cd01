import { sql } from 'kysely'
import type { Id } from '#domain/kernel/id.ts'
import type { Tx } from '#server/db/actor-tx.ts'

/** The sign-in name of the account linked to a user of a provider. */
export async function findLinkedName(tx: Tx, issuer: string, subject: string): Promise<string | undefined> {
  const { rows } = await sql<{ name: string | null }>`select app.find_federated(${issuer}, ${subject}) as name`.execute(tx)
  return rows[0]?.name ?? undefined
}

/** Whether an account is linked to some user of the provider. */
export async function isLinked(tx: Tx, accountId: Id, issuer: string): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`select app.has_federated(${accountId}::uuid, ${issuer}) as is`.execute(tx)
  return rows[0]?.is ?? false
}

/** Links a user of a provider to the account whose transaction this is; false: the user is linked already. */
export async function insertLink(tx: Tx, accountId: Id, issuer: string, subject: string, now: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('federated_identity')
    .values({ issuer, subject, account_id: accountId, linked_at: now })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function deleteOwnLinks(tx: Tx, accountId: Id): Promise<void> {
  await tx.deleteFrom('federated_identity').where('account_id', '=', accountId).execute()
}
