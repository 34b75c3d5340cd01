import { sql } from 'kysely'
import { codeRange } from '#domain/access/index.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import type { EntitySource } from '#domain/scheme/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'

/**
 * Changes when any fact of the counties below a unit does, or of what lies above the counties: enough to know that a world
 * built earlier still stands. The clock ticks in the transaction that writes the facts, so both become visible at once.
 */
export async function getFactsMark(tx: Tx, unitCode: string): Promise<string> {
  const { below } = codeRange(unitCode)
  const rows = await tx
    .selectFrom('fact_clock as f')
    .innerJoin('county as c', 'c.id', 'f.county_id')
    .select(['f.county_id as countyId', sql<string>`sum(f.ticks)`.as('ticks')])
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
  return rows.map((r) => `${r.countyId}:${r.ticks}`).join(' ')
}

/** Everything recorded below a unit as it stood on a day, with where each thing lies and whose it is. */
export async function listFacts(tx: Tx, unitCode: string, day: CivilDate): Promise<EntitySource[]> {
  const { below } = codeRange(unitCode)
  // what took effect after the day is replaced by the version that held then, where there was one
  const { rows } = await sql<FactRow>`
    select subject, id, division_code, agency_id, station_id, assigned_to, round_ids, name, facts, county_id
    from app.fact
    where division_code >= ${unitCode} and division_code < ${below} and effective_on <= ${day}::date and ${isThere(day)}
    union all
    select subject, id, division_code, agency_id, station_id, assigned_to, round_ids, name, facts, county_id
    from (
      select distinct on (h.subject, h.id) h.*
      from app.record_history h
      join app.fact f on f.county_id = h.county_id and f.subject = h.subject and f.id = h.id and f.effective_on > ${day}::date
      where h.effective_on <= ${day}::date
      order by h.subject, h.id, h.version desc
    ) held
    where division_code >= ${unitCode} and division_code < ${below} and ${isThere(day)}
    order by division_code, id`.execute(tx)
  return rows.map((r) => ({
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

/** The last day on which anything below a unit took effect; undefined where all of it always held. */
export async function findLastChange(tx: Tx, unitCode: string): Promise<CivilDate | undefined> {
  const { below } = codeRange(unitCode)
  const { rows } = await sql<{ day: CivilDate | null }>`
    select to_char(max(effective_on), 'YYYY-MM-DD') as day from app.fact
    where division_code >= ${unitCode} and division_code < ${below} and effective_on > '-infinity'`.execute(tx)
  return rows[0]?.day ?? undefined
}
