import { sql } from 'kysely'
import type { Tx } from '#server/db/actor-tx.ts'

export interface StayRow {
  readonly id: string
  readonly worker_id: string | null
  readonly agency_id: string | null
  readonly station_id: string | null
  readonly division_code: string
  readonly unit_id: string | null
  readonly is_full_time: boolean | null
  readonly start_on: string
  readonly end_on: string | null
  readonly reason: string | null
}

/** Postings within the own reach that began by a day. */
export async function listStays(tx: Tx, until: string): Promise<readonly StayRow[]> {
  const { rows } = await sql<StayRow>`
    select id, worker_id, agency_id, station_id, division_code, facts ->> 'unitId' as unit_id, is_full_time,
      start_on::text, end_on::text, facts ->> 'endReasonText' as reason
    from app.posting
    where start_on <= ${until}::date and division_code >= app.scope_from() and division_code < app.scope_below()
    order by station_id, start_on, id limit 50000`.execute(tx)
  return rows
}

export interface HeadcountRow {
  /** Code of the county; null: all of the scope. */
  readonly county: string | null
  readonly tier: string | null
  readonly stations: number
  readonly staffed: number
  readonly workers: number
  readonly posts: number
}

/** Workers posted on a day at stations that are open, by county and tier; somebody with two posts counts once. */
export async function countPosted(tx: Tx, day: string): Promise<readonly HeadcountRow[]> {
  const { rows } = await sql<HeadcountRow>`
    with open_station as (
      select id, left(division_code, 6) as county, facts ->> 'tierCode' as tier from app.station
      where opened_on <= ${day}::date and coalesce(facts ->> 'closedOn', '9999') > ${day}
        and division_code >= app.scope_from() and division_code < app.scope_below()
        and app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids)
    ), held as (
      select id, station_id, worker_id from app.posting
      where start_on <= ${day}::date and (end_on is null or end_on >= ${day}::date) and worker_id is not null
        and division_code >= app.scope_from() and division_code < app.scope_below()
    )
    select county, tier, count(distinct s.id)::int as stations, count(distinct h.station_id)::int as staffed,
      count(distinct h.worker_id)::int as workers, count(h.id)::int as posts
    from open_station s left join held h on h.station_id = s.id
    group by grouping sets ((county, tier), (tier))
    order by county nulls first, tier`.execute(tx)
  return rows
}

/** Names of divisions by code. */
export async function listDivisionsNamed(tx: Tx, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (codes.length === 0) return new Map()
  const { rows } = await sql<{ code: string; name: string }>`
    select code, name from app.division where code = any (${[...codes]}::text[])`.execute(tx)
  return new Map(rows.map(({ code, name }) => [code, name]))
}
