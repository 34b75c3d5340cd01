import type { enterCode as endpoint } from '#contract/session.ts'
import { isRefusal } from '#domain/kernel/refusal.ts'
import { actorTx } from '#server/db/actor-tx.ts'
import type { Preparation, PreparedUseCase } from '#server/http/context.ts'
import { attemptKeys, countAttempt, failed, passed, type AttemptKeys } from '../attempt.ts'
import { findPending } from '../find-actor.ts'
import type { Identity } from '../identity.ts'
import type { SessionRow } from '../repository.ts'
import { spendCode } from './second-factor.ts'
import { startSession } from '../start-session.ts'

interface Checked {
  readonly pending: SessionRow
  readonly keys: AttemptKeys
}

/** Spends the code, in a transaction of its own: it is gone even if what follows fails. @refuses STEP_OVER @refuses CODE_WRONG @refuses SIGN_IN_TOO_OFTEN */
export const checkCode =
  (identity: Identity): Preparation<typeof endpoint, Checked> =>
  async (before, { code }) => {
    const pending = await findPending(identity, 'code', before)
    if (isRefusal(pending)) return pending
    const { accountId } = pending.actor
    before.note({ subject: 'account', subjectId: accountId })
    const keys = attemptKeys(identity, `code ${accountId}`, before)
    const tooOften = await countAttempt(identity, keys, before.now)
    if (tooOften) return tooOften
    const isSpent = await actorTx(identity.db, pending.actor, (tx) => spendCode(tx, identity, accountId, code, before.now))
    return isSpent === true ? { pending, keys } : failed(identity, keys, before.now, 'CODE_WRONG')
  }

/** The second step: the session opens, under a new token. */
export const enterCode =
  (identity: Identity): PreparedUseCase<typeof endpoint, Checked> =>
  async (context, _, { pending, keys }) => {
    await passed(identity, context, keys)
    return startSession(context, identity, pending.actor, { stage: 'open', method: pending.method, hasFactor: true })
  }
