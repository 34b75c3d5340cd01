import { sql } from 'kysely'
import type { Tx } from '#server/db/actor-tx.ts'

/** Does something inside the running transaction and takes it back; what it answered stays. */
export async function rollBackAfter<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await sql`savepoint trial`.execute(tx)
  const result = await work()
  await sql`rollback to savepoint trial`.execute(tx)
  return result
}
