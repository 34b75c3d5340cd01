import {
  CompiledQuery,
  PostgresDialect,
  PostgresDriver,
  type DatabaseConnection,
  type Driver,
  type PostgresDialectConfig,
  type QueryResult,
} from 'kysely'
import { isRead } from './is-read.ts'

/** Opens a transaction: sent together with what follows it. */
export const OPENING = /^(commit; )?(begin|start transaction)/
/** Whose the transaction is. */
const SETTING = /^set local app\./
/** Adds to the chain of a county, whose end is then locked for everybody else. */
const CHAINING = /^select app\.append_audit\(/
/**
 * Statements whose answer nobody waits for: the next one follows on the same wire, and is told if they failed. The audit row is
 * the last thing a transaction does: with the commit right behind it, the end of its chain is locked for no round trip.
 */
export const AHEAD = /^(commit; )?(begin|start transaction|set local app\.|select app\.append_audit\()/
/**
 * Unlocks the end of the chain once the commit is in the log, and answers once the log is on the disk: that takes a second,
 * ordinary commit, of nothing but a word in the log. Whoever came next on the chain comes later in the log, so no link outlives
 * the one before it. (decision 0032)
 */
const CHAINED_COMMIT = `set local synchronous_commit = off; commit; select pg_logical_emit_message(true, 'shegongzhan', '')`

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

const NOTHING = { rows: [] }
const COMMIT = CompiledQuery.raw('commit')

class PromptConnection implements DatabaseConnection {
  readonly inner: DatabaseConnection
  #ahead: Promise<unknown>[] = []
  #opening: CompiledQuery | undefined
  #hasWritten = false
  #hasChained = false
  /** A transaction that has only read is over; the server is told so with the next one, or before the program next waits. */
  #isOver = false
  constructor(inner: DatabaseConnection) {
    this.inner = inner
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { sql } = query
    if (OPENING.test(sql) && query.parameters.length === 0) {
      this.#sendOpening()
      this.#opening = query
      this.#hasWritten = false
      this.#hasChained = false
      return NOTHING
    }
    if (sql === 'commit' && !this.#hasWritten) return await this.#endReading()
    const running = this.#send<R>(sql === 'commit' && this.#hasChained ? CompiledQuery.raw(CHAINED_COMMIT) : query)
    if (AHEAD.test(sql)) {
      this.#hasWritten ||= !SETTING.test(sql)
      this.#hasChained ||= CHAINING.test(sql)
      this.#ahead.push(running)
      return NOTHING
    }
    this.#hasWritten ||= !isRead(sql)
    await this.#catchUp()
    return await running
  }

  /** Whatever was sent ahead is over; its failure has nobody to be told. */
  async settle(): Promise<void> {
    this.#sendOpening()
    if (this.#ahead.length > 0) await Promise.allSettled(this.#ahead.splice(0))
  }

  streamQuery<R>(query: CompiledQuery, chunkSize?: number): AsyncIterableIterator<QueryResult<R>> {
    this.#sendOpening()
    this.#sendOver()
    this.#hasWritten = true
    return this.inner.streamQuery<R>(query, chunkSize)
  }

  /** What has only been read is read, however its transaction ends. */
  async #endReading<R>(): Promise<QueryResult<R>> {
    this.#sendOpening()
    this.#isOver = true
    setImmediate(() => this.#sendOver())
    await this.#catchUp()
    return NOTHING
  }

  async #catchUp(): Promise<void> {
    for (const one of this.#ahead.splice(0)) await one
  }

  /** Ending the transaction before, opening one and saying whose it is are one message. */
  #send<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const opening = this.#opening
    if (opening && SETTING.test(query.sql) && query.parameters.length === 0) {
      this.#opening = undefined
      return this.#sendNow<R>(CompiledQuery.raw(`${opening.sql}; ${query.sql}`))
    }
    this.#sendOpening()
    return this.#sendNow<R>(query)
  }

  #sendOpening(): void {
    const opening = this.#opening
    if (!opening) return
    this.#opening = undefined
    this.#ahead.push(this.#sendNow(opening))
  }

  #sendNow<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (!this.#isOver) return seen(this.inner.executeQuery<R>(query))
    this.#isOver = false
    const isOpening = OPENING.test(query.sql)
    if (!isOpening) void seen(this.inner.executeQuery(COMMIT))
    return seen(this.inner.executeQuery<R>(isOpening ? CompiledQuery.raw(`commit; ${query.sql}`) : query))
  }

  #sendOver(): void {
    if (!this.#isOver) return
    this.#isOver = false
    void seen(this.inner.executeQuery(COMMIT))
  }
}

/** A failure is thrown when its turn comes. */
function seen<T>(running: Promise<T>): Promise<T> {
  running.catch(() => undefined)
  return running
}
