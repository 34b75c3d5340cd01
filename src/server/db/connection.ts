import type { PoolConfig } from 'pg'
import type { EmbeddedServer } from './embedded/index.ts'

/** The two ways into the same database: the migrator makes it, the application serves from it. */
export interface Connection {
  readonly migrator: PoolConfig
  readonly app: PoolConfig
  /** Without password, for messages. */
  readonly described: string
  readonly isEmbedded: boolean
}

export const APP_ROLE = 'sgz_app'
/** Made on the embedded server at its first start. */
export const EMBEDDED_DATABASE = 'sgz'

const APPLICATION = { application_name: 'shegongzhan', connectionTimeoutMillis: 10_000 }

/** Into a running embedded server: over its socket, each role by its own log-in. */
export function embeddedConnection(server: Pick<EmbeddedServer, 'host' | 'port'>, database = EMBEDDED_DATABASE): Connection {
  const place = { ...APPLICATION, host: server.host, port: server.port, database }
  return {
    migrator: { ...place, user: 'postgres' },
    app: { ...place, user: APP_ROLE },
    described: `${server.host}/${database}`,
    isEmbedded: true,
  }
}

/** Into the server of a DATABASE_URL: one log-in, which takes the application's role from the first moment on. */
export function urlConnection(url: string): Connection {
  const { host, pathname } = new URL(url)
  const base = { ...APPLICATION, connectionString: url }
  return { migrator: base, app: { ...base, options: `-c role=${APP_ROLE}` }, described: `${host}${pathname}`, isEmbedded: false }
}
