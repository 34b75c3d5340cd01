import { sql } from 'kysely'
import type { Tx } from '#server/db/actor-tx.ts'

/** Asks the database for its version, which it can only tell while it answers. */
export async function getDatabaseVersion(tx: Tx): Promise<string> {
  const { rows } = await sql<{ version: string }>`select current_setting('server_version') as version`.execute(tx)
  return rows[0]?.version ?? ''
}
