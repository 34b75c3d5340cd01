import type { switchGrant as endpoint } from '#contract/session.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import type { PreparedUseCase, Preparation } from '#server/http/context.ts'
import { findOpen } from './find-actor.ts'
import type { Identity } from './identity.ts'
import { actorOf, listOwnGrants, type SessionRow } from './repository.ts'
import { isFactorRequired } from './settings.ts'
import { startSession } from './start-session.ts'

/** The session that goes on. */
export const findCurrent =
  (identity: Identity): Preparation<typeof endpoint, SessionRow> =>
  (before) =>
    findOpen(identity, before)

/** Goes on under another grant of the same account, with a new token and the same end. @refuses GRANT_NOT_FOUND @refuses SECOND_FACTOR_NEEDED */
export const switchGrant =
  (identity: Identity): PreparedUseCase<typeof endpoint, SessionRow> =>
  async (context, { grantId }, current) => {
    const { actor } = context
    const grant = (await listOwnGrants(context.tx, actor.accountId, context.today)).find(({ id }) => id === grantId)
    if (!grant) return refuse('GRANT_NOT_FOUND')
    if (isFactorRequired(identity.settings, [grant]) && !current.hasFactor) return refuse('SECOND_FACTOR_NEEDED')
    const next = actorOf(actor.accountId, actor.name, grant)
    const { method, hasFactor, expiresAt } = current
    const answer = await startSession(context, identity, next, { stage: 'open', method, hasFactor, expiresAt })
    return isRefusal(answer) || !answer.session ? refuse('GRANT_NOT_FOUND') : answer.session
  }
