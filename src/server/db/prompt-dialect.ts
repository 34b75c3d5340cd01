import {
  PostgresDialect,
  PostgresDriver,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type PostgresDialectConfig,
  type QueryResult,
} from 'kysely'

/** Statements whose answer nobody waits for: the next one follows on the same wire, and is told if they failed. */
const AHEAD = /^(begin|start transaction|set local app\.)/

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
  constructor(inner: DatabaseConnection) {
    this.inner = inner
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const running = this.inner.executeQuery<R>(query)
    // seen when its turn comes
    running.catch(() => undefined)
    if (AHEAD.test(query.sql)) {
      this.#ahead.push(running)
      return { rows: [] }
    }
    const ahead = this.#ahead.splice(0)
    for (const one of ahead) await one
    return await running
  }

  /** Whatever was sent ahead is over; its failure has nobody to be told. */
  async settle(): Promise<void> {
    await Promise.allSettled(this.#ahead.splice(0))
  }

  streamQuery<R>(query: CompiledQuery, chunkSize?: number): AsyncIterableIterator<QueryResult<R>> {
    return this.inner.streamQuery<R>(query, chunkSize)
  }
}
