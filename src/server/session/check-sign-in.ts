import type { signIn as endpoint } from '#contract/session.ts'
import { isRefusal, type Refusal } from '#domain/kernel/refusal.ts'
import { actorTx } from '#server/db/actor-tx.ts'
import type { Preparation } from '#server/http/context.ts'
import { attemptKeys, countAttempt, failed, type AttemptKeys } from './attempt.ts'
import type { Identity } from './identity.ts'
import { isPassword } from './password/password.ts'
import { findSignIn, type SignInRow } from './repository.ts'

export interface CheckedSignIn {
  readonly found: SignInRow
  readonly keys: AttemptKeys
}

/**
 * Whether the password is the account's; no connection is held while it is hashed. An unknown account and a wrong password
 * look and take the same. @refuses SIGN_IN_FAILED @refuses SIGN_IN_TOO_OFTEN
 */
export const checkSignIn =
  (identity: Identity): Preparation<typeof endpoint, CheckedSignIn> =>
  async (before, { name, password }) => {
    const signInName = name.toLowerCase()
    const keys = attemptKeys(identity, `password ${signInName}`, before)
    const tooOften = await countAttempt(identity, keys, before.now)
    if (tooOften) return tooOften
    const found = await lookUp(identity, signInName, before.today)
    if (isRefusal(found)) return found
    if (found.row) before.note({ subject: 'account', subjectId: found.row.accountId })
    if (!(await isPassword(found.row?.passwordHash, password, identity.settings.passwordCost)) || !found.row)
      return failed(identity, keys, before.now, 'SIGN_IN_FAILED')
    return { found: found.row, keys }
  }

/** The account of a name, in a short transaction of nobody's. */
export const lookUp = (
  { db }: Identity,
  signInName: string,
  today: string,
): Promise<{ readonly row: SignInRow | undefined } | Refusal> =>
  actorTx(db, undefined, async (tx) => ({ row: await findSignIn(tx, signInName, today) }))
