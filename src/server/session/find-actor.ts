import { mayGrant } from '#domain/access/index.ts'
import type { Actor } from '#domain/kernel/actor.ts'
import { isRefusal, refuse, type Refusal } from '#domain/kernel/refusal.ts'
import { civilDayOf } from '#server/http/today.ts'
import type { Identity } from './identity.ts'
import { findSession, touchSession, type SessionRow, type Stage } from './repository.ts'
import { isFactorRequired, type IdentitySettings } from './settings.ts'
import { hashToken } from './token.ts'

/** Using a session is noted no more often than this. */
const TOUCH_MS = 60_000

/** Who holds the session token, if the session, the account and the grant are in force; or through whose eyes they look. */
export const findActor =
  ({ db, appKey, settings }: Identity, clock: () => Date) =>
  async (token: string): Promise<Actor | undefined> => {
    const now = clock()
    const tokenHash = hashToken(appKey, token)
    const session = await findSession(db, tokenHash, { now, today: civilDayOf(now), idleMinutes: settings.idleMinutes })
    if (session?.stage !== 'open') return undefined
    if (!session.hasFactor && isFactorRequired(settings, [session.actor])) return undefined
    if (Math.abs(now.getTime() - session.lastSeenAt.getTime()) >= TOUCH_MS) await touchSession(db, tokenHash, now)
    return session.isViewing ? seenThrough(session, settings) : session.actor
  }

/** The viewed actor, as long as that may be looked through; then nobody, never silently the own account again. */
function seenThrough({ actor, viewed, hasFactor }: SessionRow, settings: IdentitySettings): Actor | undefined {
  if (!viewed || !mayGrant(actor, viewed.role, viewed.scope)) return undefined
  return hasFactor || !isFactorRequired(settings, [viewed]) ? { ...viewed, viewer: actor } : undefined
}

/** The open session a request came with. @refuses NOT_SIGNED_IN */
export async function findOpen(
  { db, appKey, settings }: Identity,
  { sessionToken, now, today }: { readonly sessionToken: string | undefined; readonly now: Date; readonly today: string },
): Promise<SessionRow | Refusal> {
  const found =
    sessionToken === undefined
      ? undefined
      : await findSession(db, hashToken(appKey, sessionToken), { now, today, idleMinutes: settings.idleMinutes })
  return found?.stage === 'open' ? found : refuse('NOT_SIGNED_IN')
}

/** The session of a sign-in that waits for `stage`. @refuses STEP_OVER */
export async function findPending(
  { db, appKey, settings }: Identity,
  stage: Exclude<Stage, 'open'>,
  { sessionToken, now, today }: { readonly sessionToken: string | undefined; readonly now: Date; readonly today: string },
): Promise<SessionRow | Refusal> {
  if (sessionToken === undefined) return refuse('STEP_OVER')
  const found = await findSession(db, hashToken(appKey, sessionToken), { now, today, idleMinutes: settings.idleMinutes })
  return found?.stage === stage ? found : refuse('STEP_OVER')
}

/** What a browser without a session has still to do. */
export async function nextStep(
  identity: Identity,
  context: Parameters<typeof findPending>[2],
): Promise<'none' | 'code' | 'set-up'> {
  for (const stage of ['code', 'set-up'] as const) if (!isRefusal(await findPending(identity, stage, context))) return stage
  return 'none'
}
