import path from 'node:path'
import type { Kysely } from 'kysely'
import { chooseDataDir } from '#server/db/embedded/index.ts'
import { migrate } from '#server/db/migrate.ts'
import { joinDatabase, type OpenDatabase } from '#server/db/open-database.ts'
import { openDb } from '#server/db/pool.ts'
import type { DB } from '#server/db/types.ts'
import { readEnv } from '#server/env.ts'
import { findRoot } from '#server/find-root.ts'

export const migrationsDir = (): string => path.join(findRoot(), 'db/migrations')

/** Runs `work` on the database the settings name: the running server's, or one started for as long as it takes. */
export async function withOpenDatabase<T>(work: (database: OpenDatabase) => Promise<T>): Promise<T> {
  const env = readEnv(process.env)
  const database = await joinDatabase(chooseDataDir(env.DATA_DIR, findRoot()).dir, env.DATABASE_URL)
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

/** The same, migrated and under row-level security as the application sees it. */
export const withDatabase = <T>(work: (db: Kysely<DB>) => Promise<T>): Promise<T> =>
  withOpenDatabase(async ({ connection }) => {
    await migrate(connection.migrator, migrationsDir())
    const db = openDb(connection.app)
    try {
      return await work(db)
    } finally {
      await db.destroy()
    }
  })
