import {
  CompiledQuery,
  PostgresDialect,
  PostgresDriver,
  type DatabaseConnection,
  type Driver,
  type PostgresDialectConfig,
  type QueryResult,
} from 'kysely'
import { isPointRead } from './name-point-statements.ts'

/** Opens a transaction: sent together with what follows it. */
const OPENING = /^(begin|start transaction)/
/** Whose the transaction is. */
const SETTING = /^set local app\./
/**
 * Statements whose answer nobody waits for: the next one follows on the same wire, and is told if they failed. The audit row is
 * the last thing a transaction does: with the commit right behind it, the end of its chain is locked for no round trip.
 */
export const AHEAD = /^(begin|start transaction|set local app\.|select app\.append_audit\()/

/**
 * PostgreSQL through a pipelined connection: opening a transaction and saying whose it is costs no round trip of its own.
 * Should it fail, the statement behind it finds a broken transaction or no scope, which sees nothing, and the failure is
 * what is thrown.
 */
export class PromptDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig
  constructor(config: PostgresDialectConfig) {
    super(config)
    this.#config = config
  }
  override createDriver(): Driver {
    return new PromptDriver(this.#config)
  }
}

class PromptDriver extends PostgresDriver {
  readonly #prompt = new WeakMap<DatabaseConnection, PromptConnection>()

  override async acquireConnection(): Promise<DatabaseConnection> {
    const inner = await super.acquireConnection()
    const known = this.#prompt.get(inner) ?? new PromptConnection(inner)
    this.#prompt.set(inner, known)
    return known
  }

  override async releaseConnection(connection: DatabaseConnection): Promise<void> {
    const { inner } = connection as PromptConnection
    await (connection as PromptConnection).settle()
    await super.releaseConnection(inner as never)
  }
}

class PromptConnection implements DatabaseConnection {
  readonly inner: DatabaseConnection
  #ahead: Promise<unknown>[] = []
  #opening: CompiledQuery | undefined
  #hasWritten = false
  constructor(inner: DatabaseConnection) {
    this.inner = inner
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (OPENING.test(query.sql) && query.parameters.length === 0) {
      this.#sendOpening()
      this.#opening = query
      this.#hasWritten = false
      return { rows: [] }
    }
    const running = this.#send<R>(query)
    if (AHEAD.test(query.sql)) {
      this.#hasWritten ||= !SETTING.test(query.sql)
      this.#ahead.push(running)
      return { rows: [] }
    }
    // what has only been read is read, however its transaction ends
    const isOverAlready = query.sql === 'commit' && !this.#hasWritten
    this.#hasWritten ||= !isPointRead(query.sql)
    const ahead = this.#ahead.splice(0)
    for (const one of ahead) await one
    if (isOverAlready) return { rows: [] }
    return await running
  }

  /** Whatever was sent ahead is over; its failure has nobody to be told. */
  async settle(): Promise<void> {
    this.#sendOpening()
    await Promise.allSettled(this.#ahead.splice(0))
  }

  streamQuery<R>(query: CompiledQuery, chunkSize?: number): AsyncIterableIterator<QueryResult<R>> {
    this.#sendOpening()
    this.#hasWritten = true
    return this.inner.streamQuery<R>(query, chunkSize)
  }

  /** Opening a transaction and saying whose it is are one message. */
  #send<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const opening = this.#opening
    if (opening && SETTING.test(query.sql) && query.parameters.length === 0) {
      this.#opening = undefined
      return seen(this.inner.executeQuery<R>(CompiledQuery.raw(`${opening.sql}; ${query.sql}`)))
    }
    this.#sendOpening()
    return seen(this.inner.executeQuery<R>(query))
  }

  #sendOpening(): void {
    const opening = this.#opening
    if (!opening) return
    this.#opening = undefined
    this.#ahead.push(seen(this.inner.executeQuery(opening)))
  }
}

/** A failure is thrown when its turn comes. */
function seen<T>(running: Promise<T>): Promise<T> {
  running.catch(() => undefined)
  return running
}
