import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import * as mine from '#contract/my-account.ts'
import * as contract from '#contract/session.ts'
import { addAccount } from '#server/account/index.ts'
import { systemTx } from '#server/db/actor-tx.ts'
import { openBrowser, type Browser } from '#server/db/testing/browser.ts'
import { createTestApp, TEST_PASSWORD, type TestApp } from '#server/db/testing/test-app.ts'
import { IDENTITY_DEFAULTS } from '../settings.ts'

const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 }
const SITE = 'http://127.0.0.1:1/sign-in/oidc'
let app: TestApp
let provider: http.Server
let now = new Date()

/** A real OpenID provider on loopback; whoever types a name is that user, whatever the password. */
async function startProvider(): Promise<{ server: http.Server; issuer: string }> {
  const server = http.createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  vi.spyOn(console, 'info').mockImplementation(() => undefined)
  const oidc = new Provider(issuer, {
    clients: [{ client_id: 'sgz', client_secret: 'a secret between us', redirect_uris: [SITE] }],
    pkce: { required: () => true },
    claims: { profile: ['preferred_username'] },
    conformIdTokenClaims: false,
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, preferred_username: sub.replace(/^u-/, '') }) }),
  })
  const answer = oidc.callback()
  server.on('request', (request, response) => void answer(request, response))
  return { server, issuer }
}

beforeAll(async () => {
  const { server, issuer } = await startProvider()
  provider = server
  const oidc = {
    issuer,
    clientId: 'sgz',
    clientSecret: 'a secret between us',
    label: '统一认证',
    redirectUri: SITE,
    matchClaim: 'preferred_username',
    bringsFactor: false,
  }
  const identity = { ...IDENTITY_DEFAULTS, passwordCost: CHEAP, secondFactorRoles: ['finance'] as const, oidc }
  app = await createTestApp({ clock: () => now, identity })
  const add = (signInName: string, role: 'town' | 'finance') =>
    systemTx(app.db, (tx) =>
      addAccount(tx, {
        signInName,
        displayName: '林静',
        password: TEST_PASSWORD,
        grants: [{ role, scope: { code: '990901' }, validFrom: '2023-01-01' }],
      }),
    )
  for (const name of ['lin', 'mei', 'ou']) await add(name, 'town')
  await add('pan', 'finance')
})
afterAll(async () => {
  await app.close()
  provider.closeAllConnections()
  await new Promise((resolve) => provider.close(resolve))
})

/** Walks through the provider's pages as a browser does; the query it comes back with. */
async function walk(url: string, user: string): Promise<string> {
  const cookies = new Map<string, string>()
  const go = async (at: string, form?: Record<string, string>): Promise<Response> => {
    const response = await fetch(at, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    return response
  }
  let at = url
  let response = await go(at)
  for (let hop = 0; hop < 12; hop++) {
    const location = response.headers.get('location')
    if (location !== null) {
      at = new URL(location, at).href
      if (at.startsWith(SITE)) return new URL(at).search
      response = await go(at)
      continue
    }
    const page = await response.text()
    const action = /action="([^"]+)"/.exec(page)?.[1] ?? ''
    const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1] ?? ''
    response = await go(new URL(action, at).href, { prompt, ...(prompt === 'login' && { login: user, password: 'any' }) })
  }
  throw new Error('the provider did not send the browser back')
}

const begin = async (browser: Browser) => (await browser.call(contract.beginOidc, {})).output
async function signIn(user: string, browser = openBrowser(app)) {
  const { url, binding } = await begin(browser)
  const query = await walk(url, user)
  return { browser, query, binding, ...(await browser.call(contract.finishOidc, { query, binding })) }
}

test('the sign-in page is told what the provider is called', async () => {
  expect((await openBrowser(app).call(contract.readSession, {})).output.oidc).toEqual({ label: '统一认证' })
})

test('linking an account asks for being signed in, and for the password', async () => {
  expect((await openBrowser(app).call(mine.beginLink, { password: TEST_PASSWORD })).problem.code).toBe('NOT_SIGNED_IN')
  const browser = openBrowser(app)
  await browser.call(contract.signIn, { name: 'lin', password: TEST_PASSWORD })
  expect((await browser.call(mine.beginLink, { password: 'not the password' })).problem.code).toBe('PASSWORD_WRONG')
})

describe('signing in at the provider', () => {
  test('opens a session of the account of that name, with state, nonce and PKCE', async () => {
    const browser = openBrowser(app)
    const { url } = await begin(browser)
    const asked = new URL(url).searchParams
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)).toMatch(/^[\w-]{43}$/)
    expect(asked.get('code_challenge_method')).toBe('S256')
    const { output } = await signIn('lin')
    expect(output.session).toMatchObject({ name: '林静' })
  })

  test('a user whom nobody here knows is told so', async () => {
    expect((await signIn('stranger')).problem.code).toBe('OIDC_UNKNOWN')
  })

  test('an account linked to one user is not handed to another of that name', async () => {
    await signIn('mei')
    expect((await signIn('u-mei')).problem.code).toBe('OIDC_UNKNOWN')
  })

  test('our second factor follows where the role asks for one', async () => {
    const { output } = await signIn('pan')
    expect(output).toEqual({ session: null, next: 'set-up' })
  })

  test("what comes back works once, and only in the browser's own trip", async () => {
    const first = await signIn('lin')
    const again = { query: first.query, binding: first.binding }
    expect((await openBrowser(app).call(contract.finishOidc, again)).problem.code).toBe('OIDC_FAILED')
    const [own, attacker] = [openBrowser(app), openBrowser(app)]
    const [mineTrip, theirs] = [await begin(own), await begin(attacker)]
    const query = await walk(theirs.url, 'lin')
    expect((await own.call(contract.finishOidc, { query, binding: mineTrip.binding })).problem.code).toBe('OIDC_FAILED')
  })

  test('a binding that is forged, or ten minutes old, is worth nothing', async () => {
    const browser = openBrowser(app)
    const { url, binding } = await begin(browser)
    const query = await walk(url, 'lin')
    expect((await browser.call(contract.finishOidc, { query, binding: `${binding.slice(0, -2)}AA` })).problem.code).toBe(
      'OIDC_FAILED',
    )
    const then = now
    now = new Date(then.getTime() + 601_000)
    expect((await browser.call(contract.finishOidc, { query, binding })).problem.code).toBe('OIDC_FAILED')
    now = then
  })

  test('a refusal at the provider is a refusal here', async () => {
    const browser = openBrowser(app)
    const { binding, url } = await begin(browser)
    const state = new URL(url).searchParams.get('state') ?? ''
    const query = `?error=access_denied&state=${state}&iss=${encodeURIComponent(new URL(url).origin)}`
    expect((await browser.call(contract.finishOidc, { query, binding })).problem.code).toBe('OIDC_FAILED')
  })
})

describe('linking the own account', () => {
  test('lets the provider user of any name sign in as it, until the link ends', async () => {
    const browser = openBrowser(app)
    await browser.call(contract.signIn, { name: 'ou', password: TEST_PASSWORD })
    const { url, binding } = (await browser.call(mine.beginLink, { password: TEST_PASSWORD })).output
    const query = await walk(url, 'somebody-quite-else')
    expect((await browser.call(contract.finishOidc, { query, binding })).problem.code).toBe('OIDC_FAILED')
    const trip = (await browser.call(mine.beginLink, { password: TEST_PASSWORD })).output
    const linked = await browser.call(mine.finishLink, {
      query: await walk(trip.url, 'somebody-quite-else'),
      binding: trip.binding,
    })
    expect(linked.status).toBe(200)
    expect((await browser.call(mine.readMyAccount, {})).output.oidc).toEqual({ label: '统一认证', isLinked: true })
    expect((await signIn('somebody-quite-else')).output.session).toMatchObject({ name: '林静' })
    await browser.call(mine.endLink, {})
    expect((await signIn('somebody-quite-else')).problem.code).toBe('OIDC_UNKNOWN')
  })

  test("a user that is another account's is taken", async () => {
    await signIn('mei')
    const browser = openBrowser(app)
    await browser.call(contract.signIn, { name: 'ou', password: TEST_PASSWORD })
    const { url, binding } = (await browser.call(mine.beginLink, { password: TEST_PASSWORD })).output
    const answer = await browser.call(mine.finishLink, { query: await walk(url, 'mei'), binding })
    expect(answer.problem.code).toBe('OIDC_TAKEN')
  })
})

test('a provider that is away is said to be away, and asked again later', async () => {
  const { server, issuer } = await startProvider()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  const oidc = {
    issuer,
    clientId: 'sgz',
    clientSecret: 'x',
    label: '统一认证',
    redirectUri: SITE,
    matchClaim: undefined,
    bringsFactor: false,
  }
  const other = await createTestApp({ identity: { ...IDENTITY_DEFAULTS, oidc } })
  expect((await openBrowser(other).call(contract.beginOidc, {})).problem.code).toBe('OIDC_UNAVAILABLE')
  await other.close()
  const without = await createTestApp()
  expect((await openBrowser(without).call(contract.beginOidc, {})).problem.code).toBe('OIDC_OFF')
  await without.close()
})
