import { sql } from 'kysely'
import { codeRange } from '#domain/access/index.ts'
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

/** Everything recorded below a unit, with where each thing lies and whose it is. */
export async function listFacts(tx: Tx, unitCode: string): Promise<EntitySource[]> {
  const rows = await tx
    .selectFrom('entity')
    .select([
      'subject',
      'id',
      'division_code',
      'agency_id',
      'station_id',
      'assigned_to',
      'round_ids',
      'name',
      'facts',
      'county_id',
    ])
    .where('division_code', '>=', unitCode)
    .where('division_code', '<', codeRange(unitCode).below)
    .orderBy('division_code')
    .orderBy('id')
    .execute()
  return rows.map((r) => {
    const facts = r.facts as Record<string, never>
    return {
      subject: r.subject,
      id: r.id,
      facts: {
        nameText: r.name,
        ...facts,
        divisionCode: r.division_code,
        $agencyId: r.agency_id,
        $stationId: r.station_id,
        $assignedTo: r.assigned_to,
        $roundIds: r.round_ids,
        $countyId: r.county_id,
      },
    }
  })
}
