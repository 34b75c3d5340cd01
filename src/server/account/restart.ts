import type { SignedInContext } from '#server/http/context.ts'
import { deleteOwnSessions, hashToken, startSession, type Identity, type SessionRow } from '#server/session/index.ts'

/** After what guards the account has changed: the other sessions end, this one goes on under a new token. How many ended. */
export async function restart(
  context: SignedInContext,
  identity: Identity,
  { method, hasFactor, expiresAt }: Pick<SessionRow, 'method' | 'hasFactor' | 'expiresAt'>,
): Promise<number> {
  const ended = await deleteOwnSessions(
    context.tx,
    context.actor.accountId,
    hashToken(identity.appKey, context.sessionToken ?? ''),
  )
  await startSession(context, identity, context.actor, { stage: 'open', method, hasFactor, expiresAt })
  return ended
}
