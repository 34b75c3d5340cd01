import type { Duplex } from 'node:stream'
import { Kysely } from 'kysely'
import pg, { type PoolClient, type PoolConfig } from 'pg'
import { namePointStatements } from './name-point-statements.ts'
import { AHEAD, OPENING, PromptDialect } from './prompt-dialect.ts'
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

/**
 * What is sent ahead leaves in one packet with what follows it before the program next waits: PostgreSQL wakes once for both, and
 * this process is not pushed off its processor by every connection that it wakes.
 */
function sendTogether(client: PoolClient): void {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Duplex } }).connection
  const query = client.query.bind(client) as (...given: readonly unknown[]) => unknown
  const together = (text: unknown, ...rest: readonly unknown[]): unknown => {
    if (typeof text !== 'string' || !AHEAD.test(text)) return query(text, ...rest)
    stream.cork()
    if (corked.push(stream) === 1) setImmediate(uncorkAll)
    return OPENING.test(text) ? new Promise((resolve, reject) => query(new Opening(text, resolve, reject))) : query(text, ...rest)
  }
  client.query = together as typeof client.query
}

const corked: Duplex[] = []
function uncorkAll(): void {
  for (const stream of corked.splice(0)) stream.uncork()
}

/** Several statements whose results nobody reads: none is kept. */
class Opening extends pg.Query {
  constructor(text: string, resolve: (result: object) => void, reject: (error: Error) => void) {
    super(text, undefined, (error: Error | undefined) => (error ? reject(error) : resolve({ rows: [] })))
  }
  handleCommandComplete(): void {}
}
