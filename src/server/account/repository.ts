import { sql } from 'kysely'
import type { Role, Scope } from '#domain/kernel/actor.ts'
import type { Id } from '#domain/kernel/id.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import type { GrantRow } from '#server/session/index.ts'

export async function findAccountId(tx: Tx, signInName: string): Promise<Id | undefined> {
  const row = await tx.selectFrom('account').select('id').where('sign_in_name', '=', signInName).executeTakeFirst()
  return row?.id as Id | undefined
}

/** Whether the name is taken anywhere, also outside the caller's scope: the insert says so, and changes nothing then. */
export async function insertAccount(
  tx: Tx,
  account: {
    readonly id: Id
    readonly signInName: string
    readonly displayName: string
    readonly personName: string
    readonly passwordHash: string
    readonly divisionCode: string
    readonly expiresOn?: string | undefined
    readonly reset?: { readonly codeHash: Buffer; readonly expiresAt: Date }
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('account')
    .values({
      id: account.id,
      sign_in_name: account.signInName,
      display_name: account.displayName,
      person_name: account.personName,
      password_hash: account.passwordHash,
      division_code: account.divisionCode,
      expires_on: account.expiresOn ?? null,
      reset_code_hash: account.reset?.codeHash ?? null,
      reset_expires_at: account.reset?.expiresAt ?? null,
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export interface Ground {
  readonly countyId: number
  readonly subject: 'contract' | 'posting'
  readonly id: string
}

export interface NewGrant {
  readonly id: Id
  readonly role: Role
  readonly scope: Scope
  readonly validFrom: string
  readonly validTo?: string | undefined
  readonly isActing?: boolean
  readonly ground?: Ground | undefined
  readonly grantedBy?: Id
}

export async function insertGrant(tx: Tx, accountId: Id, grant: NewGrant): Promise<void> {
  await tx
    .insertInto('access_grant')
    .values({
      account_id: accountId,
      id: grant.id,
      role: grant.role,
      scope_code: grant.scope.code,
      agency_id: grant.scope.agencyId ?? null,
      station_id: grant.scope.stationId ?? null,
      zone_towns: grant.scope.towns ? [...grant.scope.towns] : null,
      is_own: grant.scope.isOwn ?? false,
      round_id: grant.scope.roundId ?? null,
      valid_from: grant.validFrom,
      valid_to: grant.validTo ?? null,
      is_acting: grant.isActing ?? false,
      ground_county_id: grant.ground?.countyId ?? null,
      ground_subject: grant.ground?.subject ?? null,
      ground_id: grant.ground?.id ?? null,
      granted_by: grant.grantedBy ?? null,
    })
    .execute()
}

/** The contract or posting a grant rests on, if the caller may see it there and it is that agency's and station's. */
export async function findGround(
  tx: Tx,
  ground: { readonly subject: 'contract' | 'posting'; readonly id: string },
  scope: Scope,
): Promise<Ground | undefined> {
  const row = await tx
    .selectFrom('fact')
    .select(['county_id', 'agency_id', 'station_id'])
    .$narrowType<{ county_id: number }>()
    .where('county_id', '=', sql<number>`coalesce((select id from app.county where code = left(${scope.code}, 6)), 0)`)
    .where('subject', '=', ground.subject)
    .where('id', '=', ground.id)
    .executeTakeFirst()
  if (!row) return undefined
  if (scope.agencyId !== undefined && row.agency_id !== scope.agencyId) return undefined
  if (scope.stationId !== undefined && row.station_id !== null && row.station_id !== scope.stationId) return undefined
  return { countyId: row.county_id, subject: ground.subject, id: ground.id }
}

const ACCOUNT = [
  'id',
  'sign_in_name',
  'display_name',
  'person_name',
  'division_code',
  'is_active',
  'expires_on',
  'reset_expires_at',
] as const

/** Accounts in the caller's scope by sign-in name. */
export const listAccountRows = (
  tx: Tx,
  { text, after, limit }: { text?: string | undefined; after?: string | undefined; limit: number },
) =>
  tx
    .selectFrom('account')
    .select(ACCOUNT)
    .$if(after !== undefined, (q) => q.where('sign_in_name', '>', after ?? ''))
    .$if(text !== undefined && text !== '', (q) =>
      q.where(sql<boolean>`(strpos(sign_in_name, lower(${text ?? ''})) > 0 or strpos(person_name, ${text ?? ''}) > 0)`),
    )
    .orderBy('sign_in_name')
    .limit(limit)
    .execute()

/** Two officers change one account one after the other. */
export const lockAccount = (tx: Tx, accountId: string): Promise<unknown> =>
  tx.selectFrom('account').select('id').where('id', '=', accountId).forUpdate().execute()

/** An account in the caller's scope. */
export const findAccountRow = (tx: Tx, accountId: string) =>
  tx.selectFrom('account').select(ACCOUNT).where('id', '=', accountId).executeTakeFirst()

export type AccountRow = NonNullable<Awaited<ReturnType<typeof findAccountRow>>>

/** Whose grant in the caller's scope it is. */
export async function findGrantHolder(tx: Tx, grantId: string): Promise<string | undefined> {
  const row = await tx.selectFrom('access_grant').select('account_id').where('id', '=', grantId).executeTakeFirst()
  return row?.account_id
}

export interface HeldGrant extends GrantRow {
  readonly valid_from: string
  readonly valid_to: string | null
  readonly is_acting: boolean
  readonly ground_subject: string | null
  readonly ground_id: string | null
  readonly revoked_at: string | null
  readonly isInForce: boolean
}

/** Every grant of an account in the caller's scope, those outside that scope too. */
export async function listHeldGrants(tx: Tx, accountId: string, today: string): Promise<readonly HeldGrant[]> {
  const { rows } = await sql<{ access_grant: Omit<HeldGrant, 'isInForce'>; is_in_force: boolean }>`
    select * from app.list_account_grants(${accountId}::uuid, ${today}::date)
  `.execute(tx)
  return rows.map(({ access_grant, is_in_force }) => ({ ...access_grant, isInForce: is_in_force }))
}

export async function listWithFactor(tx: Tx, accountIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`select app.list_accounts_with_factor(${[...accountIds]}::uuid[]) as id`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

export async function updateAccount(
  tx: Tx,
  accountId: string,
  change: { readonly isActive: boolean; readonly expiresOn: string | null },
): Promise<void> {
  await tx
    .updateTable('account')
    .set({ is_active: change.isActive, expires_on: change.expiresOn })
    .where('id', '=', accountId)
    .execute()
}

/** Puts a one-time code in place of the password. */
export async function setReset(tx: Tx, accountId: string, noPassword: string, codeHash: Buffer, expiresAt: Date): Promise<void> {
  await tx
    .updateTable('account')
    .set({ password_hash: noPassword, reset_code_hash: codeHash, reset_expires_at: expiresAt })
    .where('id', '=', accountId)
    .execute()
}

export const clearFactor = (tx: Tx, accountId: string): Promise<unknown> =>
  sql`select app.clear_account_factor(${accountId}::uuid)`.execute(tx)

export async function endSessionsOf(tx: Tx, accountId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select app.end_account_sessions(${accountId}::uuid) as n`.execute(tx)
  return rows[0]?.n ?? 0
}

/** Ends a grant; false: there is none of that account, or it has ended. */
export async function revoke(tx: Tx, accountId: string, grantId: string, by: Id, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('access_grant')
    .set({ revoked_at: now, revoked_by: by })
    .where('account_id', '=', accountId)
    .where('id', '=', grantId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** How many accounts there are within the caller's scope. */
export async function countAccounts(tx: Tx): Promise<number> {
  const row = await tx
    .selectFrom('account')
    .select((eb) => eb.fn.count<number>('id').as('n'))
    .executeTakeFirstOrThrow()
  return row.n
}

/** The own account. */
export const findOwnAccount = (tx: Tx, accountId: Id) =>
  tx
    .selectFrom('account')
    .select([...ACCOUNT, 'password_set_at'])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
