import { sql } from 'kysely'
import type { Tx } from '#server/db/actor-tx.ts'

const MOST = 2000
/** Down to towns. */
const TOWN_DIGITS = 9
const NAMEABLE = ['station', 'agency', 'contract', 'posting', 'evaluation']

/** Divisions within the caller's scope, the large ones first. */
export const listDivisionsWithin = (tx: Tx) =>
  tx
    .selectFrom('division')
    .select(['code', 'name'])
    .where(sql<boolean>`code >= app.scope_from() and code < app.scope_below()`)
    .where(sql<boolean>`length(code) <= ${TOWN_DIGITS}`)
    .orderBy(sql`length(code)`)
    .orderBy('code')
    .limit(MOST)
    .execute()

/** What a grant may name by id, within the caller's own scope: what is open to everybody lies elsewhere, too. */
export const listNameable = (tx: Tx) =>
  tx
    .selectFrom('fact')
    .select(['subject', 'id', 'name', 'division_code'])
    .$narrowType<{ subject: string; id: string; name: string; division_code: string }>()
    .where('subject', 'in', NAMEABLE)
    .where(
      sql<boolean>`division_code >= app.scope_from() and division_code < app.scope_below()
        and app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids)`,
    )
    .orderBy('name')
    .orderBy('id')
    .limit(MOST * NAMEABLE.length)
    .execute()
