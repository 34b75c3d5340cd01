import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as contract from '#contract/session.ts'
import { systemTx } from '#server/db/actor-tx.ts'
import { createTestApp, TEST_PASSWORD, type TestApp } from '#server/db/testing/test-app.ts'
import { addAccount } from '#server/account/index.ts'

let app: TestApp
let now = new Date('2026-11-23T04:00:00Z')
beforeAll(async () => {
  app = await createTestApp({ clock: () => now })
  const grants = [
    { role: 'bureau', scope: { code: '990901' }, validFrom: '2023-01-01' },
    { role: 'auditor', scope: { code: '9909' }, validFrom: '2024-01-01' },
  ] as const
  await systemTx(app.db, (tx) => addAccount(tx, { signInName: 'li', displayName: '李', password: TEST_PASSWORD, grants }))
})
afterAll(() => app.close())

const signIn = (name: string, password = TEST_PASSWORD, headers = {}) =>
  app.anyone.call(contract.signIn, { name, password }, headers)
const cookieOf = (raw: { cookies: readonly { name: string; value: string }[] }) =>
  `${raw.cookies[0]?.name}=${raw.cookies[0]?.value}`

test('somebody who is not signed in is nobody, and that is no error', async () => {
  const { status, output } = await app.anyone.call(contract.readSession, {})
  expect(status).toBe(200)
  expect(output).toEqual({ session: null, next: 'none', oidc: null, demo: null })
})

test('an endpoint that asks for an account refuses one who has none', async () => {
  const { status, problem, raw } = await app.anyone.call(contract.switchGrant, {
    grantId: '01a2069c-a00d-7b7a-81dc-cad05f79b987',
  })
  expect(status).toBe(401)
  expect(problem).toMatchObject({ code: 'NOT_SIGNED_IN', title: '请先登录' })
  expect(raw.headers['content-type']).toContain('application/problem+json')
})

describe('signing in', () => {
  test('gives the view of the first grant and a cookie that scripts and other sites cannot use', async () => {
    const { status, output, raw } = await signIn('li')
    expect(status).toBe(200)
    expect(output.next).toBe('none')
    expect(output.session).toMatchObject({ name: '李', grant: { role: 'bureau', scopeCode: '990901' }, today: '2026-11-23' })
    expect(output.session?.abilities).toContain('sign setting')
    expect(raw.cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  })

  test('the name may be written in capitals', async () => {
    expect((await signIn('LI')).status).toBe(200)
  })

  test('a wrong password and an unknown account answer the same', async () => {
    const [wrong, unknown] = [await signIn('li', 'not the password'), await signIn('nobody-there', 'not the password')]
    for (const { status, problem } of [wrong, unknown]) {
      expect(status).toBe(401)
      expect(problem.code).toBe('SIGN_IN_FAILED')
    }
    expect(wrong.problem.title).toBe(unknown.problem.title)
  })

  test('the token is not in the database, and the audit tells both outcomes', async () => {
    const { raw } = await signIn('li')
    const token = raw.cookies[0]?.value ?? ''
    const sessions = await app.query<{ text: string }>(`select encode(token_hash, 'escape') as text from app.session`)
    expect(sessions.map(({ text }) => text)).not.toContain(token)
    const rows = await app.query<{ outcome: string; known: boolean }>(
      `select distinct outcome, account_id is not null as known from app.audit_entry where action = 'session.signIn' order by outcome`,
    )
    expect(rows).toEqual([
      { outcome: 'SIGN_IN_FAILED', known: false },
      { outcome: 'done', known: true },
    ])
  })

  test('guessing is slowed down after four failures, and no longer by the clock', async () => {
    for (let i = 0; i < 4; i++) expect((await signIn('guess', `wrong ${i}`)).problem.code).toBe('SIGN_IN_FAILED')
    const tooOften = await signIn('guess', 'wrong')
    expect([tooOften.status, tooOften.raw.headers['retry-after']]).toEqual([429, '2'])
    now = new Date(now.getTime() + 2_000)
    expect((await signIn('guess', 'wrong')).problem.code).toBe('SIGN_IN_FAILED')
  })

  test('a page of another site cannot sign anybody in', async () => {
    expect((await signIn('li', TEST_PASSWORD, { 'sec-fetch-site': 'cross-site' })).problem.code).toBe('CROSS_SITE')
    expect((await signIn('li', TEST_PASSWORD, { origin: 'https://evil.example' })).problem.code).toBe('CROSS_SITE')
  })

  test('wrong input is named by its path', async () => {
    const { status, problem } = await app.anyone.call(contract.signIn, { name: 'li', password: 7 as never })
    expect(status).toBe(400)
    expect(problem.fields?.map(({ path }) => path)).toEqual(['password'])
  })
})

describe('a session', () => {
  const readWith = async (cookie: string) => (await app.anyone.call(contract.readSession, {}, { cookie })).output.session

  test('changes its token with the hat, and the old one is worthless', async () => {
    const { output, raw } = await signIn('li')
    const other = output.session?.grants.find(({ role }) => role === 'auditor')
    const before = cookieOf(raw)
    const switched = await app.anyone.call(contract.switchGrant, { grantId: other?.id ?? '' }, { cookie: before })
    expect(switched.output).toMatchObject({ grant: { role: 'auditor', scopeCode: '9909' } })
    expect(await readWith(before)).toBeNull()
    expect(await readWith(cookieOf(switched.raw))).toMatchObject({ grant: { role: 'auditor' } })
  })

  test("another account's grant is not found", async () => {
    await app.signedIn('bureau', { code: '110101' })
    const [foreign] = await app.query<{ id: string }>(`select id from app.access_grant where scope_code = '110101'`)
    const { raw } = await signIn('li')
    const answer = await app.anyone.call(contract.switchGrant, { grantId: foreign?.id ?? '' }, { cookie: cookieOf(raw) })
    expect(answer.problem.code).toBe('GRANT_NOT_FOUND')
  })

  test('ends by signing out', async () => {
    const cookie = cookieOf((await signIn('li')).raw)
    expect(await readWith(cookie)).not.toBeNull()
    await app.anyone.call(contract.signOut, {}, { cookie })
    expect(await readWith(cookie)).toBeNull()
  })

  test('ends with its grant, its account or its time', async () => {
    const cookie = cookieOf((await signIn('li')).raw)
    await app.query(`update app.account set is_active = false where sign_in_name = 'li'`)
    expect(await readWith(cookie)).toBeNull()
    await app.query(`update app.account set is_active = true`)
    await app.query(`update app.access_grant set valid_to = '2026-11-23' where role = 'bureau'`)
    expect(await readWith(cookie)).toBeNull()
    await app.query(`update app.access_grant set valid_to = '2026-11-24' where role = 'bureau'`)
    expect(await readWith(cookie)).not.toBeNull()
    await app.query(`update app.session set expires_at = $1`, [now])
    expect(await readWith(cookie)).toBeNull()
  })

  test('a forged token is nobody', async () => {
    expect(await readWith('sgz_session=AAAA')).toBeNull()
  })
})

describe('over HTTPS', () => {
  test('the cookie is one that no other host and no plain connection can set, and only that one counts', async () => {
    const secure = await createTestApp({ isSecure: true })
    await systemTx(secure.db, (tx) =>
      addAccount(tx, {
        signInName: 'li',
        displayName: '李',
        password: TEST_PASSWORD,
        grants: [{ role: 'town', scope: { code: '990901' }, validFrom: '2023-01-01' }],
      }),
    )
    const { raw } = await secure.anyone.call(contract.signIn, { name: 'li', password: TEST_PASSWORD })
    for (const cookie of raw.cookies) {
      expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/' })
      expect(cookie.name).toMatch(/^__Host-/)
      expect(cookie).not.toHaveProperty('domain')
    }
    const [session] = raw.cookies
    const read = async (name: string) =>
      (await secure.anyone.call(contract.readSession, {}, { cookie: `${name}=${session?.value}` })).output.session
    expect(await read('__Host-sgz_session')).not.toBeNull()
    expect(await read('sgz_session')).toBeNull()
    await secure.close()
  })
})
