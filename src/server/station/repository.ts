import { sql } from 'kysely'
import { codeRange } from '#domain/access/index.ts'
import { isId } from '#domain/kernel/id.ts'
import type { AcceptanceGate } from '#domain/station/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'

export interface AcceptanceRow {
  readonly id: string
  readonly gate: string
  readonly round: number
  readonly result: string
  readonly on: string
  readonly correctBy: string | null
  readonly remark: string
  readonly representatives: { readonly count: number; readonly opinion: string } | null
  readonly judged: unknown
  readonly proposedById: string
  readonly proposedBy: string
  readonly proposedAt: Date
  readonly verdict: string | null
  readonly reason: string | null
  readonly publishedOn: string | null
  readonly signedBy: string | null
  readonly signedAt: Date | null
}

const SELECT = sql`
    select a.id, a.gate, a.round, a.result, a.inspected_on::text as "on", a.correct_by::text as "correctBy", a.remark,
      a.representatives, a.judged, a.proposed_by as "proposedById", a.proposed_by_name as "proposedBy",
      a.proposed_at as "proposedAt", s.verdict, s.reason, s.published_on::text as "publishedOn",
      s.signed_by_name as "signedBy", s.signed_at as "signedAt"
    from app.station_acceptance a
    left join app.acceptance_signature s on s.county_id = a.county_id and s.acceptance_id = a.id`

/** The acceptances of a gate of a station with their signatures, newest first. */
export async function listAcceptances(tx: Tx, stationId: string, gate: AcceptanceGate): Promise<readonly AcceptanceRow[]> {
  const { rows } = await sql<AcceptanceRow>`${SELECT}
    where a.station_id = ${stationId}::uuid and a.gate = ${gate}
    order by a.round desc
    limit 200`.execute(tx)
  return rows
}

/** One acceptance of a station that the caller may see. */
export async function findAcceptance(tx: Tx, stationId: string, id: string): Promise<AcceptanceRow | undefined> {
  const { rows } = await sql<AcceptanceRow>`${SELECT}
    where a.station_id = ${stationId}::uuid and a.id = ${id}::uuid`.execute(tx)
  return rows[0]
}

interface Where {
  readonly countyId: number
  readonly stationId: string
  readonly divisionCode: string
  readonly agencyId: string | null
}

/** Stores a conclusion for good; false where another took the round meanwhile. */
export async function insertAcceptance(
  tx: Tx,
  at: Where,
  a: {
    readonly id: string
    readonly gate: AcceptanceGate
    readonly round: number
    readonly result: string
    readonly on: string
    readonly correctBy: string | null
    readonly remark: string
    readonly representatives: unknown
    readonly judged: unknown
    readonly by: string
    readonly byName: string
    readonly at: Date
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('station_acceptance')
    .values({
      county_id: at.countyId,
      id: a.id,
      station_id: at.stationId,
      division_code: at.divisionCode,
      agency_id: at.agencyId,
      gate: a.gate,
      round: a.round,
      result: a.result,
      inspected_on: a.on,
      correct_by: a.correctBy,
      remark: a.remark,
      representatives: a.representatives === null ? null : JSON.stringify(a.representatives),
      judged: JSON.stringify(a.judged),
      proposed_by: a.by,
      proposed_by_name: a.byName,
      proposed_at: a.at,
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows > 0n
}

/** Stores the second signature for good; false where somebody signed meanwhile. */
export async function insertSignature(
  tx: Tx,
  at: Where,
  s: {
    readonly id: string
    readonly acceptanceId: string
    readonly verdict: string
    readonly reason: string
    readonly publishedOn: string | null
    readonly judged: unknown
    readonly by: string
    readonly byName: string
    readonly at: Date
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('acceptance_signature')
    .values({
      county_id: at.countyId,
      id: s.id,
      acceptance_id: s.acceptanceId,
      station_id: at.stationId,
      division_code: at.divisionCode,
      agency_id: at.agencyId,
      verdict: s.verdict,
      reason: s.reason,
      published_on: s.publishedOn,
      judged: JSON.stringify(s.judged),
      signed_by: s.by,
      signed_by_name: s.byName,
      signed_at: s.at,
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows > 0n
}

/** Agencies and agreements of a place that the caller may see. */
export async function listPartners(
  tx: Tx,
  code: string,
): Promise<
  readonly { readonly subject: string; readonly id: string; readonly name: string; readonly agencyId: string | null }[]
> {
  const { below } = codeRange(code)
  return tx
    .selectFrom('entity')
    .select(['subject', 'id', 'name', sql<string | null>`facts ->> 'agencyId'`.as('agencyId')])
    .where('subject', 'in', ['agency', 'contract'])
    .where('division_code', '>=', code)
    .where('division_code', '<', below)
    .orderBy('name')
    .orderBy('id')
    .limit(1000)
    .execute()
}

/** Postings at a station that are in force on a day or begin later. */
export async function listPostingIds(tx: Tx, countyId: number, stationId: string, day: string): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('posting')
    .select('id')
    .where('county_id', '=', countyId)
    .where((eb) => eb.or([eb('station_id', '=', stationId), eb(sql`facts ->> 'stationId'`, '=', stationId)]))
    .where((eb) => eb.or([eb('end_on', 'is', null), eb('end_on', '>=', sql<string>`${day}::date` as never)]))
    .execute()
  return rows.map(({ id }) => id)
}

export async function findPlaceName(tx: Tx, code: string): Promise<string | undefined> {
  const row = await tx.selectFrom('division').select('name').where('code', '=', code).executeTakeFirst()
  return row?.name
}

/** Where stations lie, of those the caller may see. */
export async function listPlaces(
  tx: Tx,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly divisionCode: string }[]> {
  if (ids.length === 0) return []
  return tx
    .selectFrom('station')
    .select(['id', 'division_code as divisionCode'])
    .where('id', 'in', [...ids])
    .orderBy('division_code')
    .execute()
}

/** Nobody else registers stations in these counties until the transaction ends: what a plan counts there stays as it was counted. */
export async function lockSites(tx: Tx, counties: Iterable<string>): Promise<void> {
  for (const county of [...new Set(counties)].toSorted())
    await sql`select pg_advisory_xact_lock(63, hashtext(${county}))`.execute(tx)
}

/** The county that a unit lies in, of those the caller may see. */
export async function findCountyOfUnit(tx: Tx, unitId: string): Promise<string | undefined> {
  if (!isId(unitId)) return undefined
  const row = await tx.selectFrom('unit').select('division_code').where('id', '=', unitId).executeTakeFirst()
  return row?.division_code.slice(0, 6)
}
