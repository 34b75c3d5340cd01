import { sql } from 'kysely'
import type { Tx } from '#server/db/actor-tx.ts'

export interface ConsequenceRow {
  readonly countyId: number
  readonly id: string
  readonly schemeId: string
  readonly schemeSha256: string
  readonly ruleId: string
  readonly subject: string
  readonly entityId: string
  readonly divisionCode: string
  readonly agencyId: string | null
  readonly stationId: string | null
  readonly eventOn: string
  readonly measure: string
  readonly endsOn: string | null
  readonly status: string
  readonly reason: string | null
}

/** Keeps a proposal once per rule, subject and event day; says whether it was new. */
export async function insertProposal(tx: Tx, c: Omit<ConsequenceRow, 'status' | 'reason'>): Promise<boolean> {
  const done = await tx
    .insertInto('consequence')
    .values({
      county_id: c.countyId,
      id: c.id,
      scheme_id: c.schemeId,
      scheme_sha256: c.schemeSha256,
      rule_id: c.ruleId,
      subject: c.subject,
      entity_id: c.entityId,
      division_code: c.divisionCode,
      agency_id: c.agencyId,
      station_id: c.stationId,
      event_on: c.eventOn,
      measure: c.measure,
      ends_on: c.endsOn,
    })
    .onConflict((oc) => oc.columns(['county_id', 'scheme_id', 'rule_id', 'subject', 'entity_id', 'event_on']).doNothing())
    .executeTakeFirst()
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n
}

const rows = (tx: Tx) =>
  tx
    .selectFrom('consequence as c')
    .leftJoin('decision as d', (join) => join.onRef('d.county_id', '=', 'c.county_id').onRef('d.id', '=', 'c.decision_id'))
    .select([
      'c.county_id as countyId',
      'c.id',
      'c.scheme_id as schemeId',
      'c.scheme_sha256 as schemeSha256',
      'c.rule_id as ruleId',
      'c.subject',
      'c.entity_id as entityId',
      'c.division_code as divisionCode',
      'c.agency_id as agencyId',
      'c.station_id as stationId',
      'c.event_on as eventOn',
      'c.measure',
      'c.ends_on as endsOn',
      'c.status',
      sql<string | null>`d.outcome ->> 'reason'`.as('reason'),
    ])

export const listProposals = (tx: Tx, schemeId: string): Promise<readonly ConsequenceRow[]> =>
  rows(tx).where('c.scheme_id', '=', schemeId).orderBy('c.event_on', 'desc').orderBy('c.id').execute()

export const findProposal = (tx: Tx, id: string): Promise<ConsequenceRow | undefined> =>
  rows(tx).where('c.id', '=', id).executeTakeFirst()

/** Changes the state of a proposal through the one function that may; false when it was decided already or may not be. */
export async function decideProposal(
  tx: Tx,
  c: ConsequenceRow,
  status: 'decided' | 'rejected',
  decisionId: string,
): Promise<boolean> {
  const { rows: done } = await sql<{
    ok: boolean
  }>`select app.decide_consequence(${c.countyId}, ${c.id}::uuid, ${status}, ${decisionId}::uuid) as ok`.execute(tx)
  return done[0]?.ok === true
}

export interface DecisionDraft {
  readonly id: string
  readonly of: Omit<ConsequenceRow, 'id' | 'status' | 'reason' | 'measure' | 'endsOn' | 'eventOn'>
  readonly asOf: string
  readonly facts: unknown
  readonly outcome: unknown
  readonly decidedBy: string
}

/** Stores a decision for good. */
export async function insertDecision(tx: Tx, d: DecisionDraft): Promise<void> {
  await tx
    .insertInto('decision')
    .values({
      county_id: d.of.countyId,
      id: d.id,
      scheme_id: d.of.schemeId,
      scheme_sha256: d.of.schemeSha256,
      rule_id: d.of.ruleId,
      subject: d.of.subject,
      entity_id: d.of.entityId,
      division_code: d.of.divisionCode,
      agency_id: d.of.agencyId,
      station_id: d.of.stationId,
      as_of: d.asOf,
      facts: JSON.stringify(d.facts),
      outcome: JSON.stringify(d.outcome),
      decided_by: d.decidedBy,
    })
    .execute()
}
