import { sql } from 'kysely'
import { codeRange } from '#domain/access/index.ts'
import type { FactsDraft } from '#domain/record/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import { tableOf } from '#server/db/record-tables.ts'
import { nameKeys } from './name-keys.ts'

/** Where a record lies and whose it is: what row-level security goes by. */
export interface RecordPlace {
  readonly divisionCode: string
  readonly agencyId: string | null
  readonly stationId: string | null
  readonly assignedTo: string | null
  readonly roundIds: readonly string[] | null
  readonly isOpen: boolean
}

export interface RecordRow extends RecordPlace {
  readonly countyId: number
  readonly subject: string
  readonly id: string
  readonly version: number
  readonly name: string
  readonly facts: FactsDraft
  /** `-infinity`: always so, as far as known. */
  readonly effectiveOn: string
  readonly recordedAt: Date
  readonly recordedBy: string | null
}

const COLUMNS = sql`county_id as "countyId", subject, id, version, division_code as "divisionCode", agency_id as "agencyId",
  station_id as "stationId", assigned_to as "assignedTo", round_ids as "roundIds", is_open as "isOpen", name, facts,
  effective_on::text as "effectiveOn", recorded_at as "recordedAt", recorded_by as "recordedBy"`

/** The record of that id that the caller may see. */
export async function findRecord(tx: Tx, subject: string, id: string): Promise<RecordRow | undefined> {
  const { rows } = await sql<RecordRow>`select ${COLUMNS} from app.fact where subject = ${subject} and id = ${id}::uuid`.execute(
    tx,
  )
  return rows[0]
}

/** The versions before the present one, newest first. */
export async function listVersions(tx: Tx, { countyId, subject, id }: RecordRow): Promise<readonly RecordRow[]> {
  const { rows } = await sql<RecordRow>`
    select ${COLUMNS} from app.record_history
    where county_id = ${countyId} and subject = ${subject} and id = ${id}::uuid
    order by version desc limit 500`.execute(tx)
  return rows
}

/** Names of accounts the caller may see, by id. */
export async function listAccountNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('account')
    .select(['id', 'person_name'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, row.person_name]))
}

/** Surrogate id of the county a place lies in, 0 above the counties; undefined where the county has no files yet. */
export async function findCountyId(tx: Tx, divisionCode: string): Promise<number | undefined> {
  if (divisionCode.length < 6) return 0
  const row = await tx.selectFrom('county').select('id').where('code', '=', divisionCode.slice(0, 6)).executeTakeFirst()
  return row?.id
}

export async function findDivisionName(tx: Tx, code: string): Promise<string | undefined> {
  const row = await tx.selectFrom('division').select('name').where('code', '=', code).executeTakeFirst()
  return row?.name
}

/** Records of a subject, newest first: ids are made in the order of time. */
export async function listNewest(tx: Tx, subject: string, after: string | undefined, limit: number) {
  const { rows } = await sql<{
    id: string
    name: string
    divisionCode: string
    placeName: string
    version: number
    recordedAt: Date
  }>`
    select f.id, f.name, f.division_code as "divisionCode", coalesce(d.name, f.division_code) as "placeName", f.version,
      f.recorded_at as "recordedAt"
    from app.fact f left join app.division d on d.code = f.division_code
    where f.subject = ${subject} and f.division_code >= app.scope_from() and f.division_code < app.scope_below()
      ${after === undefined ? sql`` : sql`and f.id < ${after}::uuid`}
    order by f.id desc limit ${limit}`.execute(tx)
  return rows
}

const MOST_CANDIDATES = 500

/** Records of some subjects in the county a place lies in, for a link to choose from. */
export async function listCandidates(
  tx: Tx,
  divisionCode: string,
  subjects: readonly string[],
): Promise<readonly { readonly subject: string; readonly id: string; readonly name: string }[]> {
  if (subjects.length === 0) return []
  const { from, below } = codeRange(divisionCode.slice(0, 6))
  const { rows } = await sql<{ subject: string; id: string; name: string }>`
    select subject, id, name from app.fact
    where subject = any (${[...subjects]}) and division_code >= ${from} and division_code < ${below}
    order by subject, name, id limit ${MOST_CANDIDATES}`.execute(tx)
  return rows
}

interface Writing extends RecordPlace {
  readonly countyId: number
  readonly subject: string
  readonly id: string
  readonly name: string
  readonly nameKeys: string
  readonly facts: FactsDraft
  readonly effectiveOn: string
  readonly recordedAt: Date
  readonly recordedBy: string
}

/** Puts a new record in its table; false when the id is taken. */
export async function insertRecord(tx: Tx, r: Writing): Promise<boolean> {
  const table = tableOf(r.subject)
  const subject = table === 'entity' ? sql`subject, ` : sql``
  const value = table === 'entity' ? sql`${r.subject}, ` : sql``
  const { numAffectedRows } = await sql`
    insert into ${sql.table(`app.${table}`)} (${subject}county_id, id, division_code, agency_id, station_id, assigned_to, round_ids,
      is_open, name, name_keys, facts, effective_on, recorded_at, recorded_by)
    values (${value}${r.countyId}, ${r.id}, ${r.divisionCode}, ${r.agencyId}, ${r.stationId}, ${r.assignedTo}, ${r.roundIds},
      ${r.isOpen}, ${r.name}, ${r.nameKeys}, ${JSON.stringify(r.facts)}::jsonb, ${r.effectiveOn}::date, ${r.recordedAt}, ${r.recordedBy})
    on conflict do nothing`.execute(tx)
  return (numAffectedRows ?? 0n) > 0n
}

/** Puts the next version in the place of `version`; undefined when another stands there by now. */
export async function updateRecord(tx: Tx, r: Writing, version: number): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`
    update ${sql.table(`app.${tableOf(r.subject)}`)}
    set division_code = ${r.divisionCode}, agency_id = ${r.agencyId}, station_id = ${r.stationId}, assigned_to = ${r.assignedTo},
      round_ids = ${r.roundIds}, is_open = ${r.isOpen}, name = ${r.name}, name_keys = ${r.nameKeys},
      facts = ${JSON.stringify(r.facts)}::jsonb, effective_on = ${r.effectiveOn}::date, recorded_at = ${r.recordedAt},
      recorded_by = ${r.recordedBy}
    where county_id = ${r.countyId} and id = ${r.id}::uuid and version = ${version}
      ${tableOf(r.subject) === 'entity' ? sql`and subject = ${r.subject}` : sql``}
    returning version`.execute(tx)
  return rows[0]?.version
}

/** A record as whoever loads many hands it over. */
export interface RecordDraft {
  readonly countyId: number
  readonly subject: string
  readonly id: string
  readonly divisionCode: string
  readonly agencyId?: string
  readonly stationId?: string
  readonly assignedTo?: string
  readonly roundIds?: readonly string[]
  readonly isOpen: boolean
  readonly name: string
  readonly facts: unknown
}

/** Puts many records in their tables, each as having held always; those that are there stay as they are. */
export async function insertRecords(tx: Tx, drafts: readonly RecordDraft[]): Promise<void> {
  const tables = new Set(drafts.map(({ subject }) => tableOf(subject)))
  for (const table of tables) {
    const rows = drafts
      .filter(({ subject }) => tableOf(subject) === table)
      .map((draft) => ({ ...draft, nameKeys: nameKeys(draft.name) }))
    const subject = table === 'entity' ? sql`subject, ` : sql``
    await sql`
      insert into ${sql.table(`app.${table}`)} (${subject}county_id, id, division_code, agency_id, station_id, assigned_to,
        round_ids, is_open, name, name_keys, facts)
      select ${subject}"countyId", id, "divisionCode", "agencyId", ${table === 'station' ? sql`id` : sql`"stationId"`}, "assignedTo", "roundIds",
        "isOpen", name, "nameKeys", facts
      from json_to_recordset(${JSON.stringify(rows)}::json) as t (
        "countyId" int, subject text, id uuid, "divisionCode" text, "agencyId" uuid, "stationId" uuid, "assignedTo" uuid,
        "roundIds" uuid[], "isOpen" boolean, name text, "nameKeys" text, facts jsonb
      )
      on conflict do nothing`.execute(tx)
  }
}
