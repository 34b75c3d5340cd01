import type { GrantView, SessionView } from '#contract/session.ts'
import { abilitiesOf, narrowingInWords, ROLE_LABELS } from '#domain/access/index.ts'
import { COUNTRY_CODE, type Actor, type Role } from '#domain/kernel/actor.ts'
import type { Id } from '#domain/kernel/id.ts'
import type { Context } from '#server/http/context.ts'
import { actorOf, findWorkDay, listDivisionNames, listOwnGrants, listOwnSessions, type GrantRow } from './repository.ts'
import type { IdentitySettings } from './settings.ts'

/** The session as its own screen shows it; `tokenHash` tells it from the account's others. */
export async function viewSession(
  { tx, today, now }: Pick<Context, 'tx' | 'today' | 'now'>,
  actor: Actor,
  { idleMinutes }: IdentitySettings,
  tokenHash: Buffer,
): Promise<SessionView> {
  const own = rowOf(actor)
  // through another's eyes one grant is seen, and none of the account's sessions
  const { viewer } = actor
  const rows = viewer ? [own] : await listOwnGrants(tx, actor.accountId, today)
  const names = await listDivisionNames(tx, [...rows.map(({ scope_code }) => scope_code), actor.scope.code])
  const sessions = viewer ? [] : await listOwnSessions(tx, actor.accountId, now, idleMinutes)
  const grants = rows.map((row) => viewGrant(row, names))
  const { accountId, name } = actor
  return {
    accountId,
    name,
    grant: viewGrant(own, names),
    grants,
    abilities: [...abilitiesOf(actor)],
    otherSessions: sessions.filter(({ token_hash }) => !token_hash.equals(tokenHash)).length,
    today,
    workDay: await findWorkDay(tx, actor.scope.code, today),
    viewing: viewer ? { by: viewer.name } : null,
  }
}

const rowOf = ({ grantId, role, scope }: Actor): GrantRow => ({
  id: grantId,
  role,
  scope_code: scope.code,
  agency_id: scope.agencyId ?? null,
  station_id: scope.stationId ?? null,
  zone_towns: scope.towns ?? null,
  is_own: scope.isOwn ?? false,
  round_id: scope.roundId ?? null,
})

function viewGrant(row: GrantRow, names: ReadonlyMap<string, string>): GrantView {
  const role = row.role as Role
  const divisionName = row.scope_code === COUNTRY_CODE ? '全国' : (names.get(row.scope_code) ?? row.scope_code)
  const narrowing = narrowingInWords(actorOf('' as Id, '', row).scope)
  return {
    id: row.id,
    role,
    roleLabel: ROLE_LABELS[role],
    scopeCode: row.scope_code,
    divisionName,
    scopeName: narrowing === undefined ? divisionName : `${divisionName}（${narrowing}）`,
    agencyId: row.agency_id,
    stationId: row.station_id,
  }
}
