import type { Id } from '#domain/kernel/id.ts'
import type { Tx } from '#server/db/actor-tx.ts'

export interface FactorRow {
  readonly secret: Buffer | null
  readonly pendingSecret: Buffer | null
  readonly lastStep: number
}

/** The second factor of the account whose transaction this is; locked, so that no code is looked at twice at once. */
export async function findFactor(tx: Tx, accountId: Id): Promise<FactorRow | undefined> {
  const row = await tx
    .selectFrom('second_factor')
    .select(['secret', 'pending_secret', 'last_step'])
    .where('account_id', '=', accountId)
    .forUpdate()
    .executeTakeFirst()
  return row && { secret: row.secret, pendingSecret: row.pending_secret, lastStep: row.last_step }
}

export async function hasConfirmedFactor(tx: Tx, accountId: Id): Promise<boolean> {
  const row = await tx.selectFrom('second_factor').select('confirmed_at').where('account_id', '=', accountId).executeTakeFirst()
  return row?.confirmed_at != null
}

/** Keeps a secret until a code shows that the device has it. */
export async function keepPendingSecret(tx: Tx, accountId: Id, sealed: Buffer): Promise<void> {
  await tx
    .insertInto('second_factor')
    .values({ account_id: accountId, pending_secret: sealed })
    .onConflict((oc) => oc.column('account_id').doUpdateSet({ pending_secret: sealed }))
    .execute()
}

export async function confirmSecret(tx: Tx, accountId: Id, sealed: Buffer, step: number, now: Date): Promise<void> {
  await tx
    .updateTable('second_factor')
    .set({ secret: sealed, pending_secret: null, confirmed_at: now, last_step: step })
    .where('account_id', '=', accountId)
    .execute()
}

export async function useStep(tx: Tx, accountId: Id, step: number): Promise<void> {
  await tx.updateTable('second_factor').set({ last_step: step }).where('account_id', '=', accountId).execute()
}

export async function deleteFactor(tx: Tx, accountId: Id): Promise<void> {
  await tx.deleteFrom('recovery_code').where('account_id', '=', accountId).execute()
  await tx.deleteFrom('second_factor').where('account_id', '=', accountId).execute()
}

export async function replaceRecoveryCodes(tx: Tx, accountId: Id, hashes: readonly Buffer[]): Promise<void> {
  await tx.deleteFrom('recovery_code').where('account_id', '=', accountId).execute()
  await tx
    .insertInto('recovery_code')
    .values(hashes.map((code_hash) => ({ account_id: accountId, code_hash })))
    .execute()
}

/** Spends a recovery code; false: it is none of the account's, or has been used. */
export async function spendRecoveryCode(tx: Tx, accountId: Id, codeHash: Buffer, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('recovery_code')
    .set({ used_at: now })
    .where('account_id', '=', accountId)
    .where('code_hash', '=', codeHash)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function countRecoveryCodes(tx: Tx, accountId: Id): Promise<number> {
  const { n } = await tx
    .selectFrom('recovery_code')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return n
}

/** What stands encrypted for an account. */
export interface SealedFactor {
  readonly accountId: string
  readonly secret: Buffer | null
  readonly pendingSecret: Buffer | null
}

const sealed = (tx: Tx) =>
  tx.selectFrom('second_factor').select(['account_id as accountId', 'secret', 'pending_secret as pendingSecret'])

/** Everybody's; only the program itself sees them. */
export const listFactors = (tx: Tx): Promise<readonly SealedFactor[]> => sealed(tx).execute()

/** The next accounts' by id, locked against being changed meanwhile. */
export const lockFactors = (tx: Tx, after: string | undefined, limit: number): Promise<readonly SealedFactor[]> =>
  sealed(tx)
    .$if(after !== undefined, (query) => query.where('account_id', '>', after ?? ''))
    .orderBy('account_id')
    .limit(limit)
    .forUpdate()
    .execute()

export async function replaceSecrets(tx: Tx, { accountId, secret, pendingSecret }: SealedFactor): Promise<void> {
  await tx
    .updateTable('second_factor')
    .set({ secret, pending_secret: pendingSecret })
    .where('account_id', '=', accountId)
    .execute()
}
