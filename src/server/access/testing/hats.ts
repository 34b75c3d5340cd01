import { randomBytes } from 'node:crypto'
import { REACHES_OF } from '#domain/access/index.ts'
import { ROLES, type Role, type Scope } from '#domain/kernel/actor.ts'
import type { Id } from '#domain/kernel/id.ts'
import type { TestApp } from '#server/db/testing/test-app.ts'
import { newId } from '#server/http/new-id.ts'
import { hashToken } from '#server/session/index.ts'

/** An account with one grant and an open session, made past the doors: no password, no waiting. */
export interface Hat {
  readonly role: Role
  readonly accountId: Id
  readonly cookie: string
  /** Opens the session again, after whatever ended it. */
  renew(): Promise<void>
}

/** The scope a role has in a county, as narrow as it must be. */
export function scopeIn(role: Role, county: string, narrow: { readonly agencyId: string; readonly stationId: string }): Scope {
  const [reach] = REACHES_OF[role]
  if (reach === 'agency') return { code: county, agencyId: narrow.agencyId as Id }
  if (reach === 'station') return { code: county, stationId: narrow.stationId as Id }
  return reach === 'own' ? { code: county, isOwn: true } : { code: county }
}

export const ACCOUNT_ROLES = ROLES.filter((role) => role !== 'public')

/** Puts on a hat. `validTo`: a grant that ended on that day. */
export async function wear(
  app: TestApp,
  appKey: Uint8Array,
  role: Role,
  scope: Scope,
  validTo: string | null = null,
): Promise<Hat> {
  const [accountId, grantId] = [newId(), newId()]
  await app.query(
    `insert into app.account (id, sign_in_name, display_name, person_name, password_hash, division_code) values ($1, $2, $3, $3, 'x', $4)`,
    [accountId, `${role}-${accountId.slice(-12)}`, role, scope.code],
  )
  await app.query(
    `insert into app.access_grant (account_id, id, role, scope_code, agency_id, station_id, zone_towns, is_own, round_id, valid_from, valid_to)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, '2020-01-01', $10)`,
    [
      accountId,
      grantId,
      role,
      scope.code,
      scope.agencyId ?? null,
      scope.stationId ?? null,
      scope.towns ?? null,
      scope.isOwn ?? false,
      scope.roundId ?? null,
      validTo,
    ],
  )
  const token = randomBytes(32).toString('base64url')
  const renew = async (): Promise<void> => {
    await app.query(
      `insert into app.session (token_hash, account_id, grant_id, expires_at, id, last_seen_at, stage, has_factor, method, place, agent)
       values ($1, $2, $3, now() + interval '1 hour', $4, now(), 'open', true, 'password', '', '') on conflict do nothing`,
      [hashToken(appKey, token), accountId, grantId, newId()],
    )
  }
  await renew()
  return { role, accountId, cookie: `sgz_session=${token}`, renew }
}
