import { sql, type RawBuilder } from 'kysely'
import { codeRange, PERSON_SUBJECTS } from '#domain/access/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import { RECORD_TABLES, tableOf } from '#server/db/record-tables.ts'
import type { Mover } from './move-repository.ts'

const [COUNTY, TOWN, BATCH] = [6, 9, 2000] as const

/** What goes over to another county: a town with all below it, or what a county has of its own. */
export interface TransferPart {
  readonly from: string
  readonly to: string
  readonly fromCounty: number
  readonly toCounty: number
  /** Stations whose people go along although they are on file with the county. */
  readonly stations: readonly string[]
}

/** A record out of its table. */
export interface TakenRecord {
  readonly subject: string
  readonly id: string
  readonly divisionCode: string
  readonly agencyId: string | null
  readonly stationId: string | null
  readonly assignedTo: string | null
  readonly roundIds: readonly string[] | null
  readonly isOpen: boolean
  readonly name: string
  readonly nameKeys: string
  readonly facts: Readonly<Record<string, unknown>>
  readonly version: number
}

const liesIn = ({ from, fromCounty, stations }: TransferPart) =>
  from.length === TOWN
    ? sql`county_id = ${fromCounty}::int and (
        (division_code >= ${from} and division_code < ${codeRange(from).below})
        or (division_code = ${from.slice(0, COUNTY)} and station_id = any (${[...stations]}::uuid[]))
      )`
    : sql`county_id = ${fromCounty}::int and division_code = ${from}`

/** With a station go its posts and people; what the county found or agreed about it is the county's. */
const GOES_ALONG = ['posting', ...PERSON_SUBJECTS]

const isOfPart = ({ from }: TransferPart, subject: RawBuilder<unknown>) =>
  from.length === TOWN ? sql`(division_code >= ${from} or ${subject} = any (${GOES_ALONG}::text[]))` : sql`true`

/** The ids of the records of a part. */
export async function listIdsIn(tx: Tx, part: TransferPart): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from app.fact where ${liesIn(part)} and ${isOfPart(part, sql`subject`)}
  `.execute(tx)
  return rows.map(({ id }) => id)
}

/** The stations of a town. */
export async function listStationIds(tx: Tx, countyId: number, town: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from app.station where county_id = ${countyId}::int and division_code >= ${town} and division_code < ${codeRange(town).below}
  `.execute(tx)
  return rows.map(({ id }) => id)
}

/** Takes the records of a part out of their tables, all but some; their versions stay in the history. */
export async function takeRecords(tx: Tx, part: TransferPart, staying: readonly string[]): Promise<readonly TakenRecord[]> {
  const taken: TakenRecord[] = []
  for (const table of RECORD_TABLES) {
    const subject = table === 'entity' ? sql`subject` : sql`${table}::text`
    const { rows } = await sql<TakenRecord>`
      delete from app.${sql.raw(table)}
      where ${liesIn(part)} and ${isOfPart(part, subject)} and id <> all (${[...staying]}::uuid[])
      returning ${subject} as subject, id, division_code as "divisionCode", agency_id as "agencyId", station_id as "stationId",
        assigned_to as "assignedTo", round_ids as "roundIds", is_open as "isOpen", name, name_keys as "nameKeys", facts, version
    `.execute(tx)
    for (const row of rows) taken.push(row)
  }
  return taken
}

/** Files records in a county, each as the version after the one it had, from a day on. */
export async function fileRecords(tx: Tx, countyId: number, records: readonly TakenRecord[], mover: Mover): Promise<void> {
  for (const table of RECORD_TABLES) {
    const all = records.filter(({ subject }) => tableOf(subject) === table)
    const subject = table === 'entity' ? sql`subject, ` : sql``
    for (let at = 0; at < all.length; at += BATCH)
      await sql`
        insert into app.${sql.raw(table)} (${subject}county_id, id, division_code, agency_id, station_id, assigned_to, round_ids, is_open,
          name, name_keys, facts, version, effective_on, recorded_at, recorded_by)
        select ${subject}${countyId}::int, id, "divisionCode", "agencyId", "stationId", "assignedTo", "roundIds", "isOpen", name, "nameKeys",
          facts, version + 1, ${mover.effectiveOn}::date, ${mover.at}::timestamptz, ${mover.by}::uuid
        from json_to_recordset(${JSON.stringify(all.slice(at, at + BATCH))}::json) as t (
          subject text, id uuid, "divisionCode" text, "agencyId" uuid, "stationId" uuid, "assignedTo" uuid, "roundIds" uuid[],
          "isOpen" boolean, name text, "nameKeys" text, facts jsonb, version int
        )
      `.execute(tx)
  }
}

export interface NamedRecord {
  readonly subject: string
  readonly id: string
  readonly name: string
}

/** Which of these ids are records that some counties have on file. */
export async function listFiled(tx: Tx, counties: readonly number[], ids: readonly string[]): Promise<readonly NamedRecord[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<NamedRecord>`
    select subject, id, name from app.fact
    where id = any (${[...ids]}::uuid[]) and county_id = any (${[...counties]}::int[])
    order by subject, name
  `.execute(tx)
  return rows
}

export interface LinkedRecord extends NamedRecord {
  readonly agencyId: string | null
  readonly stationId: string | null
  readonly facts: Readonly<Record<string, unknown>>
}

/** The records of a county that name any of these ids in their facts, or hold one as their station or agency. */
export async function listLinked(tx: Tx, countyId: number, ids: readonly string[]): Promise<readonly LinkedRecord[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<LinkedRecord>`
    select subject, id, name, agency_id as "agencyId", station_id as "stationId", facts
    from app.fact f
    where county_id = ${countyId}::int
      and id <> all (${[...ids]}::uuid[])
      and (
        station_id = any (${[...ids]}::uuid[])
        or agency_id = any (${[...ids]}::uuid[])
        or exists (
          select from jsonb_path_query(f.facts, 'strict $.** ? (@.type() == "string")') leaf
          where leaf #>> '{}' = any (${[...ids]}::text[])
        )
      )
    order by subject, name
  `.execute(tx)
  return rows
}

/** The next version of a record that stays, without what has left its county. */
export async function writeLinked(tx: Tx, countyId: number, record: LinkedRecord, mover: Mover): Promise<void> {
  const table = tableOf(record.subject)
  await sql`
    update app.${sql.raw(table)}
    set facts = ${JSON.stringify(record.facts)}::jsonb, agency_id = ${record.agencyId}::uuid, station_id = ${record.stationId}::uuid,
      effective_on = greatest(effective_on, ${mover.effectiveOn}::date), recorded_at = ${mover.at}::timestamptz, recorded_by = ${mover.by}::uuid
    where county_id = ${countyId}::int and id = ${record.id}::uuid ${table === 'entity' ? sql`and subject = ${record.subject}` : sql``}
  `.execute(tx)
}

/** What hangs on records that were filed anew. Returns how many files they have. */
export async function followTransfer(tx: Tx, { from, to }: TransferPart, moved: readonly string[], on: string): Promise<number> {
  const { rows } = await sql<{ attachments: number }>`
    select attachments from app.follow_transfer(${from}, ${to}, ${[...moved]}::uuid[], ${on}::date)
  `.execute(tx)
  return rows[0]?.attachments ?? 0
}

export interface FollowedGrants {
  readonly grants: number
  readonly accounts: number
  /** Grants for a zone that is without the town from now on. */
  readonly zones: number
  /** Grants over the whole county that are left with its past. */
  readonly stays: number
}

export async function followGrants(
  tx: Tx,
  { from, to }: TransferPart,
  moved: readonly string[],
  comesAlong: boolean,
  on: string,
): Promise<FollowedGrants> {
  const { rows } = await sql<FollowedGrants>`
    select grants, accounts, zones, stays from app.follow_grants(${from}, ${to}, ${[...moved]}::uuid[], ${comesAlong}, ${on}::date)
  `.execute(tx)
  return rows[0] ?? { grants: 0, accounts: 0, zones: 0, stays: 0 }
}

/** What is still undecided about records in the county they leave. */
export async function countUndecided(
  tx: Tx,
  countyId: number,
  moved: readonly string[],
): Promise<{ readonly consequences: number; readonly acceptances: number }> {
  const { rows } = await sql<{ consequences: number; acceptances: number }>`
    select
      (select count(*)::int from app.consequence
        where county_id = ${countyId}::int and status = 'proposed' and entity_id = any (${[...moved]}::uuid[])) as consequences,
      (select count(*)::int from app.station_acceptance a
        where a.county_id = ${countyId}::int and a.station_id = any (${[...moved]}::uuid[]) and not exists (
          select from app.acceptance_signature s where s.county_id = a.county_id and s.acceptance_id = a.id
        )) as acceptances
  `.execute(tx)
  return rows[0] ?? { consequences: 0, acceptances: 0 }
}
