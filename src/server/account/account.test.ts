import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as contract from '#contract/account.ts'
import * as session from '#contract/session.ts'
import { isRefusal } from '#domain/kernel/refusal.ts'
import { actorTx, SYSTEM_ACTOR, systemTx } from '#server/db/actor-tx.ts'
import { openBrowser, type Browser } from '#server/db/testing/browser.ts'
import { createTestApp, TEST_PASSWORD, type TestApp } from '#server/db/testing/test-app.ts'
import { newId } from '#server/http/new-id.ts'
import { IDENTITY_DEFAULTS } from '#server/session/index.ts'
import { addAccount } from './add-account.ts'
import { addByOperator } from './operate-account.ts'

const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 }
const APP_KEY = Buffer.alloc(32, 1)
const NEW_PASSWORD = 'tulip-anvil-brook'
let app: TestApp
let now = new Date('2026-11-23T04:00:00Z')
const later = (seconds: number) => (now = new Date(now.getTime() + seconds * 1000))
let bureau: Browser
let neighbour: Browser
const agencyId = newId()
const contractId = newId()

beforeAll(async () => {
  app = await createTestApp({ clock: () => now, identity: { ...IDENTITY_DEFAULTS, idleMinutes: 600, passwordCost: CHEAP } })
  await app.query(`insert into app.county values (1, '990901', '甲县'), (2, '990902', '乙县')`)
  await app.query(
    `insert into app.entity (county_id, subject, id, division_code, agency_id, name, facts) values (1, 'contract', $1, '990901', $2, '协议', '{"endsOn":"2027-01-31"}')`,
    [contractId, agencyId],
  )
  await systemTx(app.db, async (tx) => {
    const add = (signInName: string, grants: Parameters<typeof addAccount>[1]['grants']) =>
      addAccount(tx, { signInName, displayName: '王明', password: TEST_PASSWORD, grants })
    await add('bureau', [{ role: 'bureau', scope: { code: '990901' }, validFrom: '2023-01-01' }])
    await add('neighbour', [{ role: 'bureau', scope: { code: '990902' }, validFrom: '2023-01-01' }])
    await add('town', [{ role: 'town', scope: { code: '990901101' }, validFrom: '2023-01-01' }])
    await add('wide', [
      { role: 'town', scope: { code: '990901101' }, validFrom: '2023-01-01' },
      { role: 'city', scope: { code: '9909' }, validFrom: '2023-01-01' },
    ])
  })
  bureau = await entered('bureau')
  neighbour = await entered('neighbour')
})
afterAll(() => app.close())

const entered = async (name: string, password = TEST_PASSWORD, address = '10.1.2.3') => {
  const browser = openBrowser(app, address)
  await browser.call(session.signIn, { name, password })
  return browser
}
const isIn = async (browser: Browser) => (await browser.call(session.readSession, {})).output.session !== null
const idOf = async (name: string) =>
  (await app.query<{ id: string }>('select id from app.account where sign_in_name = $1', [name]))[0]?.id ?? ''
const town = (scopeCode = '990901101') => ({ role: 'town' as const, scopeCode })
const create = (by: Browser, signInName: string, grant: Parameters<Browser['call']>[1] = town(), more = {}) =>
  by.call(contract.createAccount, { signInName, personName: '赵敏', grants: [grant as never], ...more })
/** A new account of the bureau's, signed in. */
const made = async (signInName: string, grant?: Parameters<Browser['call']>[1]) => {
  const { output } = await create(bureau, signInName, grant)
  await openBrowser(app).call(session.redeemReset, { name: signInName, code: output.oneTimeCode.code, password: NEW_PASSWORD })
  return { accountId: output.account.id, browser: await entered(signInName, NEW_PASSWORD) }
}

const EVERY = async (by: Browser, accountId: string) => [
  await by.call(contract.readAccount, { accountId }),
  await by.call(contract.changeAccount, { accountId, isActive: false, expiresOn: null }),
  await by.call(contract.resetAccount, { accountId }),
  await by.call(contract.endAccountSessions, { accountId }),
  await by.call(contract.addGrant, { accountId, grant: town('990902101') }),
  await by.call(contract.revokeGrant, { accountId, grantId: newId() }),
]

test('who is not signed in, or manages no accounts, does none of it', async () => {
  const accountId = await idOf('town')
  for (const { problem } of await EVERY(openBrowser(app), accountId)) expect(problem.code).toBe('NOT_SIGNED_IN')
  for (const { problem } of await EVERY(await entered('town'), accountId)) expect(problem.code).toBe('NOT_ALLOWED')
  expect((await openBrowser(app).call(contract.listAccounts, {})).problem.code).toBe('NOT_SIGNED_IN')
  expect((await create(openBrowser(app), 'new.one')).problem.code).toBe('NOT_SIGNED_IN')
  expect((await create(await entered('town'), 'new.one')).problem.code).toBe('NOT_ALLOWED')
})

test("another county's account is not found, as if it did not exist", async () => {
  const [there, nowhere] = [await EVERY(neighbour, await idOf('town')), await EVERY(neighbour, newId())]
  expect(there.map(({ problem }) => problem.code)).toEqual(Array(6).fill('ACCOUNT_NOT_FOUND'))
  expect(there.map(({ status, problem }) => [status, problem.title])).toEqual(
    nowhere.map(({ status, problem }) => [status, problem.title]),
  )
  expect((await neighbour.call(contract.listAccounts, {})).output.accounts.map(({ signInName }) => signInName)).toEqual([
    'neighbour',
  ])
})

describe('creating an account', () => {
  test('gives a one-time code; its person sets the password with it, once', async () => {
    const { output } = await create(bureau, 'zhao.min')
    expect(output.account).toMatchObject({ signInName: 'zhao.min', isResetPending: true, mayManage: true })
    const browser = openBrowser(app)
    const redeem = (code: string, password = NEW_PASSWORD) =>
      browser.call(session.redeemReset, { name: 'zhao.min', code, password })
    expect((await browser.call(session.signIn, { name: 'zhao.min', password: '!' })).problem.code).toBe('SIGN_IN_FAILED')
    expect((await redeem('AAAAA-AAAAA-AAAAA-AAAAA')).problem.code).toBe('RESET_CODE_WRONG')
    expect((await redeem(output.oneTimeCode.code, 'zhao.min2026')).problem.code).toBe('PASSWORD_COMMON')
    expect((await redeem(output.oneTimeCode.code.toLowerCase())).status).toBe(200)
    expect((await redeem(output.oneTimeCode.code)).problem.code).toBe('RESET_CODE_WRONG')
    expect((await browser.call(session.signIn, { name: 'zhao.min', password: NEW_PASSWORD })).output.session).toMatchObject({
      name: '赵敏',
    })
  })

  test.each<[string, Record<string, unknown>, string]>([
    ['a county above', { role: 'bureau', scopeCode: '9909' }, 'GRANT_ABOVE_OWN'],
    ['the next county', { role: 'town', scopeCode: '990902101' }, 'GRANT_ABOVE_OWN'],
    ['a role that may do more', { role: 'city', scopeCode: '990901' }, 'GRANT_ABOVE_OWN'],
    ['an agency without its agency', { role: 'agency', scopeCode: '990901' }, 'GRANT_INCOMPLETE'],
    ['an agency for ever', { role: 'agency', scopeCode: '990901', agencyId }, 'GRANT_NEEDS_END'],
    [
      'an agency on a contract that is not its own',
      { role: 'agency', scopeCode: '990901', agencyId: newId(), ground: { subject: 'contract', id: contractId } },
      'GROUND_NOT_FOUND',
    ],
    [
      'an agency on no contract',
      { role: 'agency', scopeCode: '990901', agencyId, ground: { subject: 'contract', id: newId() } },
      'GROUND_NOT_FOUND',
    ],
    ['a head of a station over the whole county', { role: 'town', scopeCode: '990901' }, 'GRANT_TOO_HIGH'],
    ['an acting head for ever', { role: 'town', scopeCode: '990901101', isActing: true }, 'GRANT_NEEDS_END'],
    ['an end before the beginning', { role: 'town', scopeCode: '990901101', validTo: '2026-11-23' }, 'GRANT_DATES'],
  ])('%s is refused', async (_, grant: Record<string, unknown>, code) => {
    const { problem } = await create(bureau, 'not.this', grant)
    expect(problem.code).toBe(code)
    expect(await idOf('not.this')).toBe('')
  })

  test('who is watched does not watch: no worker and bureau in one account', async () => {
    const grants = [
      { role: 'bureau' as const, scopeCode: '990901' },
      { role: 'agency' as const, scopeCode: '990901', agencyId, ground: { subject: 'contract' as const, id: contractId } },
    ]
    const { problem } = await bureau.call(contract.createAccount, { signInName: 'both', personName: '赵敏', grants })
    expect(problem.code).toBe('ROLES_INCOMPATIBLE')
  })

  test('an office, or a name taken anywhere, is refused', async () => {
    expect((await create(bureau, 'desk', town(), { personName: '值班人员' })).problem.code).toBe('NOT_A_PERSON')
    expect((await create(bureau, 'desk2', town(), { personName: '县民政局' })).problem.code).toBe('NOT_A_PERSON')
    expect((await create(bureau, 'neighbour')).problem.code).toBe('ACCOUNT_EXISTS')
  })
})

describe('a grant', () => {
  test('ends with the contract that grounds it, mid-session, and lives again with its extension', async () => {
    const { browser } = await made('chen.fan', {
      role: 'agency',
      scopeCode: '990901',
      agencyId,
      ground: { subject: 'contract', id: contractId },
    })
    expect(await isIn(browser)).toBe(true)
    const endsOn = (day: string) =>
      app.query(`update app.entity set facts = jsonb_set(facts, '{endsOn}', to_jsonb($1::text))`, [day])
    await endsOn('2026-11-23')
    expect(await isIn(browser)).toBe(true)
    await endsOn('2026-11-22')
    expect(await isIn(browser)).toBe(false)
    expect((await browser.call(session.signIn, { name: 'chen.fan', password: NEW_PASSWORD })).problem.code).toBe('NO_GRANT')
    await endsOn('2027-01-31')
    expect(await isIn(await entered('chen.fan', NEW_PASSWORD))).toBe(true)
  })

  test('of an acting head holds between its dates', async () => {
    const { accountId, browser } = await made('dai.li')
    const grant = {
      role: 'town' as const,
      scopeCode: '990901102',
      validFrom: '2026-11-24',
      validTo: '2026-11-26',
      isActing: true,
    }
    await bureau.call(contract.addGrant, { accountId, grant })
    const hats = async () =>
      (await browser.call(session.readSession, {})).output.session?.grants.map(({ scopeCode }) => scopeCode)
    expect(await hats()).toEqual(['990901101'])
    later(86_400 - 3_600 * 20)
    expect(await hats()).toEqual(['990901101'])
    now = new Date('2026-11-24T04:00:00Z')
    const again = await entered('dai.li', NEW_PASSWORD)
    expect((await again.call(session.readSession, {})).output.session?.grants).toHaveLength(2)
    now = new Date('2026-11-26T04:00:00Z')
    expect((await (await entered('dai.li', NEW_PASSWORD)).call(session.readSession, {})).output.session?.grants).toHaveLength(1)
    now = new Date('2026-11-23T04:00:00Z')
  })

  test('and another given at the same moment are still kept apart', async () => {
    const { accountId } = await made('du.ruo')
    const until = { validTo: '2027-01-01' }
    const answers = await Promise.all([
      bureau.call(contract.addGrant, { accountId, grant: { role: 'finance', scopeCode: '990901', ...until } }),
      bureau.call(contract.addGrant, { accountId, grant: { role: 'agency', scopeCode: '990901', agencyId, ...until } }),
    ])
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 422])
  })

  test('that is revoked ends the session under it at once', async () => {
    const { accountId, browser } = await made('fang.yu')
    const grantId = (await bureau.call(contract.readAccount, { accountId })).output.grants[0]?.id ?? ''
    const { output } = await bureau.call(contract.revokeGrant, { accountId, grantId })
    expect(output.grants[0]).toMatchObject({ isRevoked: true, isInForce: false })
    expect(await isIn(browser)).toBe(false)
    expect((await bureau.call(contract.revokeGrant, { accountId, grantId })).problem.code).toBe('GRANT_NOT_FOUND')
  })
})

describe('managing', () => {
  test('nobody widens, disables or resets the own account', async () => {
    const accountId = await idOf('bureau')
    for (const answer of (await EVERY(bureau, accountId)).slice(1)) expect(answer.problem.code).toBe('OWN_ACCOUNT')
  })

  test('an account that holds more than the officer is not theirs: a reset would be a way up', async () => {
    const accountId = await idOf('wide')
    expect((await bureau.call(contract.readAccount, { accountId })).output).toMatchObject({ mayManage: false })
    for (const answer of (await EVERY(bureau, accountId)).slice(1)) expect(answer.problem.code).toBe('GRANT_ABOVE_OWN')
  })

  test('a disabled account is out at once and does not come back in', async () => {
    const { accountId, browser } = await made('gu.yan')
    expect((await bureau.call(contract.changeAccount, { accountId, isActive: false, expiresOn: null })).output.isActive).toBe(
      false,
    )
    expect(await isIn(browser)).toBe(false)
    expect((await browser.call(session.signIn, { name: 'gu.yan', password: NEW_PASSWORD })).problem.code).toBe('SIGN_IN_FAILED')
    await bureau.call(contract.changeAccount, { accountId, isActive: true, expiresOn: '2026-11-30' })
    expect(await isIn(browser)).toBe(false)
    expect((await browser.call(session.signIn, { name: 'gu.yan', password: NEW_PASSWORD })).status).toBe(200)
  })

  test('a reset ends password, sessions and, where asked, the second factor; its code expires after a day', async () => {
    const { accountId, browser } = await made('han.xue')
    await app.query(`insert into app.second_factor (account_id, secret, confirmed_at) values ($1, '\\x00', now())`, [accountId])
    const { code } = (await bureau.call(contract.resetAccount, { accountId, alsoSecondFactor: true })).output
    expect(await isIn(browser)).toBe(false)
    expect((await browser.call(session.signIn, { name: 'han.xue', password: NEW_PASSWORD })).problem.code).toBe('SIGN_IN_FAILED')
    expect((await bureau.call(contract.readAccount, { accountId })).output.hasSecondFactor).toBe(false)
    const redeem = (text: string) =>
      openBrowser(app, '10.7.7.7').call(session.redeemReset, { name: 'han.xue', code: text, password: 'brook-anvil-tulip' })
    later(86_401)
    expect((await redeem(code)).problem.code).toBe('RESET_CODE_WRONG')
    later(-86_401)
    const newer = (await bureau.call(contract.resetAccount, { accountId })).output.code
    expect((await redeem(code)).problem.code).toBe('RESET_CODE_WRONG')
    expect((await redeem(newer)).status).toBe(200)
  })

  test('is listed page by page, with the roles one may hand out', async () => {
    const { output } = await bureau.call(contract.listAccounts, { limit: 2 })
    expect(output.accounts).toHaveLength(2)
    const rest = (await bureau.call(contract.listAccounts, { after: output.accounts[1]?.signInName })).output
    expect(rest.accounts.map(({ signInName }) => signInName)).toContain('town')
    expect(rest.accounts.map(({ signInName }) => signInName)).not.toContain('neighbour')
    expect(output.grantableRoles.map(({ role }) => role)).toEqual(expect.arrayContaining(['town', 'worker', 'bureau']))
    expect((await bureau.call(contract.listAccounts, { text: 'chen' })).output.accounts).toHaveLength(1)
  })

  test('of an auditor is made by the operator with a one-time code, audited; an office’s name is refused', async () => {
    const grants = [{ role: 'auditor' as const, scope: { code: '990901' }, validFrom: '2023-01-01' }]
    const add = (signInName: string, displayName: string) =>
      actorTx(app.db, SYSTEM_ACTOR, (tx) => addByOperator(tx, { signInName, displayName, grants }, { appKey: APP_KEY }, now))
    const added = await add('shen.ming', '沈明')
    if (!added || isRefusal(added)) throw new Error('not added')
    const browser = openBrowser(app, '10.8.8.8')
    const given = { name: 'shen.ming', code: added.code, password: 'brook-anvil-tulip' }
    expect((await browser.call(session.redeemReset, given)).status).toBe(200)
    expect(await isIn(await entered('shen.ming', given.password))).toBe(true)
    expect(await add('audit', '审计局')).toMatchObject({ code: 'NOT_A_PERSON' })
    const rows = await app.query(`select division_code, detail from app.audit_entry where action = 'operator.addAccount'`)
    expect(rows).toEqual([{ division_code: '990901', detail: { roles: 'auditor' } }])
  })

  test('is audited, refusals too, without passwords or codes', async () => {
    const rows = await app.query<{ action: string; outcome: string; text: string }>(
      `select action, outcome, a::text as text from app.audit_entry a`,
    )
    const done = rows.filter(({ outcome }) => outcome === 'done').map(({ action }) => action)
    expect(done).toEqual(
      expect.arrayContaining([
        'account.create',
        'account.reset',
        'account.change',
        'account.addGrant',
        'account.revokeGrant',
        'session.signIn',
        'session.redeemReset',
      ]),
    )
    expect(rows.some(({ action, outcome }) => action === 'account.reset' && outcome === 'GRANT_ABOVE_OWN')).toBe(true)
    for (const { text } of rows) expect(text).not.toMatch(/tulip|brook|battery|[A-Z2-7]{5}-[A-Z2-7]{5}/)
  })
})
