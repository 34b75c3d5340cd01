import type { endAccountSessions as endpointOfSessions, resetAccount as endpoint } from '#contract/account.ts'
import { isRefusal } from '#domain/kernel/refusal.ts'
import type { UseCase } from '#server/http/context.ts'
import { NO_PASSWORD, type Identity } from '#server/session/index.ts'
import { findManaged } from './managed-account.ts'
import { newReset } from './new-reset.ts'
import { clearFactor, endSessionsOf, setReset } from './repository.ts'

/** Ends the password and every session of an account; a one-time code lets its person set a new password. */
export const resetAccount =
  (identity: Identity): UseCase<typeof endpoint> =>
  async (context, { accountId, alsoSecondFactor }) => {
    const account = await findManaged(context, accountId)
    if (isRefusal(account)) return account
    const reset = newReset(identity, accountId, context.now)
    await setReset(context.tx, accountId, NO_PASSWORD, reset.codeHash, reset.expiresAt)
    if (alsoSecondFactor) await clearFactor(context.tx, accountId)
    const endedSessions = await endSessionsOf(context.tx, accountId)
    context.note({ detail: { alsoSecondFactor, endedSessions } })
    return reset.shown
  }

/** Signs an account out everywhere. */
export const endAccountSessions: UseCase<typeof endpointOfSessions> = async (context, { accountId }) => {
  const account = await findManaged(context, accountId)
  return isRefusal(account) ? account : { endedSessions: await endSessionsOf(context.tx, accountId) }
}
