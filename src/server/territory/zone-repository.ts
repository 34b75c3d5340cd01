import { sql } from 'kysely'
import { yearOf, type CivilDate } from '#domain/kernel/civil-date.ts'
import type { Tx } from '#server/db/actor-tx.ts'

export interface ZoneRow {
  readonly id: string
  readonly name: string
  readonly from: CivilDate
  readonly towns: readonly string[]
}

/** The zones of a county on a day, with the codes of their towns. */
export async function listZones(tx: Tx, county: string, day: string): Promise<readonly ZoneRow[]> {
  const { rows } = await sql<ZoneRow>`
    select z.id, z.name, max(lower(t.in_force))::text as "from", array_agg(t.division_code order by t.division_code) as towns
    from app.zone z
    join app.zone_town t on t.county_id = z.county_id and t.zone_id = z.id and t.in_force @> ${day}::date
    where z.division_code = ${county} and z.in_force @> ${day}::date
    group by z.id, z.name
    order by min(t.division_code)
  `.execute(tx)
  return rows
}

/** The zones that the county's own record tells of the year of a day, where none were drawn here: those of a plan loaded with its facts. */
export async function listZonesOnRecord(tx: Tx, county: string, day: CivilDate): Promise<readonly ZoneRow[]> {
  const year = String(yearOf(day))
  // units as they stood on the day, whatever became of them since
  const { rows } = await sql<ZoneRow>`
    with versions as (
      select county_id, id, division_code, name, facts, version, effective_on, null::date as left_on, false as is_removed from app.unit
      union all
      select county_id, id, division_code, name, facts, version, effective_on, left_on, is_removed
      from app.record_history where subject = 'unit'
    ), unit as (
      select * from (
        select distinct on (id) * from versions
        where county_id = (select id from app.county where code = ${county}) and effective_on <= ${day}::date
        order by id, version desc
      ) latest
      where coalesce(left_on > ${day}::date, not is_removed)
    )
    select r.id, coalesce(z.name, r.id) as name, ${`${year}-01-01`} as "from",
      array(select t.division_code from unit t where t.id::text = any (r.towns) order by 1) as towns
    from unit c
    cross join lateral (
      select one ->> 'id' as id, array(select jsonb_array_elements_text(one -> 'townIds')) as towns, place
      from jsonb_array_elements(case jsonb_typeof(c.facts -> 'zones') when 'array' then c.facts -> 'zones' else '[]' end)
        with ordinality as zones (one, place)
      where one ->> 'year' = ${year}
    ) r
    left join unit z on z.id::text = r.id
    where c.division_code = ${county} and c.facts ->> 'tierCode' = 'county'
    order by r.place
  `.execute(tx)
  return rows
}

/** The last day on which zones of a county were drawn. */
export async function findZonesSince(tx: Tx, county: string): Promise<CivilDate | null> {
  const { rows } = await sql<{ since: CivilDate | null }>`
    select max(lower(t.in_force))::text as since
    from app.zone_town t
    join app.zone z on z.county_id = t.county_id and z.id = t.zone_id
    where z.division_code = ${county}
  `.execute(tx)
  return rows[0]?.since ?? null
}

export async function endZones(tx: Tx, countyId: number, county: string, on: string): Promise<void> {
  await sql`
    update app.zone_town t set in_force = daterange(lower(t.in_force), ${on}::date)
    from app.zone z
    where z.county_id = t.county_id and z.id = t.zone_id and z.county_id = ${countyId} and z.division_code = ${county}
      and upper_inf(t.in_force)
  `.execute(tx)
  await sql`
    update app.zone set in_force = daterange(lower(in_force), ${on}::date)
    where county_id = ${countyId} and division_code = ${county} and upper_inf(in_force) and lower(in_force) < ${on}::date
  `.execute(tx)
}

interface NewZone {
  readonly countyId: number
  readonly county: string
  readonly id: string
  readonly name: string
  readonly towns: readonly string[]
  readonly from: string
  readonly by: string
  readonly at: Date
}

/** A zone from a day on; one that was there goes on under the name it has. */
export async function insertZone(tx: Tx, z: NewZone): Promise<void> {
  await sql`
    insert into app.zone (county_id, id, division_code, name, in_force, made_by, recorded_at)
    values (${z.countyId}, ${z.id}, ${z.county}, ${z.name}, daterange(${z.from}::date, null), ${z.by}, ${z.at})
    on conflict (county_id, id) do update set in_force = daterange(lower(app.zone.in_force), null)
  `.execute(tx)
  await sql`
    insert into app.zone_town (county_id, zone_id, division_code, in_force)
    select ${z.countyId}, ${z.id}, t.code, daterange(${z.from}::date, null) from unnest(${[...z.towns]}::text[]) as t (code)
  `.execute(tx)
}

interface ZoneMove {
  readonly county: string
  readonly countyId: number
  readonly towns: readonly { readonly from: string; readonly to: string }[]
  readonly on: string
  readonly by: string
  readonly at: Date
}

/** The zones in force of a county go on under its other code, with their towns under theirs. */
export async function carryZones(tx: Tx, from: string, { county, countyId, towns, on, by, at }: ZoneMove): Promise<void> {
  await sql`
    insert into app.zone (county_id, id, division_code, name, in_force, made_by, recorded_at)
    select ${countyId}, id, ${county}, name, daterange(${on}::date, null), ${by}::uuid, ${at}
    from app.zone where division_code = ${from} and upper_inf(in_force) and lower(in_force) < ${on}::date
  `.execute(tx)
  await sql`
    insert into app.zone_town (county_id, zone_id, division_code, in_force)
    select ${countyId}, z.id, m.to, daterange(${on}::date, null)
    from app.zone z
    join app.zone_town t on t.county_id = z.county_id and t.zone_id = z.id and upper_inf(t.in_force)
    join json_to_recordset(${JSON.stringify(towns)}::json) as m ("from" text, "to" text) on m.from = t.division_code
    where z.division_code = ${from} and upper_inf(z.in_force) and lower(z.in_force) < ${on}::date
  `.execute(tx)
}
