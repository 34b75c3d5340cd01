import { sql } from 'kysely'
import type { FactsDraft } from '#domain/record/index.ts'
import type { Choice } from '#domain/table/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'

const MOST_UNITS = 50_000
const [TOWN_DIGITS, COUNTY_DIGITS] = [9, 6]

/** The units in reach where a station may stand, by name; of several by one name also where they lie. */
export async function listStationUnits(tx: Tx): Promise<readonly Choice[]> {
  const { rows } = await sql<Choice>`
    select u.id::text as value,
      case when count(*) over (partition by u.name) = 1 or d.name is null then u.name else u.name || '（' || d.name || '）' end as label
    from app.unit u
    left join app.division d
      on d.code = left(u.division_code, case when length(u.division_code) > ${TOWN_DIGITS} then ${TOWN_DIGITS} else ${COUNTY_DIGITS} end::int)
    where u.division_code >= app.scope_from() and u.division_code < app.scope_below() and length(u.division_code) >= ${TOWN_DIGITS}
    order by u.division_code limit ${MOST_UNITS}`.execute(tx)
  return rows
}

export interface UnitPlace {
  readonly id: string
  readonly county_id: number
  readonly division_code: string
}

export async function findUnits(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, UnitPlace>> {
  const { rows } = await sql<UnitPlace>`
    select id, county_id, division_code from app.unit where id = any (${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

export interface StoredStation {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly agency_id: string | null
  readonly facts: FactsDraft
}

const STORED = sql`r.id, r.version, r.name, r.agency_id, r.facts`

/** Stations by the unit they stand in and their name. */
export async function findStationsNamed(
  tx: Tx,
  wanted: readonly { readonly unit: string; readonly name: string }[],
): Promise<readonly StoredStation[]> {
  const { rows } = await sql<StoredStation>`
    select ${STORED}
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as v (unit uuid, name text)
    join app.unit u on u.id = v.unit
    join app.station r on r.division_code = u.division_code and r.name = v.name and r.facts ->> 'unitId' = v.unit::text`.execute(
    tx,
  )
  return rows
}

export async function findStationsById(tx: Tx, ids: readonly string[]): Promise<readonly StoredStation[]> {
  const { rows } = await sql<StoredStation>`select ${STORED} from app.station r where r.id = any (${[...ids]}::uuid[])`.execute(
    tx,
  )
  return rows
}
