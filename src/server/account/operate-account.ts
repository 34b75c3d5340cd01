import type { GrantInput } from '#contract/account.ts'
import { isLowEnough } from '#domain/access/index.ts'
import { isPersonName } from '#domain/account/index.ts'
import type { Id } from '#domain/kernel/id.ts'
import { isRefusal, refuse, type Refusal } from '#domain/kernel/refusal.ts'
import { SYSTEM_ACTOR, type Tx } from '#server/db/actor-tx.ts'
import { newId } from '#server/http/new-id.ts'
import { civilDayOf } from '#server/http/today.ts'
import { writeAudit } from '#server/http/write-audit.ts'
import { NO_PASSWORD } from '#server/session/index.ts'
import { addAccount, type NewAccount } from './add-account.ts'
import { checkGrant, stillHeld } from './decide-grant.ts'
import { newReset } from './new-reset.ts'
import {
  clearFactor,
  endSessionsOf,
  findAccountRow,
  findAccountId,
  findGround,
  insertGrant,
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
  work: (accountId: string) => Promise<T | Refusal>,
): Promise<T | Refusal> {
  const accountId = await findAccountId(tx, signInName)
  const row = accountId && (await findAccountRow(tx, accountId))
  if (!row) return refuse('ACCOUNT_NOT_FOUND')
  const result = await work(row.id)
  if (isRefusal(result)) return result
  const note = { subject: 'account', subjectId: row.id, divisionCode: row.division_code }
  await writeAudit(tx, SYSTEM_ACTOR, { action: `operator.${action}`, outcome: 'done', requestId: newId(), note, at: now })
  return result
}

/**
 * A new account with any role: the first of an office comes from here. `appKey` in place of a password: a one-time code to set
 * it with. @refuses NOT_A_PERSON @refuses GRANT_TOO_HIGH and what addAccount refuses
 */
export async function addByOperator(
  tx: Tx,
  account: Omit<NewAccount, 'id' | 'reset' | 'password'>,
  secret: { readonly password: string } | { readonly appKey: Uint8Array },
  now: Date,
): Promise<{ readonly code: string; readonly expiresAt: string } | null | Refusal> {
  if (!isPersonName(account.displayName)) return refuse('NOT_A_PERSON')
  if (!account.grants.every(({ role, scope }) => isLowEnough(role, scope))) return refuse('GRANT_TOO_HIGH')
  const id = newId()
  const reset = 'appKey' in secret ? newReset(secret, id, now) : undefined
  const added = await addAccount(tx, { ...account, ...('password' in secret && { password: secret.password }), id, reset })
  if (isRefusal(added)) return added
  const [first] = account.grants
  const note = {
    subject: 'account',
    subjectId: id,
    ...(first && { divisionCode: first.scope.code }),
    detail: { roles: account.grants.map(({ role }) => role).join(' ') },
  }
  await writeAudit(tx, SYSTEM_ACTOR, { action: 'operator.addAccount', outcome: 'done', requestId: newId(), note, at: now })
  return reset?.shown ?? null
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

/** Another grant, of any role: sound in itself, beside what the account holds. @refuses ACCOUNT_NOT_FOUND and what checkGrant refuses */
export const grantByOperator = (tx: Tx, signInName: string, input: GrantInput, now: Date) =>
  operated<Id>(tx, signInName, 'addGrant', now, async (accountId) => {
    const today = civilDayOf(now)
    const grant = checkGrant(input, stillHeld(await listHeldGrants(tx, accountId, today), today), today)
    if (isRefusal(grant)) return grant
    const ground = input.ground && (await findGround(tx, input.ground, grant.scope))
    if (input.ground && !ground) return refuse('GROUND_NOT_FOUND')
    const id = newId()
    await insertGrant(tx, accountId as Id, { id, ...grant, isActing: input.isActing, ground })
    return id
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
