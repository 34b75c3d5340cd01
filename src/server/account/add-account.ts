import { isWholeScope } from '#domain/access/index.ts'
import { checkPassword } from '#domain/account/index.ts'
import type { Role, Scope } from '#domain/kernel/actor.ts'
import type { Id } from '#domain/kernel/id.ts'
import { refuse, type Refusal } from '#domain/kernel/refusal.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import { newId } from '#server/http/new-id.ts'
import { hashPassword, NO_PASSWORD, type PasswordCost } from '#server/session/index.ts'
import { findAccountId, insertAccount, insertGrant } from './repository.ts'

export interface NewAccount {
  /** Where records are to be assigned to it before it is there. */
  readonly id?: Id
  readonly signInName: string
  readonly displayName: string
  /** Without one the person sets it with the reset code. */
  readonly password?: string
  readonly reset?: { readonly codeHash: Buffer; readonly expiresAt: Date } | undefined
  /** What hashing it costs; the standard where nothing is said. No setting and no request says anything. */
  readonly passwordCost?: PasswordCost
  readonly grants: readonly { readonly role: Role; readonly scope: Scope; readonly validFrom: string }[]
}

/**
 * Adds an account with its grants and a password: for the operator at the machine and for demonstrations; officers use
 * create-account. @refuses ACCOUNT_EXISTS @refuses PASSWORD_TOO_SHORT @refuses PASSWORD_COMMON @refuses GRANT_INCOMPLETE
 */
export async function addAccount(tx: Tx, account: NewAccount): Promise<Id | Refusal> {
  const { signInName, displayName, password, reset } = account
  const unfit = password === undefined ? undefined : checkPassword(password, { signInName, personName: displayName })
  if (unfit) return unfit
  if (account.grants.length === 0 || account.grants.some(({ role, scope }) => !isWholeScope(role, scope)))
    return refuse('GRANT_INCOMPLETE')
  if (await findAccountId(tx, account.signInName)) return refuse('ACCOUNT_EXISTS')
  const { id = newId() } = account
  const divisionCode = account.grants[0]?.scope.code ?? ''
  const passwordHash = password === undefined ? NO_PASSWORD : await hashPassword(password, account.passwordCost)
  const names = { signInName, displayName, personName: displayName }
  await insertAccount(tx, { id, ...names, passwordHash, divisionCode, ...(reset && { reset }) })
  for (const grant of account.grants) await insertGrant(tx, id, { id: newId(), ...grant })
  return id
}
