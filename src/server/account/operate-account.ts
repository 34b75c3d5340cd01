import { refuse, type Refusal } from '#domain/kernel/refusal.ts'
import { SYSTEM_ACTOR, type Tx } from '#server/db/actor-tx.ts'
import { newId } from '#server/http/new-id.ts'
import { writeAudit } from '#server/http/write-audit.ts'
import { NO_PASSWORD } from '#server/session/index.ts'
import { newReset } from './new-reset.ts'
import {
  clearFactor,
  endSessionsOf,
  findAccountRow,
  findAccountId,
  listAccountRows,
  listHeldGrants,
  setReset,
  updateAccount,
  type HeldGrant,
} from './repository.ts'

/** What the operator at the machine does to accounts; audited like anybody's doing. */
async function operated<T>(
  tx: Tx,
  signInName: string,
  action: string,
  now: Date,
  work: (accountId: string) => Promise<T>,
): Promise<T | Refusal> {
  const accountId = await findAccountId(tx, signInName)
  const row = accountId && (await findAccountRow(tx, accountId))
  if (!row) return refuse('ACCOUNT_NOT_FOUND')
  const result = await work(row.id)
  const note = { subject: 'account', subjectId: row.id, divisionCode: row.division_code }
  await writeAudit(tx, SYSTEM_ACTOR, { action: `operator.${action}`, outcome: 'done', requestId: newId(), note, at: now })
  return result
}

/** A one-time code in place of the password, as an officer's reset gives. @refuses ACCOUNT_NOT_FOUND */
export const resetByOperator = (tx: Tx, appKey: Uint8Array, signInName: string, alsoSecondFactor: boolean, now: Date) =>
  operated(tx, signInName, 'resetAccount', now, async (accountId) => {
    const reset = newReset({ appKey }, accountId, now)
    await setReset(tx, accountId, NO_PASSWORD, reset.codeHash, reset.expiresAt)
    if (alsoSecondFactor) await clearFactor(tx, accountId)
    await endSessionsOf(tx, accountId)
    return reset.shown
  })

/** Disables or enables. @refuses ACCOUNT_NOT_FOUND */
export const switchByOperator = (tx: Tx, signInName: string, isActive: boolean, now: Date) =>
  operated(tx, signInName, isActive ? 'enableAccount' : 'disableAccount', now, async (accountId) => {
    const row = await findAccountRow(tx, accountId)
    await updateAccount(tx, accountId, { isActive, expiresOn: row?.expires_on ?? null })
    return endSessionsOf(tx, accountId)
  })

export interface ListedAccount {
  readonly signInName: string
  readonly personName: string
  readonly isActive: boolean
  readonly expiresOn: string | null
  readonly grants: readonly HeldGrant[]
}

const PAGE = 200

/** Every account with its grants. */
export async function* listAccountsForOperator(tx: Tx, today: string): AsyncGenerator<ListedAccount> {
  for (let after: string | undefined; ;) {
    const rows = await listAccountRows(tx, { after, limit: PAGE })
    for (const row of rows)
      yield {
        signInName: row.sign_in_name,
        personName: row.person_name,
        isActive: row.is_active,
        expiresOn: row.expires_on,
        grants: await listHeldGrants(tx, row.id, today),
      }
    if (rows.length < PAGE) return
    after = rows.at(-1)?.sign_in_name
  }
}
