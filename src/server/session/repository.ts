import { sql, type Kysely } from 'kysely'
import type { Id } from '#domain/kernel/id.ts'
import type { Actor, Role, Scope } from '#domain/kernel/actor.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import type { DB } from '#server/db/types.ts'

/** A grant as its table has it. */
export interface GrantRow {
  readonly id: string
  readonly role: string
  readonly scope_code: string
  readonly agency_id: string | null
  readonly station_id: string | null
  readonly zone_towns?: readonly string[] | null
  readonly is_own?: boolean
  readonly round_id?: string | null
}

export interface SignInRow {
  readonly accountId: Id
  readonly signInName: string
  readonly name: string
  readonly personName: string
  readonly passwordHash: string
  readonly resetCodeHash: Buffer | null
  readonly resetExpiresAt: Date | null
  readonly grants: readonly GrantRow[]
}

/** The active account of that name with its grants in force. */
export async function findSignIn(tx: Tx, name: string, today: string): Promise<SignInRow | undefined> {
  interface Row {
    account_id: Id
    sign_in_name: string
    password_hash: string
    display_name: string
    person_name: string
    reset_code_hash: Buffer | null
    reset_expires_at: Date | null
    access_grant: GrantRow | null
  }
  const { rows } = await sql<Row>`select * from app.find_sign_in(${name}, ${today}::date)`.execute(tx)
  const [first] = rows
  return (
    first && {
      accountId: first.account_id,
      signInName: first.sign_in_name,
      name: first.display_name,
      personName: first.person_name,
      passwordHash: first.password_hash,
      resetCodeHash: first.reset_code_hash,
      resetExpiresAt: first.reset_expires_at,
      grants: rows.flatMap(({ access_grant }) => access_grant ?? []),
    }
  )
}

/** How far signing in has come: open, or waiting for a code, or for a second factor to be set up. */
export type Stage = 'open' | 'code' | 'set-up'
export type Method = 'password' | 'oidc'

export interface SessionRow {
  readonly actor: Actor
  readonly sessionId: string
  readonly stage: Stage
  readonly hasFactor: boolean
  readonly method: Method
  readonly lastSeenAt: Date
  readonly expiresAt: Date
  /** It looks through another's eyes: `viewed`, or nobody once that account or grant has ended. */
  readonly isViewing: boolean
  readonly viewed: Actor | undefined
}

/** The session in force of a token. Outside any actor's transaction: who is asking is not known yet. */
export async function findSession(
  db: Kysely<DB>,
  tokenHash: Buffer,
  at: { readonly now: Date; readonly today: string; readonly idleMinutes: number },
): Promise<SessionRow | undefined> {
  interface Row {
    account_id: Id
    display_name: string
    access_grant: GrantRow
    session_id: string
    stage: Stage
    has_factor: boolean
    method: Method
    last_seen_at: Date
    expires_at: Date
    is_viewing: boolean
    viewed_account_id: Id | null
    viewed_name: string | null
    viewed_grant: GrantRow | null
  }
  const { rows } = await sql<Row>`
    select * from app.find_viewing_session(${tokenHash}, ${at.now}::timestamptz, ${at.today}::date, make_interval(mins => ${at.idleMinutes}))
  `.execute(db)
  const [row] = rows
  return (
    row && {
      actor: actorOf(row.account_id, row.display_name, row.access_grant),
      sessionId: row.session_id,
      stage: row.stage,
      hasFactor: row.has_factor,
      method: row.method,
      lastSeenAt: row.last_seen_at,
      expiresAt: row.expires_at,
      isViewing: row.is_viewing,
      viewed:
        row.viewed_account_id !== null && row.viewed_grant
          ? actorOf(row.viewed_account_id, row.viewed_name ?? '', row.viewed_grant)
          : undefined,
    }
  )
}

export const touchSession = (db: Kysely<DB>, tokenHash: Buffer, now: Date): Promise<unknown> =>
  sql`select app.touch_session(${tokenHash}, ${now}::timestamptz)`.execute(db)

/** The own session looks through the eyes of `viewed` from here on; undefined: through its own. */
export async function setViewing(
  tx: Tx,
  tokenHash: Buffer,
  viewed: Pick<Actor, 'accountId' | 'grantId'> | undefined,
): Promise<void> {
  await tx
    .updateTable('session')
    .set({ viewing_account_id: viewed?.accountId ?? null, viewing_grant_id: viewed?.grantId ?? null })
    .where('token_hash', '=', tokenHash)
    .execute()
}

/** Ends the session of a token, whoever's it is: holding the token is enough. */
export const endSession = (tx: Tx, tokenHash: Buffer): Promise<unknown> => sql`select app.end_session(${tokenHash})`.execute(tx)

/** The actor an account is under one grant. */
export function actorOf(accountId: Id, name: string, grant: GrantRow): Actor {
  const scope: Scope = {
    code: grant.scope_code,
    ...(grant.agency_id !== null && { agencyId: grant.agency_id as Id }),
    ...(grant.station_id !== null && { stationId: grant.station_id as Id }),
    ...(grant.zone_towns != null && { towns: grant.zone_towns }),
    ...(grant.is_own && { isOwn: true as const }),
    ...(grant.round_id != null && { roundId: grant.round_id as Id }),
  }
  return { accountId, grantId: grant.id as Id, name, role: grant.role as Role, scope }
}

/** The day on which work in a division is judged: the one that a demonstration there stands still at, else today. */
export async function findWorkDay(tx: Tx, code: string, today: string): Promise<string> {
  const { rows } = await sql<{ day: string }>`
    select reference_day::text as day from app.scheme_adoption
    where layer = 0 and reference_day is not null and in_force @> ${today}::date
      and (starts_with(${code}, unit_code) or starts_with(unit_code, ${code}) or ${code} = '0')
    order by starts_with(${code}, unit_code) desc, length(unit_code) desc, reference_day limit 1`.execute(tx)
  return rows[0]?.day ?? today
}

/** The grants in force of the account whose transaction this is. */
export async function listOwnGrants(tx: Tx, accountId: Id, today: string): Promise<readonly GrantRow[]> {
  const rows = await tx
    .selectFrom('access_grant')
    .select(sql<GrantRow>`to_jsonb(access_grant)`.as('row'))
    .where('account_id', '=', accountId)
    .where(sql<boolean>`app.is_grant_in_force(access_grant, ${today}::date)`)
    .orderBy('valid_from')
    .orderBy('id')
    .execute()
  return rows.map(({ row }) => row)
}

/** Names of divisions by code. */
export async function listDivisionNames(tx: Tx, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom('division')
    .select(['code', 'name'])
    .where('code', 'in', [...codes])
    .execute()
  return new Map(rows.map(({ code, name }) => [code, name]))
}

export interface NewSession {
  readonly id: Id
  readonly tokenHash: Buffer
  readonly now: Date
  readonly expiresAt: Date
  readonly stage: Stage
  readonly hasFactor: boolean
  readonly method: Method
  readonly place: string
  readonly agent: string
}

/** Stores a session and sweeps the account's expired ones. */
export async function insertSession(tx: Tx, actor: Actor, session: NewSession): Promise<void> {
  await tx.deleteFrom('session').where('account_id', '=', actor.accountId).where('expires_at', '<=', session.now).execute()
  await tx
    .insertInto('session')
    .values({
      id: session.id,
      token_hash: session.tokenHash,
      account_id: actor.accountId,
      grant_id: actor.grantId,
      created_at: session.now,
      last_seen_at: session.now,
      expires_at: session.expiresAt,
      stage: session.stage,
      has_factor: session.hasFactor,
      method: session.method,
      place: session.place,
      agent: session.agent,
    })
    .execute()
}

/** The open sessions of the account whose transaction this is, the latest first. */
export const listOwnSessions = (tx: Tx, accountId: Id, now: Date, idleMinutes: number) =>
  tx
    .selectFrom('session')
    .select(['id', 'token_hash', 'created_at', 'last_seen_at', 'expires_at', 'place', 'agent', 'method', 'has_factor'])
    .where('account_id', '=', accountId)
    .where('stage', '=', 'open')
    .where('expires_at', '>', now)
    .where('last_seen_at', '>', new Date(now.getTime() - idleMinutes * 60_000))
    .orderBy('last_seen_at', 'desc')
    .orderBy('id')
    .execute()

/** Ends one session of the own account; false: there is none. */
export async function deleteOwnSession(tx: Tx, accountId: Id, sessionId: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('session')
    .where('account_id', '=', accountId)
    .where('id', '=', sessionId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Ends the sessions of the own account, except the one of `keep`; tells how many. */
export async function deleteOwnSessions(tx: Tx, accountId: Id, keep?: Buffer): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('session')
    .where('account_id', '=', accountId)
    .$if(keep !== undefined, (q) => q.where('token_hash', '!=', keep ?? Buffer.alloc(0)))
    .executeTakeFirst()
  return Number(numDeletedRows)
}
