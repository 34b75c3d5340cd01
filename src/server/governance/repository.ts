import { sql } from 'kysely'
import type { FactsDraft } from '#domain/record/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'

/** A record as the pages of this module read it. */
export interface Held {
  readonly subject: string
  readonly id: string
  readonly version: number
  readonly name: string
  readonly divisionCode: string
  readonly placeName: string
  readonly facts: FactsDraft
}

const MOST = 2000

/** Records of some subjects within the own scope, and those of the places around it that are open to it. */
export async function listHeld(tx: Tx, subjects: readonly string[]): Promise<readonly Held[]> {
  const { rows } = await sql<Held>`
    select f.subject, f.id, f.version, f.name, f.division_code as "divisionCode", coalesce(d.name, f.division_code) as "placeName",
      f.facts
    from app.fact f left join app.division d on d.code = f.division_code
    where f.subject = any(${sql.val([...subjects])}) and f.division_code >= app.scope_from() and f.division_code < app.scope_below()
    order by f.division_code, f.id limit ${MOST}`.execute(tx)
  return rows
}

/** Names of records by id, as far as the reader may see them. */
export async function listNames(tx: Tx, subject: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const known = ids.filter((id) => /^[0-9a-f-]{36}$/.test(id))
  if (known.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from app.fact where subject = ${subject} and id = any(${sql.val([...new Set(known)])}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Files that lie with a task as its evidence: those of its own record, or of its row. */
export async function listEvidence(tx: Tx, recordId: string, kind: string): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('attachment')
    .select('id')
    .where('record_id', '=', recordId)
    .where('kind', '=', kind)
    .where('state', '=', 'stored')
    .where('removed_at', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}
