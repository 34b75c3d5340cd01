import type { beginSetUp as begin, finishSetUp as finish } from '#contract/session.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import type { Preparation, PreparedUseCase } from '#server/http/context.ts'
import { findPending } from '../find-actor.ts'
import type { Identity } from '../identity.ts'
import type { SessionRow } from '../repository.ts'
import { beginSecret, confirmPending } from './second-factor.ts'
import { startSession } from '../start-session.ts'

/** The sign-in that waits for a second factor to be set up. @refuses STEP_OVER */
export const findSettingUp =
  (identity: Identity): Preparation<typeof begin | typeof finish, SessionRow> =>
  (before) =>
    findPending(identity, 'set-up', before)

/** A secret for the app of the person whose password was right. */
export const beginSetUp =
  (identity: Identity): PreparedUseCase<typeof begin, SessionRow> =>
  async (context, _, { actor }) => {
    await context.become(actor)
    return beginSecret(context.tx, identity, actor.accountId, actor.name)
  }

/** Opens the session once a code shows that the app has the secret. @refuses CODE_WRONG */
export const finishSetUp =
  (identity: Identity): PreparedUseCase<typeof finish, SessionRow> =>
  async (context, { code }, { actor, method }) => {
    await context.become(actor)
    const recoveryCodes = await confirmPending(context.tx, identity, actor.accountId, code, context.now)
    if (!recoveryCodes) return refuse('CODE_WRONG')
    const answer = await startSession(context, identity, actor, { stage: 'open', method, hasFactor: true })
    return isRefusal(answer) ? answer : { ...answer, recoveryCodes: [...recoveryCodes] }
  }
