import { afterAll, beforeAll, expect, test } from 'vitest'
import * as audit from '#contract/audit.ts'
import * as contract from '#contract/account.ts'
import * as mine from '#contract/my-account.ts'
import * as session from '#contract/session.ts'
import { tryWhatIf } from '#contract/scheme/index.ts'
import { revealSecret } from '#contract/person-secret.ts'
import { systemTx } from '#server/db/actor-tx.ts'
import { openBrowser, type Browser } from '#server/db/testing/browser.ts'
import { createTestApp, TEST_PASSWORD, type TestApp } from '#server/db/testing/test-app.ts'
import { newId } from '#server/http/new-id.ts'
import { IDENTITY_DEFAULTS } from '#server/session/index.ts'
import { addAccount } from './add-account.ts'

const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 }
let app: TestApp

beforeAll(async () => {
  app = await createTestApp({ identity: { ...IDENTITY_DEFAULTS, passwordCost: CHEAP } })
  await app.query(`insert into app.county values (1, '990901', '甲县'), (2, '990902', '乙县')`)
  await systemTx(app.db, async (tx) => {
    const add = (signInName: string, grants: Parameters<typeof addAccount>[1]['grants']) =>
      addAccount(tx, { signInName, displayName: signInName, password: TEST_PASSWORD, grants })
    const validFrom = '2023-01-01'
    await add('bureau', [{ role: 'bureau', scope: { code: '990901' }, validFrom }])
    await add('neighbour', [{ role: 'bureau', scope: { code: '990902' }, validFrom }])
    await add('admin', [{ role: 'system-admin', scope: { code: '990901' }, validFrom }])
    await add('town', [{ role: 'town', scope: { code: '990901101' }, validFrom }])
    await add('second', [{ role: 'bureau', scope: { code: '990901' }, validFrom }])
    await add('wide', [
      { role: 'town', scope: { code: '990901101' }, validFrom },
      { role: 'city', scope: { code: '9909' }, validFrom },
    ])
  })
})
afterAll(() => app.close())

const entered = async (name: string): Promise<Browser> => {
  const browser = openBrowser(app)
  await browser.call(session.signIn, { name, password: TEST_PASSWORD })
  return browser
}
const grantOf = async (name: string, role = name) =>
  (
    await app.query<{ id: string }>(
      'select g.id from app.access_grant g join app.account a on a.id = g.account_id where a.sign_in_name = $1 and g.role = $2',
      [name, role],
    )
  )[0]?.id ?? ''
const idOf = async (name: string) =>
  (await app.query<{ id: string }>('select id from app.account where sign_in_name = $1', [name]))[0]?.id ?? ''
const viewAs = async (by: Browser, name: string, role?: string) =>
  by.call(session.startViewing, { grantId: await grantOf(name, role) })
const me = async (browser: Browser) => (await browser.call(session.readSession, {})).output.session

test('looks as the other sees it, says so, and comes back as itself', async () => {
  const bureau = await entered('bureau')
  const { output } = await viewAs(bureau, 'town')
  expect(output).toMatchObject({ name: 'town', grant: { role: 'town', scopeCode: '990901101' }, viewing: { by: 'bureau' } })
  expect(await me(bureau)).toMatchObject({ name: 'town', viewing: { by: 'bureau' }, grants: [{ role: 'town' }] })
  expect((await bureau.call(contract.listAccounts, {})).problem.code).toBe('NOT_ALLOWED')
  expect((await bureau.call(session.endViewing, {})).output).toMatchObject({ name: 'bureau', viewing: null })
  expect(await me(bureau)).toMatchObject({ name: 'bureau', viewing: null })
  expect((await bureau.call(contract.listAccounts, {})).status).toBe(200)
})

test('nothing is done, revealed or taken away meanwhile, whoever would be allowed', async () => {
  const bureau = await entered('bureau')
  await viewAs(bureau, 'second', 'bureau')
  const accountId = await idOf('town')
  const answers = [
    await bureau.call(contract.changeAccount, { accountId, isActive: false, expiresOn: null }),
    await bureau.call(contract.resetAccount, { accountId }),
    await bureau.call(contract.endAccountSessions, { accountId }),
    await bureau.call(session.switchGrant, { grantId: await grantOf('second', 'bureau') }),
    await viewAs(bureau, 'town'),
    await bureau.call(session.signIn, { name: 'town', password: TEST_PASSWORD }),
    await bureau.call(mine.changePassword, { current: TEST_PASSWORD, password: 'tulip-anvil-brook' }),
    await bureau.call(mine.readMyAccount, {}),
    await bureau.call(mine.listMySessions, {}),
    await bureau.call(mine.endMySessions, {}),
    await bureau.call(audit.exportAudit, {}),
    await bureau.call(revealSecret, { personId: newId(), kind: 'phone', reason: 'contact', remark: '联系本人' }),
  ]
  for (const { problem } of answers) expect(problem.code).toBe('VIEWING_ONLY')
  expect((await bureau.call(contract.listAccounts, {})).status).toBe(200)
  expect((await bureau.call(session.signOut, {})).status).toBe(200)
  expect(await me(bureau)).toBeNull()
})

test('a number of a plan may be tried meanwhile: that stores nothing', async () => {
  const bureau = await entered('bureau')
  await viewAs(bureau, 'town')
  const tried = await bureau.call(tryWhatIf, { schemeId: 'nobody1', ruleId: 'x', path: 'x', value: '1' })
  expect(tried.problem.code).toBe('SCHEME_NOT_FOUND')
})

test.each([
  ['another county', 'bureau', 'neighbour', 'bureau', 'GRANT_NOT_FOUND'],
  ['a harmless grant of an account that holds more', 'bureau', 'wide', 'town', 'GRANT_ABOVE_OWN'],
  ['a grant above', 'bureau', 'wide', 'city', 'GRANT_NOT_FOUND'],
  ['the own grant', 'bureau', 'bureau', 'bureau', 'OWN_ACCOUNT'],
  ['a role whose abilities are not held', 'admin', 'bureau', 'bureau', 'GRANT_ABOVE_OWN'],
  ['by who manages nobody', 'town', 'second', 'bureau', 'NOT_ALLOWED'],
])('refused: %s', async (_, by, name, role, code) => {
  const browser = await entered(by)
  expect((await viewAs(browser, name, role)).problem.code).toBe(code)
  expect(await me(browser)).toMatchObject({ name: by, viewing: null })
})

test('what grounds the view ends it, and never leaves somebody in the own account unawares', async () => {
  const bureau = await entered('bureau')
  await viewAs(bureau, 'town')
  await app.query('update app.access_grant set valid_to = current_date - 1 where id = $1', [await grantOf('town')])
  expect(await me(bureau)).toBeNull()
  expect((await bureau.call(contract.listAccounts, {})).problem.code).toBe('NOT_SIGNED_IN')
  await app.query('update app.access_grant set valid_to = null where id = $1', [await grantOf('town')])
  // moved beyond the viewer's scope
  await app.query(`update app.access_grant set scope_code = '990902101' where id = $1`, [await grantOf('town')])
  expect(await me(bureau)).toBeNull()
  await app.query(`update app.access_grant set scope_code = '990901101' where id = $1`, [await grantOf('town')])
  expect((await me(bureau))?.name).toBe('town')
})

test('everything looked at stands in the audit under the real account', async () => {
  const bureau = await entered('bureau')
  await app.query('select 1')
  const before = Number((await app.query<{ n: string }>('select count(*) as n from app.audit_entry'))[0]?.n)
  await viewAs(bureau, 'second', 'bureau')
  await bureau.call(contract.listAccounts, {})
  await bureau.call(contract.resetAccount, { accountId: await idOf('town') })
  await bureau.call(session.endViewing, {})
  const rows = await app.query<{ action: string; outcome: string; account_id: string; viewed: string | null }>(
    `select action, outcome, account_id, detail ->> 'viewAs' as viewed from app.audit_entry order by county_id, seq offset $1`,
    [before],
  )
  const [real, viewed] = [await idOf('bureau'), await idOf('second')]
  expect(rows).toEqual([
    { action: 'session.startViewing', outcome: 'done', account_id: real, viewed },
    { action: 'account.list', outcome: 'done', account_id: real, viewed },
    { action: 'account.reset', outcome: 'VIEWING_ONLY', account_id: real, viewed },
    { action: 'session.endViewing', outcome: 'done', account_id: real, viewed: null },
  ])
})
