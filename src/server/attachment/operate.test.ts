import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readBackup, restoreBackup, writeBackup } from '#server/db/backup/index.ts'
import { migrate } from '#server/db/migrate.ts'
import { MIGRATIONS } from '#server/db/testing/start-test-server.ts'
import { createTestDatabase, type TestDatabase } from '#server/db/testing/test-database.ts'
import { newId } from '#server/http/new-id.ts'
import { examineFiles, filesForBackup, openStorage, removeOrphans, storeFilesOf, type Storage } from './index.ts'
import { startBucket, type TestBucket } from './testing/start-bucket.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-operate-'))
const hour = 3_600_000
let database: TestDatabase
let bucket: TestBucket
let storage: Storage
let root = ''
beforeAll(async () => {
  database = await createTestDatabase()
  bucket = await startBucket()
  await database.query(`insert into app.county values (1, '990901', '甲县')`)
})
afterAll(async () => {
  await database.close()
  await bucket.close()
  fs.rmSync(folder, { recursive: true })
})
beforeEach(async () => {
  await database.query('delete from app.attachment')
  root = path.join(folder, randomBytes(6).toString('hex'))
  storage = openStorage(root, undefined)
})

async function store(bytes: Buffer): Promise<string> {
  const file = path.join(folder, randomBytes(6).toString('hex'))
  fs.writeFileSync(file, bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await storage.put({ path: file, bytes: bytes.length, sha256 })
  return sha256
}
const ROW = `insert into app.attachment (county_id, id, subject, record_id, kind, division_code, name, media_type, bytes, sha256, given_sha256, state, recorded_at, recorded_by, recorded_by_name)
  values (1, $1, 'station', $2, 'photo', '990901', 'a.pdf', 'application/pdf', $3, $4, $4, 'stored', now(), $2, '')`
async function attach(bytes: Buffer): Promise<string> {
  const stored = await store(bytes)
  await database.query(ROW, [newId(), newId(), bytes.length, stored])
  return stored
}
const fileOf = (sha256: string): string => path.join(root, 'attachments', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
const examine = (now = new Date(), where = storage) => examineFiles(database.connection.migrator, where, now)
const later = (): Date => new Date(Date.now() + 2 * hour)
async function contentOf(where: Storage): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for await (const { sha256 } of where.list()) {
    const stream = await where.open(sha256)
    found[sha256] = stream
      ? createHash('sha256')
          .update(await buffer(stream))
          .digest('hex')
      : ''
  }
  return found
}
/** Backs everything up and restores it into an empty database and `target`. */
async function across(target: Storage, passphrase?: string) {
  const file = path.join(folder, randomBytes(6).toString('hex'))
  const faults: string[] = []
  const { migrator } = database.connection
  const written = await writeBackup(migrator, file, {
    program: 'test',
    passphrase,
    filesOf: filesForBackup(storage),
    onFault: (name) => faults.push(name),
  })
  const empty = await createTestDatabase('template1')
  const others: string[] = []
  const sink = storeFilesOf(target, path.join(folder, 'incoming'), async (name) => void others.push(name))
  try {
    await restoreBackup(empty.connection.migrator, file, MIGRATIONS, { passphrase, onFile: sink.read })
    await migrate(empty.connection.migrator, MIGRATIONS)
    const found = await examineFiles(empty.connection.migrator, target, new Date())
    return { file, written, faults, sink, others, found }
  } finally {
    await empty.close()
  }
}

test('a kill between file and row leaves a file that is found, and removed when it is old enough', async () => {
  const kept = await attach(Buffer.from('kept'))
  const left = await store(Buffer.from('left'))
  expect((await examine()).orphans).toEqual([])
  expect(await examine(later())).toMatchObject({ known: 1, missing: [], altered: [], orphans: [{ sha256: left, bytes: 4 }] })
  expect(await removeOrphans(database.connection.migrator, storage, later())).toMatchObject([{ sha256: left }])
  expect(Object.keys(await contentOf(storage))).toEqual([kept])
})

test('a file whose row is being written while others are cleared away stays', async () => {
  const sha256 = await store(Buffer.from('late'))
  const writer = new pg.Client(database.connection.migrator)
  await writer.connect()
  await writer.query('begin')
  await writer.query(ROW, [newId(), newId(), 4, sha256])
  // nobody sees the row yet: the file looks like nobody's
  const clearing = removeOrphans(database.connection.migrator, storage, later())
  for (;;) {
    const [waiting] = await database.query<{ n: number }>(
      `select count(*)::int as n from pg_locks where not granted and relation = 'app.attachment'::regclass`,
    )
    if (waiting?.n === 1) break
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  await writer.query('commit')
  await writer.end()
  expect(await clearing).toEqual([])
  expect(await storage.has(sha256)).toBe(true)
})

test('a row whose file is gone, or of another length, is found', async () => {
  const gone = await attach(Buffer.from('gone'))
  const cut = await attach(Buffer.from('will be cut'))
  await storage.remove(gone)
  fs.writeFileSync(fileOf(cut), 'cut')
  expect(await examine()).toMatchObject({ known: 2, missing: [gone], altered: [cut] })
})

test.each([
  ['a folder to a folder', () => openStorage(path.join(folder, 'there'), undefined), undefined],
  ['a folder to a bucket, encrypted', () => openStorage('', bucket.settings), 'a long passphrase'],
])('a backup brings every file from %s', async (_, target, passphrase) => {
  for (const bytes of [randomBytes(2_500_000), Buffer.from('small'), randomBytes(70_000)]) await attach(bytes)
  await store(Buffer.from('nobody knows it'))
  const { written, found, others, sink } = await across(target(), passphrase)
  expect(written.files).toHaveLength(3)
  expect([sink.count(), sink.faults(), others]).toEqual([3, [], []])
  expect(found).toMatchObject({ known: 3, missing: [], altered: [], orphans: [] })
  const all = await contentOf(target())
  expect(Object.keys(all)).toHaveLength(3)
  for (const [name, hash] of Object.entries(all)) expect(hash).toBe(name)
})

test('and back from a bucket to a folder', async () => {
  const local = storage
  storage = openStorage('', { ...bucket.settings, prefix: 'other/' })
  await attach(randomBytes(300_000))
  const { found } = await across(local)
  expect(found).toMatchObject({ known: 1, missing: [] })
  expect(await contentOf(local)).toEqual(await contentOf(storage))
})

test('a backup goes on without what is lost or rotten, and says so; a later one mends it', async () => {
  const [whole, gone, rotten] = [
    await attach(randomBytes(1000)),
    await attach(randomBytes(1001)),
    await attach(Buffer.from('sound')),
  ]
  const early = path.join(folder, randomBytes(6).toString('hex'))
  await writeBackup(database.connection.migrator, early, { program: 'test', filesOf: filesForBackup(storage) })
  await storage.remove(gone)
  fs.writeFileSync(fileOf(rotten), 'SOUND')
  const target = openStorage(path.join(folder, 'partly'), undefined)
  const { faults, found, sink } = await across(target)
  expect(faults.map((name) => name.slice(-64)).sort()).toEqual([gone, rotten].sort())
  expect(sink.faults().map((name) => name.slice(-64))).toEqual([rotten])
  expect([...found.missing].sort()).toEqual([gone, rotten].sort())
  const mend = storeFilesOf(
    target,
    path.join(folder, 'incoming'),
    async () => undefined,
    (sha256) => found.missing.includes(sha256),
  )
  await readBackup(early, undefined, { file: mend.read })
  expect(mend.count()).toBe(2)
  expect(Object.keys(await contentOf(target)).sort()).toEqual([whole, gone, rotten].sort())
})
