import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { embeddedConnection, type Connection } from '../connection.ts'
import { startEmbedded } from '../embedded/index.ts'
import { prepareEmbedded } from '../open-database.ts'
import { MIGRATIONS } from '../testing/start-test-server.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { restoreBackup, restoreIntoFolder, writeBackup } from './index.ts'

let source: TestDatabase
const shared = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-folders-'))
const file = path.join(shared, 'a.sgz')
let temporary = ''
beforeAll(async () => {
  source = await createTestDatabase()
  await source.query(`insert into app.county values (990901, '990901', '甲县')`)
  await source.query(`insert into app.entity (county_id, subject, id, division_code, name, facts)
    select 990901, 'programme', gen_random_uuid(), '990901', '站' || i, '{}' from generate_series(1, 2000) i`)
  const attached = path.join(shared, 'note.pdf')
  fs.writeFileSync(attached, 'x'.repeat(3_000_000))
  const files = [{ name: 'attachments/2026/note.pdf', source: attached }]
  await writeBackup(source.connection.migrator, file, { program: 'test', files })
})
afterAll(async () => {
  await source.close()
  fs.rmSync(shared, { recursive: true, force: true })
})
beforeEach(() => {
  temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-folder-'))
  fs.chmodSync(temporary, 0o711)
})
afterEach(() => fs.rmSync(temporary, { recursive: true, force: true }))

async function countEntities({ migrator }: Connection): Promise<number> {
  const client = new pg.Client(migrator)
  await client.connect()
  const { rows } = await client.query<{ n: number }>('select count(*)::int as n from app.entity')
  await client.end()
  return rows[0]?.n ?? 0
}

test.each([['absent'], ['empty'], ['left behind by a kill']])(
  'a folder that is %s becomes a data folder, files included',
  async (kind) => {
    const dataDir = path.join(temporary, 'data')
    if (kind !== 'absent') fs.mkdirSync(dataDir)
    if (kind.startsWith('left')) fs.mkdirSync(path.join(dataDir, '.restoring/pg/base'), { recursive: true })
    await restoreIntoFolder(dataDir, file, MIGRATIONS)
    expect(fs.statSync(path.join(dataDir, 'attachments/2026/note.pdf')).size).toBe(3_000_000)
    expect(fs.existsSync(path.join(dataDir, '.restoring'))).toBe(false)
    const server = await startEmbedded(dataDir)
    expect(await countEntities(embeddedConnection(server))).toBe(2000)
    await server.stop()
  },
)

test('a folder with anything in it is left alone', async () => {
  const dataDir = path.join(temporary, 'data')
  fs.mkdirSync(dataDir)
  fs.writeFileSync(path.join(dataDir, 'app.key'), 'mine')
  await expect(restoreIntoFolder(dataDir, file, MIGRATIONS)).rejects.toMatchObject({ code: 'TARGET_NOT_EMPTY' })
  expect(fs.readdirSync(dataDir)).toEqual(['app.key'])
})

test('a damaged file makes no folder, nor does a restore that breaks half-way', async () => {
  const dataDir = path.join(temporary, 'data')
  const cut = path.join(temporary, 'cut.sgz')
  fs.writeFileSync(cut, fs.readFileSync(file).subarray(0, -20))
  await expect(restoreIntoFolder(dataDir, cut, MIGRATIONS)).rejects.toMatchObject({ code: 'TRUNCATED' })
  expect(fs.existsSync(dataDir)).toBe(false)
  const onProgress = () => {
    throw new Error('power cut')
  }
  await expect(restoreIntoFolder(dataDir, file, MIGRATIONS, { onProgress })).rejects.toThrow('power cut')
  expect(fs.existsSync(dataDir)).toBe(false)
})

test('no file of a backup lands outside the data folder', async () => {
  const sly = path.join(temporary, 'sly.sgz')
  const files = [{ name: '../sly.txt', source: file }]
  await writeBackup(source.connection.migrator, sly, { program: 'test', files })
  await expect(restoreIntoFolder(path.join(temporary, 'data'), sly, MIGRATIONS)).rejects.toMatchObject({ code: 'DAMAGED' })
  expect(fs.existsSync(path.join(temporary, 'sly.txt'))).toBe(false)
})

test.runIf(process.platform === 'linux')('a database of another major version takes it, and gives it back', async () => {
  const { server_version: here } = (await source.query<{ server_version: string }>('show server_version'))[0] ?? {}
  const isOn15 = here?.startsWith('15') ?? false
  const other = await startEmbedded(path.join(temporary, 'other'), isOn15 ? {} : { packageName: 'pg15' })
  try {
    await prepareEmbedded(other)
    const there = embeddedConnection(other)
    const { summary } = await restoreBackup(there.migrator, file, MIGRATIONS)
    expect(await countEntities(there)).toBe(2000)
    const back = path.join(temporary, 'back.sgz')
    expect((await writeBackup(there.migrator, back, { program: 'test' })).tables).toEqual(summary.tables)
    const again = await createTestDatabase('template1')
    await restoreBackup(again.connection.migrator, back, MIGRATIONS)
    expect(await countEntities(again.connection)).toBe(2000)
    await again.close()
  } finally {
    await other.stop()
  }
})
