import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { embeddedConnection } from '../connection.ts'
import { startEmbedded } from '../embedded/start-embedded.ts'
import { migrate } from '../migrate.ts'
import { prepareEmbedded } from '../open-database.ts'

export const MIGRATIONS = fileURLToPath(new URL('../../../../db/migrations', import.meta.url))
export const TEMPLATE = 'sgz_template'

/** A throw-away server that need not survive a power cut. */
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  // statistics change when a test says so
  autovacuum: 'off',
  max_connections: '60',
  shared_buffers: '64MB',
}

export interface TestServer {
  readonly host: string
  readonly port: number
  stop(): Promise<void>
}

/** Starts PostgreSQL of the given major version in a new folder, with a migrated template database. */
export async function startTestServer(major: string): Promise<TestServer> {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), `sgz-test-${major}-`))
  const server = await startEmbedded(root, { settings: SETTINGS, ...(major === '15' && { packageName: 'pg15' }) })
  await prepareEmbedded(server)
  const client = new pg.Client(embeddedConnection(server, 'postgres').migrator)
  await client.connect()
  await client.query(`create database ${TEMPLATE}`)
  await client.end()
  await migrate(embeddedConnection(server, TEMPLATE).migrator, MIGRATIONS)
  return {
    host: server.host,
    port: server.port,
    async stop() {
      await server.stop()
      fs.rmSync(root, { recursive: true, force: true })
    },
  }
}
