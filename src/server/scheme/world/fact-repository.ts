import { sql, type RawBuilder } from 'kysely'
import { codeRange } from '#domain/access/index.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import type { EntitySource } from '#domain/scheme/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'

/**
 * Changes when any fact of the counties below a unit does, or of what lies above the counties: enough to know that a world
 * built earlier still stands. The clock ticks in the transaction that writes the facts, so both become visible at once.
 */
export async function getFactsMark(tx: Tx, unitCode: string): Promise<string> {
  return [...(await listFactMarks(tx, unitCode))].map(([countyId, ticks]) => `${countyId}:${ticks}`).join(' ')
}

/**
 * The same, county by county. What a transaction has written itself and not committed yet it alone sees: its mark is nobody
 * else's, so that nothing of it outlives a transaction that is rolled back.
 */
export async function listFactMarks(tx: Tx, unitCode: string): Promise<ReadonlyMap<number, string>> {
  const { below } = codeRange(unitCode)
  const rows = await tx
    .selectFrom('fact_clock as f')
    .innerJoin('county as c', 'c.id', 'f.county_id')
    .select([
      'f.county_id as countyId',
      sql<string>`concat(sum(f.ticks), max(' in ' || f.xmin::text) filter (where f.xmin = pg_current_xact_id_if_assigned()::xid))`.as(
        'ticks',
      ),
    ])
    // the unit's counties, the county it lies in, and county 0 for what lies above
    .where((eb) =>
      eb.or([
        eb('c.id', '=', 0),
        eb.and([eb('c.code', '>=', unitCode), eb('c.code', '<', below)]),
        eb('c.code', '=', unitCode.slice(0, 6)),
      ]),
    )
    .groupBy('f.county_id')
    .orderBy('f.county_id')
    .execute()
  return new Map(rows.map((r) => [r.countyId, r.ticks]))
}

/** Files of some counties, or of all others. */
export interface FilesOf {
  readonly counties: readonly number[]
  readonly isOthers: boolean
}

const isFiledUnder = (column: string, { counties, isOthers }: FilesOf): RawBuilder<boolean> =>
  isOthers
    ? sql<boolean>`${sql.ref(column)} <> all (${[...counties]}::int[])`
    : sql<boolean>`${sql.ref(column)} = any (${[...counties]}::int[])`

/** What some counties have on file below a unit as it stood on a day, with where each thing lies and whose it is. */
export async function listFacts(tx: Tx, unitCode: string, day: CivilDate, files: FilesOf): Promise<FactOnFile[]> {
  const { below } = codeRange(unitCode)
  // what took effect after the day, or went to another county since, is replaced by the version that held then, where there was one
  const { rows } = await sql<FactRow>`
    select subject, id, division_code, agency_id, station_id, assigned_to, round_ids, name, facts, county_id
    from app.fact
    where division_code >= ${unitCode} and division_code < ${below} and effective_on <= ${day}::date and ${isThere(day)}
      and ${isFiledUnder('county_id', files)}
    union all
    select subject, id, division_code, agency_id, station_id, assigned_to, round_ids, name, facts, county_id
    from (
      select distinct on (h.county_id, h.subject, h.id) h.*
      from app.record_history h
      join (
        select county_id, subject, id from app.fact where effective_on > ${day}::date and ${isFiledUnder('county_id', files)}
        union
        select county_id, subject, id from app.record_history
        where division_code >= ${unitCode} and division_code < ${below} and left_on > ${day}::date and ${isFiledUnder('county_id', files)}
      ) later using (county_id, subject, id)
      where h.effective_on <= ${day}::date
      order by h.county_id, h.subject, h.id, h.version desc
    ) held
    where division_code >= ${unitCode} and division_code < ${below} and ${isThere(day)} and coalesce(left_on > ${day}::date, true)
  `.execute(tx)
  return rows.map((r) => ({
    countyId: r.county_id,
    divisionCode: r.division_code,
    subject: r.subject,
    id: r.id,
    facts: {
      nameText: r.name,
      ...r.facts,
      divisionCode: r.division_code,
      $agencyId: r.agency_id,
      $stationId: r.station_id,
      $assignedTo: r.assigned_to,
      $roundIds: r.round_ids,
      $countyId: r.county_id,
    },
  }))
}

/** A record as the engine takes it, and where it is filed. */
export interface FactOnFile extends EntitySource {
  readonly countyId: number
  readonly divisionCode: string
}

/** A division or zone that was given up is asked nothing from its last day on; its record stays for the days before. */
const isThere = (day: CivilDate) => sql`(subject <> 'unit' or coalesce(app.iso_day(facts ->> 'endedOn') > ${day}::date, true))`

interface FactRow {
  readonly subject: string
  readonly id: string
  readonly division_code: string
  readonly agency_id: string | null
  readonly station_id: string | null
  readonly assigned_to: string | null
  readonly round_ids: readonly string[] | null
  readonly name: string
  readonly facts: Readonly<Record<string, never>>
  readonly county_id: number
}

/** The last day on which anything that some counties have on file below a unit began, ended or left; none where all of it always held. */
export async function listLastChanges(
  tx: Tx,
  unitCode: string,
  files: FilesOf,
): Promise<readonly { readonly countyId: number; readonly day: string }[]> {
  const { below } = codeRange(unitCode)
  const { rows } = await sql<{ countyId: number; day: string }>`
    select county_id as "countyId", to_char(max(day), 'YYYY-MM-DD') as day
    from (
      select county_id, greatest(nullif(effective_on, '-infinity'), case when subject = 'unit' then app.iso_day(facts ->> 'endedOn') end) as day
      from app.fact
      where division_code >= ${unitCode} and division_code < ${below}
        and (effective_on > '-infinity' or (subject = 'unit' and facts ->> 'endedOn' is not null))
        and ${isFiledUnder('county_id', files)}
      union all
      select county_id, left_on from app.record_history
      where division_code >= ${unitCode} and division_code < ${below} and left_on is not null and ${isFiledUnder('county_id', files)}
    ) changed
    where day is not null
    group by county_id`.execute(tx)
  return rows
}
