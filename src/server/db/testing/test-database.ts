import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import pg from 'pg'
import { inject } from 'vitest'
import { embeddedConnection, type Connection } from '../connection.ts'
import { openDb } from '../pool.ts'
import type { DB } from '../types.ts'
import { TEMPLATE } from './start-test-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    testServer: { host: string; port: number }
    /** Bundled programs, to run as processes of their own. */
    programs: Readonly<Record<'main' | 'sgz' | 'writer', string>>
  }
}

export interface TestDatabase {
  /** As the application sees it: under row-level security. */
  readonly db: Kysely<DB>
  readonly connection: Connection
  /** As the superuser, past all walls: to arrange and to look. */
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>
  close(): Promise<void>
}

/** A database of this test file's own, cloned from the migrated template (`from`: from another, or empty with `template1`). */
export async function createTestDatabase(from = TEMPLATE): Promise<TestDatabase> {
  const server = inject('testServer')
  const name = `test_${randomBytes(6).toString('hex')}`
  await onServer(`create database ${name} template ${from} strategy file_copy`)
  const connection = embeddedConnection(server, name)
  const db = openDb(connection.app)
  const admin = new pg.Client(connection.migrator)
  await admin.connect()
  return {
    db,
    connection,
    async query<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) {
      return (await admin.query<Row>(text, [...values])).rows
    },
    async close() {
      await db.destroy()
      await admin.end()
      await onServer(`drop database ${name} with (force)`)
    },
  }
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client(embeddedConnection(inject('testServer'), 'postgres').migrator)
  await client.connect()
  await client.query(statement)
  await client.end()
}
