import { sql } from 'kysely'
import type { FactsDraft } from '#domain/record/index.ts'
import type { Choice } from '#domain/table/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import { tableOf } from '#server/db/record-tables.ts'

const MOST_UNITS = 50_000

/** The units in reach, by name. */
export async function listUnits(tx: Tx): Promise<readonly Choice[]> {
  const { rows } = await sql<Choice>`
    select id::text as value, name as label from app.unit
    where division_code >= app.scope_from() and division_code < app.scope_below()
    order by division_code limit ${MOST_UNITS}`.execute(tx)
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

export interface StoredRecord {
  readonly id: string
  readonly version: number
  readonly effective_on: string
  readonly name: string
  readonly facts: FactsDraft
}

const STORED = sql`r.id, r.version, r.effective_on::text as effective_on, r.name, r.facts`

/** Records by the unit they lie in and their name. */
export async function findRecordsNamed(
  tx: Tx,
  subject: string,
  wanted: readonly { readonly unit: string; readonly name: string }[],
): Promise<readonly StoredRecord[]> {
  const { rows } = await sql<StoredRecord>`
    select ${STORED}
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as v (unit uuid, name text)
    join app.unit u on u.id = v.unit
    join ${sql.table(`app.${tableOf(subject)}`)} r
      on r.division_code = u.division_code and r.name = v.name and r.facts ->> 'unitId' = v.unit::text`.execute(tx)
  return rows
}

export async function findRecordsById(tx: Tx, subject: string, ids: readonly string[]): Promise<readonly StoredRecord[]> {
  const { rows } = await sql<StoredRecord>`
    select ${STORED} from ${sql.table(`app.${tableOf(subject)}`)} r where r.id = any (${[...ids]}::uuid[])`.execute(tx)
  return rows
}

export interface RecordToAdd {
  readonly id: string
  readonly countyId: number
  readonly divisionCode: string
  readonly agencyId: string | null
  readonly stationId: string | null
  readonly name: string
  readonly nameKeys: string
  readonly facts: FactsDraft
  readonly effectiveOn: string
}

export async function addRecords(
  tx: Tx,
  subject: string,
  records: readonly RecordToAdd[],
  written: { readonly at: Date; readonly by: string; readonly isOpen: boolean },
): Promise<void> {
  await sql`
    insert into ${sql.table(`app.${tableOf(subject)}`)} (
      county_id, id, division_code, agency_id, station_id, is_open, name, name_keys, facts, effective_on, recorded_at, recorded_by
    )
    select v."countyId", v.id, v."divisionCode", v."agencyId", v."stationId", ${written.isOpen}::boolean, v.name, v."nameKeys", v.facts,
      v."effectiveOn", ${written.at}::timestamptz, ${written.by}::uuid
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as v (
      id uuid, "countyId" int, "divisionCode" text, "agencyId" uuid, "stationId" uuid, name text, "nameKeys" text, facts jsonb,
      "effectiveOn" date
    )`.execute(tx)
}

/** Facts put onto records that are still at their version, and facts taken away; how many were. */
export async function changeRecords(
  tx: Tx,
  subject: string,
  changes: readonly {
    readonly id: string
    readonly version: number
    readonly put: FactsDraft
    readonly gone: readonly string[]
    readonly effectiveOn: string
  }[],
  written: { readonly at: Date; readonly by: string },
): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    update ${sql.table(`app.${tableOf(subject)}`)} r
    set facts = (r.facts || v.put) - v.gone, effective_on = v."effectiveOn", recorded_at = ${written.at}::timestamptz,
      recorded_by = ${written.by}::uuid
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as v (
      id uuid, version int, put jsonb, gone text[], "effectiveOn" date
    )
    where r.id = v.id and r.version = v.version`.execute(tx)
  return Number(numAffectedRows)
}

export async function removeRecords(
  tx: Tx,
  subject: string,
  records: readonly { readonly id: string; readonly version: number }[],
): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from ${sql.table(`app.${tableOf(subject)}`)} r
    using jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as v (id uuid, version int)
    where r.id = v.id and r.version = v.version`.execute(tx)
  return Number(numAffectedRows)
}
