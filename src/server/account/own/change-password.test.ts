import { afterAll, beforeAll, expect, test } from 'vitest'
import * as mine from '#contract/my-account.ts'
import * as session from '#contract/session.ts'
import { systemTx } from '#server/db/actor-tx.ts'
import { openBrowser, type Browser } from '#server/db/testing/browser.ts'
import { createTestApp, TEST_PASSWORD, type TestApp } from '#server/db/testing/test-app.ts'
import { IDENTITY_DEFAULTS } from '#server/session/index.ts'
import { addAccount } from '../add-account.ts'

const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 }
let app: TestApp
const now = new Date('2026-11-23T04:00:00Z')
beforeAll(async () => {
  app = await createTestApp({ clock: () => now, identity: { ...IDENTITY_DEFAULTS, passwordCost: CHEAP } })
  const grants = [{ role: 'town', scope: { code: '990901101' }, validFrom: '2023-01-01' }] as const
  await systemTx(app.db, (tx) => addAccount(tx, { signInName: 'ke.ning', displayName: '柯宁', password: TEST_PASSWORD, grants }))
})
afterAll(() => app.close())

const entered = async () => {
  const browser = openBrowser(app)
  await browser.call(session.signIn, { name: 'ke.ning', password: TEST_PASSWORD })
  return browser
}
const isIn = async (browser: Browser) => (await browser.call(session.readSession, {})).output.session !== null

test('nobody changes a password without being signed in', async () => {
  const answer = await openBrowser(app).call(mine.changePassword, { current: TEST_PASSWORD, password: 'tulip-anvil-brook' })
  expect(answer.problem.code).toBe('NOT_SIGNED_IN')
})

test('the own password is changed with the current one; other sessions end', async () => {
  const [browser, elsewhere] = [await entered(), await entered()]
  const change = (current: string, password: string) => browser.call(mine.changePassword, { current, password })
  expect((await change('wrong one here', 'brook-anvil-tulip')).problem.code).toBe('PASSWORD_WRONG')
  expect((await change(TEST_PASSWORD, TEST_PASSWORD)).problem.code).toBe('PASSWORD_SAME')
  expect((await change(TEST_PASSWORD, 'short')).problem.code).toBe('PASSWORD_TOO_SHORT')
  // a new password that will not do is no guess at the present one
  for (let i = 0; i < 5; i++) expect((await change(TEST_PASSWORD, 'ke.ning.2026')).problem.code).toBe('PASSWORD_COMMON')
  expect((await change(TEST_PASSWORD, 'brook-anvil-tulip')).output.endedSessions).toBe(1)
  expect([await isIn(browser), await isIn(elsewhere)]).toEqual([true, false])
  const { output } = await browser.call(mine.readMyAccount, {})
  expect(output).toMatchObject({ signInName: 'ke.ning', passwordSetAt: now.toISOString() })
})
