import { sql, type Kysely } from 'kysely'
import type { Actor } from '#domain/kernel/actor.ts'
import type { Id } from '#domain/kernel/id.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import type { DB } from '#server/db/types.ts'

/** The broken glass of an account under a grant that is open at a moment. Outside any actor's transaction. */
export async function findGlass(
  db: Kysely<DB>,
  actor: Actor,
  at: Date,
): Promise<{ readonly id: Id; readonly county: string } | undefined> {
  const { rows } = await sql<{ glass_id: Id | null; glass_code: string | null }>`
    select glass_id, glass_code from app.find_reach(${actor.accountId}::uuid, ${actor.grantId}::uuid, ${at}::timestamptz)
  `.execute(db)
  const [row] = rows
  return row && row.glass_id !== null && row.glass_code !== null ? { id: row.glass_id, county: row.glass_code } : undefined
}

export const findCountyId = async (tx: Tx, code: string): Promise<number | undefined> =>
  (await tx.selectFrom('county').select('id').where('code', '=', code).executeTakeFirst())?.id

export interface GlassRow {
  readonly countyId: number
  readonly id: Id
  readonly county: string
  readonly actor: Actor
  readonly reason: string
  readonly openedAt: Date
  readonly expiresAt: Date
}

export const insertGlass = async (
  tx: Tx,
  { countyId, id, county, actor, reason, openedAt, expiresAt }: GlassRow,
): Promise<void> =>
  void (await tx
    .insertInto('break_glass')
    .values({
      county_id: countyId,
      id,
      division_code: county,
      account_id: actor.accountId,
      grant_id: actor.grantId,
      role: actor.role,
      display_name: actor.name,
      reason,
      opened_at: openedAt,
      expires_at: expiresAt,
    })
    .execute())

export async function endGlass(tx: Tx, actor: Actor, at: Date): Promise<string | undefined> {
  const ended = await tx
    .updateTable('break_glass')
    .set({ closed_at: at })
    .where('account_id', '=', actor.accountId)
    .where('grant_id', '=', actor.grantId)
    .where('closed_at', 'is', null)
    .where('expires_at', '>', at)
    .returning('division_code')
    .executeTakeFirst()
  return ended?.division_code
}

const MOST_CASES = 500

/** Cases the caller may see: the own ones, and those that concern the own county. */
export const listGlassRows = (tx: Tx) =>
  tx
    .selectFrom('break_glass')
    .select(['id', 'division_code', 'account_id', 'display_name', 'role', 'reason', 'opened_at', 'expires_at', 'closed_at'])
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_CASES)
    .execute()
