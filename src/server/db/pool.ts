import type { Duplex } from 'node:stream'
import { Kysely } from 'kysely'
import pg, { type PoolClient, type PoolConfig } from 'pg'
import { namePointStatements } from './name-point-statements.ts'
import { AHEAD, PromptDialect } from './prompt-dialect.ts'
import type { DB } from './types.ts'

/** Civil days stay text; a bigint is a number as long as that is exact. */
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new RangeError(`int8 out of safe range: ${text}`)
  return number
})

/** Nothing waits for ever: not a statement, not a lock, not a transaction left open, not a server that has gone silent. */
const TIMEOUTS = {
  statement_timeout: 30_000,
  lock_timeout: 10_000,
  idle_in_transaction_session_timeout: 60_000,
  query_timeout: 35_000,
}

const pools = new WeakMap<Kysely<DB>, pg.Pool>()

/** Opens the pool for the application. `onError`: an idle connection broke; the pool makes a new one by itself. */
export function openDb(config: PoolConfig, onError: (error: Error) => void = () => undefined): Kysely<DB> {
  const options: PoolConfig & { readonly pipeline: boolean } = {
    max: 10,
    keepAlive: true,
    ...TIMEOUTS,
    ...config,
    pipeline: true,
  }
  const pool = new pg.Pool(options)
  pool.on('error', onError)
  // a connection in use that breaks between two statements: the next statement says so, the program lives on
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
    namePointStatements(client)
    sendTogether(client)
  })
  const db = new Kysely<DB>({ dialect: new PromptDialect({ pool }) }).withSchema('app')
  pools.set(db, pool)
  return db
}

/** How many connections there are and wait: of a database opened here. */
export const poolOf = (db: Kysely<DB>): Pick<pg.Pool, 'totalCount' | 'idleCount' | 'waitingCount'> | undefined => pools.get(db)

/** What is sent ahead leaves in one packet with what follows it before the program next waits: PostgreSQL wakes once for both. */
function sendTogether(client: PoolClient): void {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Duplex } }).connection
  const query = client.query.bind(client) as (...given: readonly unknown[]) => unknown
  const together = (text: unknown, ...rest: readonly unknown[]): unknown => {
    if (typeof text === 'string' && AHEAD.test(text)) {
      stream.cork()
      process.nextTick(() => stream.uncork())
    }
    return query(text, ...rest)
  }
  client.query = together as typeof client.query
}
