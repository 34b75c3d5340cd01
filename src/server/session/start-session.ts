import type { SignInAnswer } from '#contract/session.ts'
import type { Actor } from '#domain/kernel/actor.ts'
import type { Context } from '#server/http/context.ts'
import type { Identity } from './identity.ts'
import { endSession, insertSession, type Method, type Stage } from './repository.ts'
import { hashToken, newToken } from './token.ts'
import { viewSession } from './view-session.ts'
import { shownAgent, shownPlace } from './where-from.ts'

/** Time for the second step of signing in. */
const STEP_MINUTES = 10

export interface Entry {
  readonly stage: Stage
  readonly method: Method
  readonly hasFactor: boolean
  /** The end of the session this one goes on from: a new token is no new life. */
  readonly expiresAt?: Date
}

/** Gives `actor` a session with a new token; the one the request came with ends, so that no planted or old token lives on. */
export async function startSession(
  context: Context,
  { appKey, settings }: Identity,
  actor: Actor,
  entry: Entry,
): Promise<SignInAnswer> {
  const { tx, now } = context
  await context.become(actor)
  if (context.sessionToken !== undefined) await endSession(tx, hashToken(appKey, context.sessionToken))
  const token = newToken()
  const minutes = entry.stage === 'open' ? settings.absoluteHours * 60 : STEP_MINUTES
  const expiresAt = entry.expiresAt ?? new Date(now.getTime() + minutes * 60_000)
  const tokenHash = hashToken(appKey, token)
  await insertSession(tx, actor, {
    id: context.newId(),
    tokenHash,
    now,
    expiresAt,
    stage: entry.stage,
    hasFactor: entry.hasFactor,
    method: entry.method,
    place: shownPlace(context.address),
    agent: shownAgent(context.agent),
  })
  context.setSessionToken(token, expiresAt)
  if (entry.stage !== 'open') return { session: null, next: entry.stage }
  return { session: await viewSession(context, actor, settings, tokenHash), next: 'none' }
}
