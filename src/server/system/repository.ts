import { sql } from 'kysely'
import type { Tx } from '#server/db/actor-tx.ts'

export interface DatabaseFacts {
  readonly version: string
  readonly bytes: number
  readonly now: Date
  readonly applied: readonly string[]
}

export async function readDatabaseFacts(tx: Tx): Promise<DatabaseFacts> {
  const { rows } = await sql<{ version: string; bytes: string; now: Date; applied: string[] }>`
    select current_setting('server_version') as version, pg_database_size(current_database())::text as bytes,
      clock_timestamp() as now, array(select app.list_applied()) as applied
  `.execute(tx)
  const [row] = rows
  if (!row) throw new Error('no answer')
  return { ...row, bytes: Number(row.bytes) }
}

/** Ends of the audit chains of the caller's own counties. */
export async function listOwnChains(tx: Tx) {
  const { rows } = await sql<{ county_id: number; name: string; seq: number }>`
    select * from app.list_own_chain_ends()
  `.execute(tx)
  return rows
}
