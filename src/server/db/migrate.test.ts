import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { urlConnection } from './connection.ts'
import { checkServerVersion, migrate, migrationState } from './migrate.ts'
import { openDb } from './pool.ts'
import { MIGRATIONS } from './testing/start-test-server.ts'
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts'

let empty: TestDatabase
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-migrations-'))
const dir = path.join(folder, 'migrations')
beforeAll(async () => {
  empty = await createTestDatabase('template1')
  fs.cpSync(path.dirname(MIGRATIONS), folder, { recursive: true })
})
afterAll(async () => {
  await empty.close()
  fs.rmSync(folder, { recursive: true })
})

test('an empty database gets every migration once, two starts at a time or not', async () => {
  const names = fs.readdirSync(dir).sort()
  expect(await migrationState(empty.connection.migrator, dir)).toEqual({ applied: [], pending: names })
  const both = await Promise.all([migrate(empty.connection.migrator, dir), migrate(empty.connection.migrator, dir)])
  expect(both.flat()).toEqual(names)
  expect(await migrationState(empty.connection.migrator, dir)).toEqual({ applied: names, pending: [] })
})

test('a migration that fails leaves nothing of itself', async () => {
  const file = path.join(dir, '9001_break_half_way.sql')
  fs.writeFileSync(file, 'create table app.half (id int);\n\nselect 1 / 0;\n')
  await expect(migrate(empty.connection.migrator, dir)).rejects.toThrow(/division by zero/)
  expect(await empty.query(`select to_regclass('app.half') as there`)).toEqual([{ there: null }])
  fs.rmSync(file)
})

test('data of a newer version is refused and left alone', async () => {
  await empty.query(`insert into app.migration (name, sha256) values ('9999_from_the_future.sql', '')`)
  await expect(migrate(empty.connection.migrator, dir)).rejects.toMatchObject({ code: 'DATA_NEWER' })
  await empty.query(`delete from app.migration where name = '9999_from_the_future.sql'`)
})

test('a migration is never edited once applied', async () => {
  const [first = ''] = fs.readdirSync(dir).sort()
  const text = fs.readFileSync(path.join(dir, first), 'utf8')
  fs.writeFileSync(path.join(dir, first), `${text}\n-- edited`)
  await expect(migrate(empty.connection.migrator, dir)).rejects.toThrow(/edited/)
  fs.writeFileSync(path.join(dir, first), text)
})

test.each([
  [149_999, 'DATABASE_TOO_OLD'],
  [150_000, undefined],
  [170_010, undefined],
])('server version %i: %s', (version, code) => {
  if (code === undefined) expect(() => checkServerVersion(version)).not.toThrow()
  else expect(() => checkServerVersion(version)).toThrow(expect.objectContaining({ code }))
})

test('an account that may not do it is told what it lacks', async () => {
  await empty.query(`do $$ begin create role powerless login; exception when duplicate_object then null; end $$`)
  const bare = await createTestDatabase('template1')
  await expect(migrate({ ...bare.connection.migrator, user: 'powerless' }, dir)).rejects.toMatchObject({
    code: 'DATABASE_FAILED',
  })
  await bare.close()
})

test('an unreachable database says so', async () => {
  await expect(migrate({ host: '127.0.0.1', port: 1 }, dir)).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' })
})

test('a DATABASE_URL may belong to an ordinary account that can create roles', async () => {
  const { migrator } = empty.connection
  const database = String(migrator.database)
  await empty.query(`do $$ begin create role ordinary login createrole; exception when duplicate_object then null; end $$`)
  await empty.query(`create database ${database}_url owner ordinary`)
  const url = `postgres://ordinary@localhost/${database}_url?host=${encodeURIComponent(String(migrator.host))}`
  const connection = urlConnection(url)
  // on a server whose roles are there already, the administrator grants them
  await empty.query('grant sgz_owner, sgz_app to ordinary')
  await migrate(connection.migrator, dir)
  const db = openDb(connection.app)
  const { rows } = await db
    .selectFrom('entity')
    .select('id')
    .execute()
    .then((found) => ({ rows: found }))
  expect(rows).toEqual([])
  await expect(db.deleteFrom('audit_entry').execute()).rejects.toThrow(/permission denied/)
  await db.destroy()
  await empty.query(`drop database ${database}_url with (force)`)
})
