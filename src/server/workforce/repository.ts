import { sql } from 'kysely'
import type { Tx } from '#server/db/actor-tx.ts'
import type { StoredRecord } from '#server/table/index.ts'

export interface NamedRow {
  readonly id: string
  readonly name: string
}

/** Names of records of any subject that the caller may see, by id. */
export async function listNames(tx: Tx, ids: readonly (string | null | undefined)[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids.filter((id) => typeof id === 'string'))]
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<NamedRow>`select id, name from app.fact where id = any (${wanted}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export interface PostingRow {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly division_code: string
  readonly agency_id: string | null
  readonly station_id: string | null
  readonly worker_id: string | null
  readonly facts: Readonly<Record<string, unknown>>
}

const POSTING = sql`id, version, name, division_code, agency_id, station_id, worker_id, facts`

/** Every posting somebody held or holds, the latest first. */
export async function listPostingsOf(tx: Tx, workerId: string): Promise<readonly PostingRow[]> {
  const { rows } = await sql<PostingRow>`
    select ${POSTING} from app.posting where worker_id = ${workerId}::uuid order by start_on desc nulls last, id limit 200`.execute(
    tx,
  )
  return rows
}

/** Postings of some stations, or of units, that are held on a day. */
export async function listHeldAt(tx: Tx, stationId: string, day: string): Promise<readonly PostingRow[]> {
  const { rows } = await sql<PostingRow>`
    select ${POSTING} from app.posting
    where station_id = ${stationId}::uuid and start_on <= ${day}::date and (end_on is null or end_on > ${day}::date)
    order by start_on, id`.execute(tx)
  return rows
}

/** Whether somebody holds a full-time post at some time between two days, other than `except`. */
export async function holdsFullTime(
  tx: Tx,
  { workerId, from, except }: { readonly workerId: string; readonly from: string; readonly except: string },
): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select exists (
      select from app.posting
      where worker_id = ${workerId}::uuid and is_full_time and id <> ${except}::uuid
        and held && daterange(${from}::date, null, '[]')
    ) as held`.execute(tx)
  return rows[0]?.held === true
}

export interface InHandRow {
  readonly subject: string
  readonly id: string
}

/** Everything open that the holder of a posting has in hand, whoever may see it. */
export async function listInHand(
  tx: Tx,
  countyId: number,
  postingId: string,
  stationId: string | null,
): Promise<readonly InHandRow[]> {
  const { rows } = await sql<InHandRow>`
    select subject, id from app.list_in_hand(${countyId}::integer, ${postingId}::uuid, ${stationId}::uuid)`.execute(tx)
  return rows
}

/** Accounts that rest on postings, by posting. */
export async function listPostingAccounts(
  tx: Tx,
  countyId: number,
  postingIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ posting_id: string; account_id: string }>`
    select posting_id, account_id from app.list_posting_accounts(${countyId}::integer, ${[...postingIds]}::uuid[]) order by 1, 2`.execute(
    tx,
  )
  const out = new Map<string, string[]>()
  for (const { posting_id, account_id } of rows) out.set(posting_id, [...(out.get(posting_id) ?? []), account_id])
  return out
}

/** Ends every grant that rests on a posting; returns how many accounts held one. */
export async function closePostingAccounts(
  tx: Tx,
  {
    countyId,
    postingId,
    by,
    at,
  }: { readonly countyId: number; readonly postingId: string; readonly by: string; readonly at: Date },
): Promise<number> {
  const { rows } = await sql<{ closed: number }>`
    select app.close_posting_accounts(${countyId}::integer, ${postingId}::uuid, ${by}::uuid, ${at}::timestamptz) as closed`.execute(
    tx,
  )
  return rows[0]?.closed ?? 0
}

export interface PlaceRow {
  readonly id: string
  readonly name: string
  readonly division_code: string
}

/** Stations of the own scope, by name. */
export async function listStations(tx: Tx): Promise<readonly PlaceRow[]> {
  const { rows } = await sql<PlaceRow>`
    select id, name, division_code from app.station
    where division_code >= app.scope_from() and division_code < app.scope_below()
    order by division_code, id limit 2000`.execute(tx)
  return rows
}

/** Counties of the own scope: where a guiding centre has its people. */
export async function listCounties(tx: Tx): Promise<readonly PlaceRow[]> {
  const { rows } = await sql<PlaceRow>`
    select id, name, division_code from app.unit
    where tier_code = 'county' and division_code >= app.scope_from() and division_code < app.scope_below()
    order by division_code limit 50`.execute(tx)
  return rows
}

export interface PersonRow {
  readonly id: string
  readonly name: string
  readonly facts: Readonly<Record<string, unknown>>
}

/** People who hold a certificate that says until when: who may supervise. */
export async function listSupervisors(tx: Tx): Promise<readonly PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    select id, name, facts from app.entity
    where subject = 'person' and facts ->> 'certificateValidUntilOn' is not null
      and division_code >= app.scope_from() and division_code < app.scope_below()
    order by name, id limit 500`.execute(tx)
  return rows
}

export interface MonthWorkerRow {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly agency_id: string | null
  readonly facts: Readonly<Record<string, unknown>>
  readonly division_code: string
  readonly station_id: string | null
}

/** Workers who held a posting at some time of a month, within the own reach. */
export async function listWorkersOfMonth(tx: Tx, from: string, to: string): Promise<readonly MonthWorkerRow[]> {
  const { rows } = await sql<MonthWorkerRow>`
    select w.id, w.version, w.name, w.agency_id, w.facts, w.division_code, p.station_id
    from app.worker w
    join lateral (
      select station_id from app.posting p
      where p.worker_id = w.id and p.held && daterange(${from}::date, ${to}::date, '[]')
      order by p.start_on desc limit 1
    ) p on true
    order by w.agency_id, w.division_code, w.name_keys, w.id limit 500`.execute(tx)
  return rows
}

/** Days on which the last posting that starts and ends there began and ended, for a station. */
export async function listFullTimeSpans(
  tx: Tx,
): Promise<readonly { readonly station_id: string; readonly start_on: string; readonly end_on: string | null }[]> {
  const { rows } = await sql<{ station_id: string; start_on: string; end_on: string | null }>`
    select station_id, start_on::text, end_on::text from app.posting
    where is_full_time and station_id is not null and start_on is not null
      and division_code >= app.scope_from() and division_code < app.scope_below()
    order by station_id, start_on limit 20000`.execute(tx)
  return rows
}

/** The unit whose territory a code names. */
export async function findUnitAt(tx: Tx, divisionCode: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from app.unit where division_code = ${divisionCode} order by length(coalesce(tier_code, '')), id limit 1`.execute(
    tx,
  )
  return rows[0]?.id
}

/** Seats that somebody held in a division. */
export async function listSeatCodes(tx: Tx, divisionCode: string): Promise<readonly string[]> {
  const { rows } = await sql<{ seat_code: string }>`
    select distinct seat_code from app.posting
    where seat_code is not null and division_code >= ${divisionCode} and division_code < ${`${divisionCode}~`}
    order by seat_code limit 40`.execute(tx)
  return rows.map(({ seat_code }) => seat_code)
}

export interface SeenWork {
  readonly subject: string
  readonly id: string
  readonly name: string
  readonly facts: Readonly<Record<string, unknown>>
}

/** Those pieces of work that the caller may see. */
export async function listSeenWork(tx: Tx, ids: readonly string[]): Promise<readonly SeenWork[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<SeenWork>`
    select subject, id, name, facts from app.entity where id = any (${[...ids]}::uuid[])`.execute(tx)
  return rows
}

/** Postings of a unit that has no station, held on a day. */
export async function listHeldAtUnit(tx: Tx, unitId: string, day: string): Promise<readonly PostingRow[]> {
  const { rows } = await sql<PostingRow>`
    select ${POSTING} from app.posting
    where station_id is null and facts ->> 'unitId' = ${unitId}
      and start_on <= ${day}::date and (end_on is null or end_on > ${day}::date)
    order by start_on, id limit 200`.execute(tx)
  return rows
}

export interface StationRow {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly facts: Readonly<Record<string, unknown>>
}

/** Stations of the own scope that are open. */
export async function listScoredStations(tx: Tx): Promise<readonly StationRow[]> {
  const { rows } = await sql<StationRow>`
    select id, version, name, facts from app.station
    where opened_on is not null and division_code >= app.scope_from() and division_code < app.scope_below()
      and app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids)
    order by division_code, id limit 2000`.execute(tx)
  return rows
}

export interface AgencyRow {
  readonly id: string
  readonly name: string
  readonly county_id: number
  readonly division_code: string
}

const MOST_AGENCIES = 5_000

/** The agencies the caller may see. */
export async function findAgencies(tx: Tx): Promise<readonly AgencyRow[]> {
  const { rows } = await sql<AgencyRow>`
    select id, name, county_id, division_code from app.entity
    where subject = 'agency' and division_code >= app.scope_from() and division_code < app.scope_below()
    order by name, id limit ${MOST_AGENCIES}`.execute(tx)
  return rows
}

/** Workers by name, employer and birthday. */
export async function findWorkersLike(
  tx: Tx,
  wanted: readonly { readonly name: string; readonly agency: string; readonly birthOn: string }[],
): Promise<readonly StoredRecord[]> {
  const { rows } = await sql<StoredRecord>`
    select w.id, w.version, w.effective_on::text as effective_on, w.name, w.facts
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as v (name text, agency uuid, "birthOn" date)
    join app.worker w on w.agency_id = v.agency and w.birth_on = v."birthOn" and w.name = v.name`.execute(tx)
  return rows
}
