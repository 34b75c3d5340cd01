import type {
  endMySession as endpointOfOne,
  endMySessions as endpointOfAll,
  listMySessions as endpoint,
} from '#contract/my-account.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import type { UseCase } from '#server/http/context.ts'
import { deleteOwnSession, deleteOwnSessions, hashToken, listOwnSessions, type Identity } from '#server/session/index.ts'

/** Where the own account is signed in. */
export const listMySessions =
  ({ appKey, settings }: Identity): UseCase<typeof endpoint> =>
  async ({ tx, actor, now, sessionToken = '' }) => {
    const here = hashToken(appKey, sessionToken)
    const rows = await listOwnSessions(tx, actor.accountId, now, settings.idleMinutes)
    return rows.map((row) => ({
      id: row.id,
      isThis: row.token_hash.equals(here),
      startedAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      place: row.place,
      agent: row.agent,
      method: row.method === 'oidc' ? 'oidc' : 'password',
      hasFactor: row.has_factor,
    }))
  }

/** Signs out one of them. */
export const endMySession: UseCase<typeof endpointOfOne> = async ({ tx, actor }, { sessionId }) =>
  (await deleteOwnSession(tx, actor.accountId, sessionId)) ? {} : refuse('SESSION_NOT_FOUND')

/** Signs out everywhere, here too. */
export const endMySessions: UseCase<typeof endpointOfAll> = async ({ tx, actor, setSessionToken }) => {
  setSessionToken(null)
  return { endedSessions: await deleteOwnSessions(tx, actor.accountId) }
}
