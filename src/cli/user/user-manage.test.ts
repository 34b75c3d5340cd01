import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#server/db/testing/test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

function sgz(args: readonly string[], input = '') {
  const { host, database: name } = database.connection.migrator
  const url = `postgres://postgres@localhost/${name}?host=${encodeURIComponent(String(host))}`
  const env = { ...process.env, DATABASE_URL: url, APP_KEY: 'ab'.repeat(32) }
  const done = spawnSync(process.execPath, [inject('programs').sgz, ...args], { encoding: 'utf8', input, env })
  return { code: done.status, said: done.stdout, complained: done.stderr }
}

test('the operator resets, disables and enables an account, and finds it in the list', { timeout: 180_000 }, async () => {
  const added = sgz(['user', 'add', 'li', '--name', '李文', '--role', 'bureau', '--scope', '990901', '--code'])
  expect(added.said).toMatch(/一次性重置码：[A-Z2-7]{5}(-[A-Z2-7]{5}){3}/)
  expect(added.said).toMatch(/可在“用户与角色”里新建：.*驻站社工/)
  const reset = sgz(['user', 'reset', 'li', '--second-factor'])
  expect(reset.said).toMatch(/[A-Z2-7]{5}(-[A-Z2-7]{5}){3}/)
  const [row] = await database.query<{ password_hash: string; is_pending: boolean }>(
    `select password_hash, reset_expires_at > now() as is_pending from app.account`,
  )
  expect(row).toEqual({ password_hash: '!', is_pending: true })
  expect(sgz(['user', 'disable', 'li']).code).toBe(0)
  expect(sgz(['user', 'list']).said).toMatch(/li\s+李文\s+民政局 990901\s+已停用/)
  expect(sgz(['user', 'enable', 'li']).code).toBe(0)
  expect(sgz(['user', 'reset', 'nobody-there']).complained).toContain('没有这个账号')
  expect(sgz(['user', 'grant', 'li', '--role', 'centre', '--scope', '990901', '--towns', '990902101']).complained).toContain(
    '收窄的范围有误',
  )
  expect(sgz(['user', 'grant', 'li', '--role', 'town', '--scope', '990901', '--towns', '990901101']).complained).toContain(
    '授权不完整',
  )
  expect(sgz(['user', 'grant', 'li', '--role', 'centre', '--scope', '990901', '--towns', '990901101,990901102']).code).toBe(0)
  expect(await database.query(`select role, zone_towns from app.access_grant where role = 'centre'`)).toEqual([
    { role: 'centre', zone_towns: ['990901101', '990901102'] },
  ])
  const audited = await database.query<{ action: string }>('select action from app.audit_entry order by seq')
  expect(audited.map(({ action }) => action)).toEqual([
    'operator.addAccount',
    'operator.resetAccount',
    'operator.disableAccount',
    'operator.enableAccount',
    'operator.addGrant',
  ])
})
