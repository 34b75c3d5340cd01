import { sql } from 'kysely'
import type { FactsDraft } from '#domain/record/index.ts'
import type { Action } from '#domain/access/index.ts'
import type { Actor } from '#domain/kernel/actor.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import { tableOf } from '#server/db/record-tables.ts'

export interface StoredRecord {
  readonly id: string
  readonly version: number
  readonly effective_on: string
  readonly name: string
  readonly facts: FactsDraft
}

const STORED = sql`r.id, r.version, r.effective_on::text as effective_on, r.name, r.facts`

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

/** Nobody both enters and approves, whether by hand or by a spreadsheet: who entered these records is remembered for each. */
export async function rememberEntered(
  { tx, actor, now }: { readonly tx: Tx; readonly actor: Actor; readonly now: Date },
  subject: string,
  action: Action,
  ids: readonly string[],
): Promise<void> {
  await sql`
    insert into app.handling (county_id, subject, subject_id, account_id, action, first_at)
    select r.county_id, ${subject}, r.id::text, ${actor.accountId}::uuid, ${action}, ${now}::timestamptz
    from ${sql.table(`app.${tableOf(subject)}`)} r
    where r.id = any (${[...ids]}::uuid[])
    on conflict do nothing`.execute(tx)
}
