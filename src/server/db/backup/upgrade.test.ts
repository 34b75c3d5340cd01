import fs from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate, migrationState } from '../migrate.ts'
import { MIGRATIONS } from '../testing/start-test-server.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { readBackup, restoreBackup, writeBackup } from './index.ts'

/** Data of the previous migration set, made by tools/make-upgrade-fixture.ts. */
const PREVIOUS = fileURLToPath(new URL('fixtures/previous.sgz', import.meta.url))

let target: TestDatabase
beforeAll(async () => {
  target = await createTestDatabase('template1')
})
afterAll(() => target.close())

test('data of the previous version comes in, is brought up to date, and reads as it was', async () => {
  const { manifest, summary } = await restoreBackup(target.connection.migrator, PREVIOUS, MIGRATIONS)
  const pending = (await migrationState(target.connection.migrator, MIGRATIONS)).pending
  expect(pending.length).toBeGreaterThan(0)
  expect(pending.filter((name) => manifest.migrations.some((one) => one.name === name))).toEqual([])
  expect(await migrate(target.connection.migrator, MIGRATIONS)).toEqual(pending)
  for (const { name, rows } of summary.tables.filter(({ name }) => name !== 'migration')) {
    // records of some subjects have moved to tables of their own: the view has them all
    const from = name === 'entity' ? 'fact' : name
    expect((await target.query<{ n: number }>(`select count(*)::int as n from app.${from}`))[0]?.n, name).toBeGreaterThanOrEqual(
      rows,
    )
  }
  expect(await target.query(`select name, facts from app.fact where facts ->> 'n' = '7'`)).toEqual([
    { name: '站7', facts: { n: 7 } },
  ])
  expect(await target.query(`select value, signed_by_name as name from app.signature`)).toEqual([
    { value: '30 天', name: '李演示' },
  ])
  expect(await target.query(`select role from app.access_grant`)).toEqual([{ role: 'bureau' }])
})

test('what came in that way goes out and in again like any other', async () => {
  const file = `${PREVIOUS}.${process.pid}`
  try {
    await writeBackup(target.connection.migrator, file, { program: 'test' })
    const { manifest } = await readBackup(file, undefined)
    expect(manifest.migrations).toHaveLength((await migrationState(target.connection.migrator, MIGRATIONS)).applied.length)
  } finally {
    fs.rmSync(file, { force: true })
  }
})
