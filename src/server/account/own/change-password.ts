import type { changePassword as endpoint } from '#contract/my-account.ts'
import { checkPassword } from '#domain/account/index.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import { actorTx } from '#server/db/actor-tx.ts'
import type { Preparation, PreparedUseCase } from '#server/http/context.ts'
import {
  findOpen,
  hashPassword,
  passed,
  setOwnPassword,
  type AttemptKeys,
  type Identity,
  type SessionRow,
} from '#server/session/index.ts'
import { checkOwnPassword } from './own-password.ts'
import { findOwnAccount } from '../repository.ts'
import { restart } from '../restart.ts'

interface Checked {
  readonly current: SessionRow
  readonly passwordHash: string
  readonly keys: AttemptKeys
}

/** The current password is right, the new one good. @refuses PASSWORD_WRONG @refuses PASSWORD_SAME @refuses PASSWORD_COMMON */
export const checkNewPassword =
  (identity: Identity): Preparation<typeof endpoint, Checked> =>
  async (before, { current: given, password }) => {
    const current = await findOpen(identity, before)
    if (isRefusal(current)) return current
    if (given.normalize('NFKC') === password.normalize('NFKC')) return refuse('PASSWORD_SAME')
    const account = await actorTx(identity.db, before.actor, (tx) => findOwnAccount(tx, before.actor.accountId))
    if (isRefusal(account)) return account
    const unfit = checkPassword(password, { signInName: account.sign_in_name, personName: account.person_name })
    if (unfit) return unfit
    // last: a new password that will not do is no guess at the present one
    const own = await checkOwnPassword(identity, before, given)
    if (isRefusal(own)) return own
    return { current, passwordHash: await hashPassword(password, identity.settings.passwordCost), keys: own.keys }
  }

/** Sets it; every other session ends, this one goes on under a new token. */
export const changePassword =
  (identity: Identity): PreparedUseCase<typeof endpoint, Checked> =>
  async (context, _, { current, passwordHash, keys }) => {
    await passed(identity, context, keys)
    await setOwnPassword(context.tx, passwordHash, context.now)
    return { endedSessions: await restart(context, identity, current) }
  }
