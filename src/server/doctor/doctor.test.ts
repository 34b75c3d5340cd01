import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { MIGRATIONS } from '#server/db/testing/start-test-server.ts'
import { createTestDatabase, type TestDatabase } from '#server/db/testing/test-database.ts'
import { checkClock } from './check-database.ts'
import { examine, worstOf, type Examination, type Finding } from './index.ts'

let database: TestDatabase
let dataDir = ''
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-doctor-'))
})
afterEach(() => fs.rmSync(dataDir, { recursive: true }))

const look = (changes: Partial<Examination> = {}): Promise<readonly Finding[]> =>
  examine({
    program: 'test',
    dataDir,
    isEmbedded: true,
    appKey: Buffer.alloc(32, 1),
    isKeyInSettings: false,
    migrationsDir: MIGRATIONS,
    withConnection: (work) => work(database.connection),
    ...changes,
  })
const faultsOf = (findings: readonly Finding[]): readonly string[] =>
  findings.filter(({ state }) => state === 'fault').map(({ said }) => said)

test('a sound installation has no fault, and says what it looked at', async () => {
  const findings = await look()
  expect(faultsOf(findings)).toEqual([])
  expect(findings.map(({ what }) => what)).toEqual(
    expect.arrayContaining(['程序', '磁盘', '数据文件夹', '密钥', '遗留文件', '数据库结构', '时钟', '行级安全', '备份范围']),
  )
})

test('every fault says what to do', async () => {
  fs.writeFileSync(path.join(dataDir, 'app.key'), 'x')
  fs.chmodSync(path.join(dataDir, 'app.key'), 0o644)
  fs.chmodSync(dataDir, 0o755)
  const findings = await look({ appKey: Buffer.alloc(8) })
  expect(worstOf(findings)).toBe('fault')
  const faults = findings.filter(({ state }) => state === 'fault')
  expect(faults).toHaveLength(3)
  expect(faults.every(({ todo }) => /[\u4e00-\u9fff]/.test(todo ?? ''))).toBe(true)
})

test.each([
  [
    'alter table app.entity no force row level security',
    'alter table app.entity force row level security',
    /entity 未强制行级安全/,
  ],
  ['grant select on app.entity to public', 'revoke select on app.entity from public', /entity 对所有人开放/],
  ['create table app.left_over (n int)', 'drop table app.left_over', /left_over/],
  ['drop policy backup_read on app.entity', 'select app.let_backup_read()', /备份不了 entity/],
])('walls that were opened are found: %s', async (harm, mend, wanted) => {
  await database.query(harm)
  try {
    expect(faultsOf(await look()).join()).toMatch(wanted)
  } finally {
    await database.query(mend)
  }
})

test('a structure that lags, a database that is away and what a kill left behind are found', async () => {
  const dir = path.join(dataDir, 'db/migrations')
  fs.cpSync(path.dirname(MIGRATIONS), path.dirname(dir), { recursive: true })
  fs.writeFileSync(path.join(dir, '9000_more.sql'), 'select 1;')
  expect(faultsOf(await look({ migrationsDir: dir })).join()).toMatch(/1 项变更未执行/)
  fs.rmSync(path.join(dataDir, 'db'), { recursive: true })
  expect(faultsOf(await look({ withConnection: () => Promise.reject(new Error('away')) }))).toEqual(['away'])
  fs.writeFileSync(path.join(dataDir, 'app.key.123'), '')
  expect((await look()).find(({ what }) => what === '遗留文件')?.state).toBe('warn')
})

test.each([
  [0.2, undefined, 'ok'],
  [6, undefined, 'fault'],
  [-6, undefined, 'fault'],
  [0, '2026-01-05T00:00:04Z', 'ok'],
  [0, '2026-01-05T01:00:00Z', 'fault'],
])('a clock %s s apart with the last audit at %s: %s', (apart, latest, state) => {
  expect(checkClock(apart, latest === undefined ? undefined : new Date(latest), new Date('2026-01-05T00:00:00Z')).state).toBe(
    state,
  )
})
