import type { signOut as endpoint } from '#contract/session.ts'
import type { UseCase } from '#server/http/context.ts'
import { endSession } from './repository.ts'
import { hashToken } from './token.ts'

/** Ends the session the request came with; without one there is nothing to do. */
export const signOut =
  (appKey: Uint8Array): UseCase<typeof endpoint> =>
  async (context) => {
    if (context.sessionToken !== undefined) await endSession(context.tx, hashToken(appKey, context.sessionToken))
    context.setSessionToken(null)
    return {}
  }
