import type { endViewing as endpointOfEnd, startViewing as endpoint } from '#contract/session.ts'
import type { Id } from '#domain/kernel/id.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import type { Preparation, PreparedUseCase, UseCase } from '#server/http/context.ts'
import {
  actorOf,
  findOpen,
  hashToken,
  isFactorRequired,
  setViewing,
  viewSession,
  type Identity,
  type SessionRow,
} from '#server/session/index.ts'
import { findManaged } from './managed-account.ts'
import { findGrantHolder } from './repository.ts'

/** The session that is to look through other eyes. */
export const findViewer =
  (identity: Identity): Preparation<typeof endpoint, SessionRow> =>
  (before) =>
    findOpen(identity, before)

/**
 * Looks through the eyes of an account that is the caller's to manage, under one of its grants in force, until ended.
 * @refuses GRANT_NOT_FOUND @refuses OWN_ACCOUNT @refuses GRANT_ABOVE_OWN @refuses SECOND_FACTOR_NEEDED
 */
export const startViewing =
  ({ appKey, settings }: Identity): PreparedUseCase<typeof endpoint, SessionRow> =>
  async (context, { grantId }, { hasFactor }) => {
    const { tx, actor, sessionToken = '' } = context
    const holder = await findGrantHolder(tx, grantId)
    if (holder === undefined) return refuse('GRANT_NOT_FOUND')
    const managed = await findManaged(context, holder)
    if (isRefusal(managed)) return managed.code === 'ACCOUNT_NOT_FOUND' ? refuse('GRANT_NOT_FOUND') : managed
    const { row, grants } = managed
    const grant = grants.find(({ id, isInForce }) => id === grantId && isInForce)
    const isUsable = row.is_active && (row.expires_on === null || row.expires_on > context.today)
    if (!grant || !isUsable) return refuse('GRANT_NOT_FOUND')
    if (!hasFactor && isFactorRequired(settings, [grant])) return refuse('SECOND_FACTOR_NEEDED')
    const viewed = { ...actorOf(row.id as Id, row.display_name, grant), viewer: actor }
    const tokenHash = hashToken(appKey, sessionToken)
    await setViewing(tx, tokenHash, viewed)
    context.note({ detail: { viewAs: viewed.accountId, viewAsGrant: viewed.grantId } })
    return viewSession(context, viewed, settings, tokenHash)
  }

/** Looks with the own eyes again. */
export const endViewing =
  ({ appKey, settings }: Identity): UseCase<typeof endpointOfEnd> =>
  async (context) => {
    const tokenHash = hashToken(appKey, context.sessionToken ?? '')
    await setViewing(context.tx, tokenHash, undefined)
    return viewSession(context, context.actor, settings, tokenHash)
  }
