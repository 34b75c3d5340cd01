import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as mine from '#contract/my-account.ts'
import * as contract from '#contract/session.ts'
import { addAccount } from '#server/account/index.ts'
import { fixedKeyring, type Keyring } from '#server/crypto/index.ts'
import { systemTx } from '#server/db/actor-tx.ts'
import { openBrowser, type Browser } from '#server/db/testing/browser.ts'
import { createTestApp, TEST_PASSWORD, type TestApp } from '#server/db/testing/test-app.ts'
import { countFactorsByKey, rotateFactors } from './rotate-factors.ts'
import { IDENTITY_DEFAULTS } from '../settings.ts'
import { hotp, timeStep } from './totp.ts'

const [APP_KEY, NEXT_KEY] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
let ring = fixedKeyring([APP_KEY])
const keyring: Keyring = {
  suite: 'international',
  current: () => ring.current(),
  byId: (id) => ring.byId(id),
  all: () => ring.all(),
}
const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 }
let app: TestApp
let now = new Date('2026-11-23T04:00:00Z')
const later = (seconds: number) => (now = new Date(now.getTime() + seconds * 1000))
beforeAll(async () => {
  const identity = { ...IDENTITY_DEFAULTS, passwordCost: CHEAP, secondFactorRoles: ['finance'] as const }
  app = await createTestApp({ clock: () => now, identity, appKey: APP_KEY, keyring })
  const grants = (role: 'finance' | 'town') => [{ role, scope: { code: '990901' }, validFrom: '2023-01-01' }]
  await systemTx(app.db, async (tx) => {
    await addAccount(tx, { signInName: 'cai', displayName: '蔡文', password: TEST_PASSWORD, grants: grants('finance') })
    await addAccount(tx, { signInName: 'zhen', displayName: '甄宁', password: TEST_PASSWORD, grants: grants('town') })
  })
})
afterAll(() => app.close())

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const fromBase32 = (text: string) => {
  const bits = [...text].map((char) => ALPHABET.indexOf(char).toString(2).padStart(5, '0')).join('')
  return Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [])
}
const codeOf = (secret: string) => hotp(fromBase32(secret), timeStep(now))
const signIn = async (name: string, browser = openBrowser(app)) => {
  const answer = await browser.call(contract.signIn, { name, password: TEST_PASSWORD })
  return { browser, ...answer }
}
const isIn = async (browser: Browser) => (await browser.call(contract.readSession, {})).output.session !== null

test('the second step without a first is refused', async () => {
  expect((await openBrowser(app).call(contract.enterCode, { code: '123456' })).problem.code).toBe('STEP_OVER')
  expect((await openBrowser(app).call(contract.beginSetUp, {})).problem.code).toBe('STEP_OVER')
  expect((await openBrowser(app).call(mine.beginFactor, { password: TEST_PASSWORD })).problem.code).toBe('NOT_SIGNED_IN')
})

describe('an account whose role asks for a second factor', () => {
  let secret = ''
  let recoveryCodes: readonly string[] = []

  test('sets it up at the next sign-in and has no session before', async () => {
    const { browser, output } = await signIn('cai')
    expect(output).toEqual({ session: null, next: 'set-up' })
    expect(await isIn(browser)).toBe(false)
    expect((await browser.call(mine.readMyAccount, {})).problem.code).toBe('NOT_SIGNED_IN')
    expect((await browser.call(contract.readSession, {})).output.next).toBe('set-up')
    const halfWay = browser.cookies.get('sgz_session')
    const begun = await browser.call(contract.beginSetUp, {})
    secret = begun.output.secret
    expect(begun.output.uri).toContain(`secret=${secret}`)
    expect((await browser.call(contract.finishSetUp, { code: '000000' })).problem.code).toBe('CODE_WRONG')
    const done = await browser.call(contract.finishSetUp, { code: codeOf(secret) })
    recoveryCodes = done.output.recoveryCodes
    expect(new Set(recoveryCodes).size).toBe(10)
    expect(done.output.session).toMatchObject({ name: '蔡文' })
    expect(browser.cookies.get('sgz_session')).not.toBe(halfWay)
    expect(await isIn(browser)).toBe(true)
  })

  test('asks for a code from then on; each works once', async () => {
    later(60)
    const { browser, output } = await signIn('cai')
    expect(output).toEqual({ session: null, next: 'code' })
    expect((await browser.call(contract.beginSetUp, {})).problem.code).toBe('STEP_OVER')
    expect((await browser.call(contract.enterCode, { code: codeOf(secret) })).output.session).not.toBeNull()
    const again = await signIn('cai')
    expect((await again.browser.call(contract.enterCode, { code: codeOf(secret) })).problem.code).toBe('CODE_WRONG')
    later(30)
    expect((await again.browser.call(contract.enterCode, { code: codeOf(secret) })).status).toBe(200)
  })

  test('takes a recovery code in place of it, once, however it is typed', async () => {
    const code = recoveryCodes[0] ?? ''
    const { browser } = await signIn('cai')
    expect((await browser.call(contract.enterCode, { code: ` ${code.toLowerCase().replace('-', ' ')}` })).status).toBe(200)
    expect((await browser.call(mine.readMyAccount, {})).output.secondFactor).toEqual({
      isOn: true,
      isRequired: true,
      recoveryCodesLeft: 9,
    })
    const again = await signIn('cai')
    expect((await again.browser.call(contract.enterCode, { code })).problem.code).toBe('CODE_WRONG')
  })

  test('waits ten minutes for the code and no longer', async () => {
    const { browser } = await signIn('cai')
    later(601)
    expect((await browser.call(contract.enterCode, { code: codeOf(secret) })).problem.code).toBe('STEP_OVER')
  })

  test('guessing codes is slowed down across sign-ins', async () => {
    const codes: (string | undefined)[] = []
    for (let i = 0; i < 6; i++) {
      const { browser } = await signIn('cai', openBrowser(app, '203.0.113.9'))
      codes.push((await browser.call(contract.enterCode, { code: '000000' })).problem.code)
    }
    expect(codes).toEqual([...Array<string>(4).fill('CODE_WRONG'), 'SIGN_IN_TOO_OFTEN', 'SIGN_IN_TOO_OFTEN'])
  })

  test('cannot turn it off', async () => {
    const { browser } = await signIn('cai')
    await browser.call(contract.enterCode, { code: codeOf(secret) })
    later(30)
    const off = await browser.call(mine.turnOffFactor, { password: TEST_PASSWORD, code: codeOf(secret) })
    expect(off.problem.code).toBe('FACTOR_REQUIRED')
  })

  test('secret and codes do not stand in the database as they are', async () => {
    const [row] = await app.query<{ text: string }>(
      `select string_agg(f::text, ' ') || (select string_agg(r::text, ' ') from app.recovery_code r) as text from app.second_factor f`,
    )
    for (const plain of [secret, ...recoveryCodes]) expect(row?.text).not.toContain(plain)
    expect(row?.text).not.toContain(fromBase32(secret).toString('hex'))
  })
})

describe('an account that may choose', () => {
  let browser: Browser
  beforeEach(async () => {
    later(3_600)
    await app.query('delete from app.recovery_code; delete from app.second_factor')
    browser = (await signIn('zhen')).browser
  })

  test('turns it on with the password, off with password and code; both change the token and end other sessions', async () => {
    const elsewhere = (await signIn('zhen')).browser
    expect((await browser.call(mine.beginFactor, { password: 'not the password' })).problem.code).toBe('PASSWORD_WRONG')
    const { secret } = (await browser.call(mine.beginFactor, { password: TEST_PASSWORD })).output
    const before = browser.cookies.get('sgz_session')
    expect((await browser.call(mine.confirmFactor, { code: codeOf(secret) })).output.recoveryCodes).toHaveLength(10)
    expect(browser.cookies.get('sgz_session')).not.toBe(before)
    expect([await isIn(browser), await isIn(elsewhere)]).toEqual([true, false])
    expect((await signIn('zhen')).output.next).toBe('code')
    later(30)
    expect((await browser.call(mine.turnOffFactor, { password: TEST_PASSWORD, code: '000000' })).problem.code).toBe('CODE_WRONG')
    expect((await browser.call(mine.turnOffFactor, { password: TEST_PASSWORD, code: codeOf(secret) })).status).toBe(200)
    expect((await signIn('zhen')).output.next).toBe('none')
  })

  test('a new device takes over only when it is confirmed', async () => {
    const first = (await browser.call(mine.beginFactor, { password: TEST_PASSWORD })).output.secret
    await browser.call(mine.confirmFactor, { code: codeOf(first) })
    const second = (await browser.call(mine.beginFactor, { password: TEST_PASSWORD })).output.secret
    later(30)
    const other = await signIn('zhen')
    expect((await other.browser.call(contract.enterCode, { code: codeOf(first) })).status).toBe(200)
    expect((await browser.call(mine.confirmFactor, { code: codeOf(second) })).status).toBe(200)
    later(30)
    const last = await signIn('zhen')
    expect((await last.browser.call(contract.enterCode, { code: codeOf(first) })).problem.code).toBe('CODE_WRONG')
    expect((await last.browser.call(contract.enterCode, { code: codeOf(second) })).status).toBe(200)
  })

  test('new recovery codes make the old worthless', async () => {
    expect((await browser.call(mine.renewRecoveryCodes, { password: TEST_PASSWORD })).problem.code).toBe('FACTOR_OFF')
    const { secret } = (await browser.call(mine.beginFactor, { password: TEST_PASSWORD })).output
    const old = (await browser.call(mine.confirmFactor, { code: codeOf(secret) })).output.recoveryCodes
    const fresh = (await browser.call(mine.renewRecoveryCodes, { password: TEST_PASSWORD })).output.recoveryCodes
    const other = await signIn('zhen')
    expect((await other.browser.call(contract.enterCode, { code: old[0] ?? '' })).problem.code).toBe('CODE_WRONG')
    expect((await other.browser.call(contract.enterCode, { code: fresh[0] ?? '' })).status).toBe(200)
  })
})

describe('the keys that secrets stand under', () => {
  /** As secrets were stored before they stood under the keyring. */
  const sealedBefore = (appKey: Buffer, accountId: string, secret: Buffer) => {
    const nonce = randomBytes(12)
    const key = Buffer.from(hkdfSync('sha256', appKey, '', 'totp', 32))
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(accountId))
    return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()])
  }
  const idOf = async (name: string) =>
    (await app.query<{ id: string }>(`select id from app.account where sign_in_name = $1`, [name]))[0]?.id ?? ''
  const passes = async (secret: string) => {
    later(30)
    const { browser } = await signIn('zhen')
    return (await browser.call(contract.enterCode, { code: codeOf(secret) })).status
  }
  let secret = ''
  beforeEach(async () => {
    later(3_600)
    ring = fixedKeyring([APP_KEY])
    await app.query('delete from app.recovery_code; delete from app.second_factor')
    const { browser } = await signIn('zhen')
    secret = (await browser.call(mine.beginFactor, { password: TEST_PASSWORD })).output.secret
    await browser.call(mine.confirmFactor, { code: codeOf(secret) })
  })
  const counted = async () => [...(await countFactorsByKey(app.db))]
  const rotate = () => rotateFactors(app.db, { appKey: APP_KEY, keyring })

  test('a secret of before the keyring opens, and a rotation brings it under the current key', async () => {
    const id = await idOf('zhen')
    await app.query(`update app.second_factor set secret = $1`, [sealedBefore(APP_KEY, id, fromBase32(secret))])
    expect(await counted()).toEqual([['', 1]])
    expect(await passes(secret)).toBe(200)
    expect(await rotate()).toEqual({ done: 1, unreadable: [] })
    expect(await counted()).toEqual([[ring.current().id, 1]])
    expect(await passes(secret)).toBe(200)
    expect(await rotate()).toEqual({ done: 0, unreadable: [] })
  })

  test('a rotation brings confirmed and waiting secrets under the new key; the old one may go', async () => {
    const { browser } = await signIn('zhen')
    later(30)
    await browser.call(contract.enterCode, { code: codeOf(secret) })
    const waiting = (await browser.call(mine.beginFactor, { password: TEST_PASSWORD })).output.secret
    const old = ring.current().id
    ring = fixedKeyring([NEXT_KEY, APP_KEY])
    expect(await counted()).toEqual([[old, 1]])
    expect(await rotate()).toEqual({ done: 1, unreadable: [] })
    ring = fixedKeyring([NEXT_KEY])
    expect(await counted()).toEqual([[ring.current().id, 1]])
    expect(await passes(secret)).toBe(200)
    expect((await browser.call(mine.confirmFactor, { code: codeOf(waiting) })).status).toBe(200)
    expect(await passes(waiting)).toBe(200)
  })

  test('one that opens under no key is named and stands in nobody’s way', async () => {
    const [zhen, cai] = [await idOf('zhen'), await idOf('cai')]
    await app.query(`insert into app.second_factor (account_id, secret, confirmed_at) values ($1, $2, now())`, [
      cai,
      // another account's: bound to its own
      sealedBefore(APP_KEY, zhen, fromBase32(secret)),
    ])
    ring = fixedKeyring([NEXT_KEY, APP_KEY])
    expect(await rotate()).toEqual({ done: 1, unreadable: [cai] })
    expect(await passes(secret)).toBe(200)
  })
})

test('a session without the factor ends when its role comes to ask for it', async () => {
  await app.query('delete from app.recovery_code; delete from app.second_factor')
  const { browser } = await signIn('zhen')
  expect(await isIn(browser)).toBe(true)
  await app.query(`update app.access_grant set role = 'finance' where role = 'town'`)
  expect(await isIn(browser)).toBe(false)
  expect((await signIn('zhen')).output.next).toBe('set-up')
})
