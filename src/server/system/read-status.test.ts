import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readStatus } from '#contract/system.ts'
import { noteBackup } from '#server/data-files.ts'
import { MIGRATIONS } from '#server/db/testing/start-test-server.ts'
import { createTestApp, type TestApp } from '#server/db/testing/test-app.ts'

let app: TestApp
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-status-'))
const migrationsDir = path.join(dataDir, 'db/migrations')
beforeAll(async () => {
  fs.cpSync(path.dirname(MIGRATIONS), path.dirname(migrationsDir), { recursive: true })
  app = await createTestApp({ dataDir, migrationsDir })
  await app.query(`insert into app.county values (1, '990901', '甲县'), (2, '990902', '乙县')`)
})
afterAll(async () => {
  await app.close()
  fs.rmSync(dataDir, { recursive: true })
})

test('an administrator reads the state of the system, and of the own audit chain only', async () => {
  const admin = await app.signedIn('system-admin', { code: '990901' })
  await app.signedIn('bureau', { code: '990902' })
  const { findings } = (await admin.call(readStatus, {})).output
  expect(findings.map(({ what }) => what)).toEqual(
    expect.arrayContaining(['程序', '数据库结构', '数据库', '时钟', '密钥', '磁盘', '备份', '审计链']),
  )
  expect(findings.filter(({ what }) => what === '审计链').map(({ said }) => said)).toEqual([expect.stringContaining('甲县')])
  expect(findings.find(({ what }) => what === '备份')).toMatchObject({ state: 'warn', said: '没有备份的记录' })
  expect(JSON.stringify(findings)).not.toContain(dataDir)
  expect(findings.filter(({ state }) => state === 'fault')).toEqual([])
})

test('a backup and a migration that waits are told, with what to do', async () => {
  const admin = await app.signedIn('system-admin', { code: '990901' })
  noteBackup(dataDir, new Date())
  fs.writeFileSync(path.join(migrationsDir, '9000_more.sql'), 'select 1;')
  const { findings } = (await admin.call(readStatus, {})).output
  expect(findings.find(({ what }) => what === '备份')?.state).toBe('ok')
  expect(findings.find(({ what }) => what === '数据库结构')).toMatchObject({
    state: 'fault',
    said: expect.stringContaining('1 项变更未执行') as string,
    todo: expect.stringContaining('sgz db migrate') as string,
  })
})

test.each(['bureau', 'town', 'city', 'auditor'] as const)('%s does not', async (role) => {
  const visitor = await app.signedIn(role, { code: '990901' })
  expect((await visitor.call(readStatus, {})).problem.code).toBe('NOT_ALLOWED')
})
