import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { dataKey, encryptField, fixedKeyring, readKeyFile } from '#server/crypto/index.ts'
import { systemTx } from '#server/db/actor-tx.ts'
import { createTestDatabase, type TestDatabase } from '#server/db/testing/test-database.ts'
import { writeAudit } from '#server/http/write-audit.ts'
import { SYSTEM_ACTOR } from '#server/db/actor-tx.ts'
import { storeIdentities } from '#server/secret/index.ts'

const FIRST = Buffer.alloc(32, 7)
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-keys-'))
const keyFile = path.join(dataDir, 'data.keys')
const person = (n: number) => ({
  county_id: 0,
  id: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`,
  subject: 'client',
  name: '',
  division_code: '99',
  agency_id: null,
  station_id: null,
  assigned_to: null,
  round_ids: null,
})

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  const identities = Array.from({ length: 30 }, (_, n) => ({
    person: person(n),
    numbers: [{ kind: 'phone' as const, value: `1001234${1000 + n}` }],
  }))
  await systemTx(database.db, (tx) => storeIdentities(tx, fixedKeyring([FIRST]), identities, new Date()))
})
afterAll(async () => {
  await database.close()
  fs.rmSync(dataDir, { recursive: true })
})

function sgz(...args: readonly string[]) {
  const { host, database: name } = database.connection.migrator
  const DATABASE_URL = `postgres://postgres@localhost/${name}?host=${encodeURIComponent(String(host))}`
  const done = spawnSync(process.execPath, [inject('programs').sgz, ...args], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL, DATA_DIR: dataDir, APP_KEY: FIRST.toString('hex') },
  })
  return { code: done.status, said: done.stdout, complained: done.stderr }
}
const byKey = async () =>
  (
    await database.query<{ key_id: string; n: number }>(`select key_id, count(*)::int as n from app.person_secret group by 1`)
  ).map(({ key_id, n }) => [key_id, n])

test('a rotation makes a key, encrypts everything under it, and prints no key', async () => {
  const { code, said, complained } = sgz('keys', 'rotate')
  expect(complained).not.toContain('✗')
  expect(code).toBe(0)
  const [made = Buffer.alloc(0), before] = readKeyFile(keyFile)
  expect(before).toEqual(FIRST)
  expect(await byKey()).toEqual([[dataKey(made).id, 30]])
  expect(said + complained).not.toContain(made.toString('hex'))
  expect(sgz('keys', 'status').said).toMatch(/● \w{8} {2}30 条（当前）\n○ \w{8} {2}0 条/)
})

test('an old key is dropped only when nothing stands under it, no second factor either', async () => {
  const [made = Buffer.alloc(0)] = readKeyFile(keyFile)
  expect(sgz('keys', 'drop', dataKey(made).id)).toMatchObject({ code: 1 })
  const id = '01890000-0000-7000-8000-000000000001'
  await database.query(`insert into app.account (id, sign_in_name, display_name, person_name, password_hash, division_code)
    values ('${id}', 'li', '李文', '李文', '!', '99')`)
  const sealed = encryptField(fixedKeyring([FIRST]), '00'.repeat(20), `totp/${id}`)
  await database.query(`insert into app.second_factor (account_id, secret, confirmed_at) values ($1, $2, now())`, [id, sealed])
  expect(sgz('keys', 'drop', dataKey(FIRST).id).complained).toContain('还有 1 条号码或二次验证以它加密')
  expect(sgz('keys', 'rotate', '--no-new').said).toContain('号码 0 条、二次验证 1 个')
  expect(sgz('keys', 'status').said).toContain(`● ${dataKey(made).id}  31 条`)
  expect(sgz('keys', 'drop', dataKey(FIRST).id)).toMatchObject({ code: 0 })
  expect(readKeyFile(keyFile)).toHaveLength(1)
})

test('the audit is verified and anchored from the command; a fault is exit code 1', async () => {
  for (let i = 0; i < 3; i++)
    await systemTx(database.db, (tx) =>
      writeAudit(tx, SYSTEM_ACTOR, { action: 'test.do', outcome: 'done', requestId: 'r', at: new Date(), note: {} }),
    )
  expect(sgz('audit', 'anchor')).toMatchObject({ code: 0 })
  expect(sgz('audit', 'verify')).toMatchObject({ code: 0, said: expect.stringContaining('3 行、1 份留存') as string })
  await database.query(`alter table app.audit_entry no force row level security`)
  await database.query(`update app.audit_entry set action = 'x.y' where seq = 2`)
  const { code, said } = sgz('audit', 'verify')
  expect(code).toBe(1)
  expect(said).toContain('序号 2')
})

test('who may do what is a page of sentences', () => {
  const { said } = sgz('access', 'table')
  expect(said).toContain('【驻站社工】')
  expect(said.split('\n').length).toBeLessThan(90)
})
