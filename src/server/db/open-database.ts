import pg from 'pg'
import { APP_ROLE, EMBEDDED_DATABASE, embeddedConnection, urlConnection, type Connection } from './connection.ts'
import { dataFolderAt, isClaimed, startEmbedded, type EmbeddedServer } from './embedded/index.ts'

export interface OpenDatabase {
  readonly connection: Connection
  /** Settles when an embedded server is gone; never for a DATABASE_URL. */
  readonly gone: Promise<void>
  close(): Promise<void>
}

/** Settings that measured faster on our queries; see the decision page on the embedded database. */
const SETTINGS = { enable_presorted_aggregate: 'off', shared_buffers: '256MB', max_connections: '120', log_timezone: 'UTC' }

/** The database of `databaseUrl`, else the embedded one in `dataDir`, started now. */
export async function openDatabase(dataDir: string, databaseUrl: string | undefined): Promise<OpenDatabase> {
  if (databaseUrl !== undefined) return somebodyElses(urlConnection(databaseUrl))
  const server = await startEmbedded(dataDir, { settings: SETTINGS })
  try {
    await prepareEmbedded(server)
  } catch (error) {
    await server.stop()
    throw error
  }
  return { connection: embeddedConnection(server), gone: server.gone, close: () => server.stop() }
}

/**
 * The same for a command: where a server runs on the data folder, its database; else one of the command's own, for as long
 * as it takes.
 */
export async function joinDatabase(dataDir: string, databaseUrl: string | undefined): Promise<OpenDatabase> {
  if (databaseUrl !== undefined || !isClaimed(dataDir)) return openDatabase(dataDir, databaseUrl)
  return somebodyElses(embeddedConnection({ host: dataFolderAt(dataDir).socket, port: 5432 }))
}

const somebodyElses = (connection: Connection): OpenDatabase => ({
  connection,
  gone: new Promise(() => undefined),
  close: () => Promise.resolve(),
})

/** On the embedded server the application logs in by its own name, and the data has a database of its own. */
export async function prepareEmbedded(server: Pick<EmbeddedServer, 'host' | 'port'>): Promise<void> {
  const client = new pg.Client(embeddedConnection(server, 'postgres').migrator)
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      `select datname as name from pg_database where datname = $1 union all select rolname from pg_roles where rolname = $2 and rolcanlogin`,
      [EMBEDDED_DATABASE, APP_ROLE],
    )
    const there = new Set(rows.map(({ name }) => name))
    if (!there.has(APP_ROLE)) {
      await client.query(`do $$ begin create role ${APP_ROLE} noinherit; exception when duplicate_object then null; end $$`)
      await client.query(`alter role ${APP_ROLE} login`)
    }
    if (!there.has(EMBEDDED_DATABASE)) await client.query(`create database ${EMBEDDED_DATABASE}`)
  } finally {
    await client.end()
  }
}
