import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { DB } from '#server/db/types.ts'
import { buildApp } from './app.ts'

/** The OpenAPI document of every endpoint, without a database. */
export async function describeApi(): Promise<unknown> {
  const db = new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (introspected) => new PostgresIntrospector(introspected),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
  const { fastify } = await buildApp({ db, appKey: new Uint8Array(32), version: '1', webDir: '/nowhere', logLevel: 'silent' })
  const document: unknown = fastify.swagger()
  await fastify.close()
  return document
}
