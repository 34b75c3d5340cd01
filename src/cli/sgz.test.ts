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
  const done = spawnSync(process.execPath, [inject('programs').sgz, ...args], {
    encoding: 'utf8',
    input,
    env: { ...process.env, DATABASE_URL: url },
  })
  return { code: done.status, said: done.stdout, complained: done.stderr }
}

const addLi = ['user', 'add', 'li', '--name', '李文', '--role', 'bureau', '--scope', '990901']

test('an account is added once, with its password from standard input', async () => {
  expect(sgz(addLi, 'a long password\n')).toMatchObject({ code: 0, said: expect.stringContaining('✓') as string })
  expect(sgz(addLi, 'a long password\n')).toMatchObject({
    code: 1,
    complained: expect.stringContaining('登录名已被使用') as string,
  })
  const [stored] = await database.query<{ hash: string }>('select password_hash as hash from app.account')
  expect(stored?.hash).toContain('$m=19456,t=2,p=1$')
  expect(await database.query('select role, scope_code from app.access_grant')).toEqual([
    { role: 'bureau', scope_code: '990901' },
  ])
})

test('a short password and an incomplete grant are refused', () => {
  expect(sgz([...addLi.slice(0, 2), 'wang', ...addLi.slice(3)], 'short\n')).toMatchObject({
    code: 1,
    complained: expect.stringContaining('密码太短') as string,
  })
  const worker = ['user', 'add', 'zhao', '--name', '赵明', '--role', 'worker', '--scope', '990901']
  expect(sgz(worker, 'a long password\n')).toMatchObject({ code: 1, complained: expect.stringContaining('社工站') as string })
})

test('the state of the database is there for machines', () => {
  const { code, said } = sgz(['db', 'status', '--json'])
  expect(code).toBe(0)
  expect(JSON.parse(said)).toMatchObject({ pending: [], applied: expect.arrayContaining(['0001_create_scope.sql']) as string[] })
})

test.each([[['user', 'add']], [['nothing']], [[...addLi.slice(0, 5), '--role', 'king', '--scope', '1']]])(
  'wrong usage is exit code 2: %j',
  (args) => {
    expect(sgz(args).code).toBe(2)
  },
)

test('help is no fault', () => {
  expect(sgz(['--help'])).toMatchObject({ code: 0, said: expect.stringContaining('sgz') as string })
  expect(sgz(['user', 'add', '--help']).code).toBe(0)
})
