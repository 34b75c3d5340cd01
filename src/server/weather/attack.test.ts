import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { API_PREFIX, carriesBody } from '#contract/endpoint.ts'
import { createTestApp, TEST_PASSWORD, type TestApp } from '#server/db/testing/test-app.ts'
import { holdPort, type FrontDoor } from '#server/http/limit/front-door.ts'
import { DEFAULT_LIMITS } from '#server/http/limit/limits.ts'
import { ask, askJson } from './support/browser.ts'
import { contentOf } from './support/content-of.ts'
import { listEndpoints } from './support/list-endpoints.ts'

/**
 * An attacker's afternoon: somebody on the network with a dump of the database, cookies of yesterday and time. Walks every
 * endpoint and every door; gets nothing, changes nothing.
 */
const endpoints = await listEndpoints()
const web = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-attack-'))
const SECRET = 'secret-beside-the-web-folder'

let app: TestApp
let door: FrontDoor
let before = ''
beforeAll(async () => {
  fs.mkdirSync(path.join(web, 'public/assets'), { recursive: true })
  fs.writeFileSync(path.join(web, 'secret.txt'), SECRET)
  fs.writeFileSync(path.join(web, 'public/index.html'), '<!doctype html><title>page</title>')
  fs.writeFileSync(path.join(web, 'public/assets/a.js'), '1')
  app = await createTestApp({ webDir: path.join(web, 'public'), limits: { ...DEFAULT_LIMITS, perAddress: 1e9, perAccount: 1e9 } })
  await app.query(`insert into app.county values (990901, '990901', '甲县'), (990902, '990902', '乙县') on conflict do nothing`)
  await app.signedIn('bureau', { code: '990901' })
  await app.signedIn('worker', { code: '990901001', stationId: '01890000-0000-7000-8000-000000000001' as never })
  door = await holdPort('127.0.0.1', 0)
  door.open(app.handler)
  before = await contentOf(app)
})
afterAll(async () => {
  expect(await contentOf(app)).toBe(before)
  await door.close()
  await app.close()
  fs.rmSync(web, { recursive: true })
})

const COOKIE = 'sgz_session'
const signIn = async (name: string): Promise<string> => {
  const answer = await askJson(door.address, 'POST', '/api/session', { name, password: TEST_PASSWORD })
  return (answer.headers['set-cookie'] ?? []).find((one) => one.startsWith(COOKIE))?.split(';')[0] ?? ''
}
const whoIs = async (cookie: string): Promise<unknown> => {
  const { body } = await ask(door.address, '/api/session', { headers: { cookie } })
  return (JSON.parse(body) as { session: unknown }).session
}

describe('a token that was not given', () => {
  test('opens no endpoint that asks for an account', async () => {
    const stolen = (await app.query<{ h: Buffer }>('select token_hash as h from app.session')).flatMap(({ h }) => [
      h.toString('hex'),
      h.toString('base64'),
      h.toString('base64url'),
    ])
    expect(stolen.length).toBeGreaterThan(0)
    const forged = [
      randomBytes(32).toString('base64url'),
      '',
      '0',
      'null',
      "' or 1=1 --",
      'a'.repeat(7_000),
      'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.',
      '%00',
      '../../x',
      '[object Object]',
      ...stolen,
    ]
    for (const token of forged) {
      expect(await whoIs(`${COOKIE}=${token}`), token.slice(0, 40)).toBeNull()
      const [first] = endpoints.filter(({ who }) => who !== 'anyone')
      const cookie = `${COOKIE}=${token}`
      expect(
        (
          await ask(door.address, API_PREFIX + (first?.path ?? '').replace(/:\w+/g, 'x'), {
            method: first?.method ?? 'GET',
            headers: { cookie },
          })
        ).status,
      ).toBe(401)
    }
  })

  test.each(endpoints.filter(({ who }) => who !== 'anyone').map((endpoint) => [endpoint.name, endpoint] as const))(
    'does not open %s, by whatever road',
    async (_, endpoint) => {
      const url = API_PREFIX + endpoint.path.replace(/:\w+/g, '01890000-0000-7000-8000-000000000000')
      const roads: readonly (readonly [method: string, url: string, headers: Record<string, string>])[] = [
        [endpoint.method, url, {}],
        [endpoint.method, `${url}/`, {}],
        [endpoint.method, url.toUpperCase(), {}],
        [endpoint.method, url.replace(API_PREFIX, '/%61pi'), {}],
        [endpoint.method, url.replace(API_PREFIX, '//api'), {}],
        [endpoint.method, url.replace(API_PREFIX, '/x/../api'), {}],
        ['POST', url, { 'x-http-method-override': endpoint.method }],
        ['GET', url, { 'x-original-url': url, 'x-rewrite-url': url }],
        [
          endpoint.method,
          url,
          {
            'x-forwarded-for': '127.0.0.1',
            'x-real-ip': '127.0.0.1',
            authorization: 'Basic YWRtaW46YWRtaW4=',
            'x-user': 'admin',
            'x-role': 'system-admin',
          },
        ],
        ['HEAD', url, {}],
        ['OPTIONS', url, {}],
        ['TRACE', url, {}],
      ]
      for (const [method, rawPath, headers] of roads) {
        const body = carriesBody(method as 'POST')
          ? { body: '{}', headers: { 'content-type': 'application/json', ...headers } }
          : { headers }
        const answer = await ask(door.address, '/', { method, rawPath, ...body }).catch(() => undefined)
        // a page of the browser part may answer an address that is no endpoint; it holds nothing
        if (answer?.status === 200) expect(answer.headers['content-type'], `${method} ${rawPath}`).toMatch(/^text\/html/)
      }
    },
  )

  test('is worthless after signing out, and after the hat was changed', async () => {
    const first = await signIn('bureau-1')
    expect(await whoIs(first)).not.toBeNull()
    const grantId = ((await whoIs(first)) as { grant: { id: string } }).grant.id
    const switched = await askJson(door.address, 'PUT', '/api/session/grant', { grantId }, { cookie: first })
    expect(switched.status).toBe(200)
    expect(await whoIs(first)).toBeNull()
    const second = (switched.headers['set-cookie'] ?? [])[0]?.split(';')[0] ?? ''
    expect(await whoIs(second)).not.toBeNull()
    await ask(door.address, '/api/session', { method: 'DELETE', headers: { cookie: second } })
    expect(await whoIs(second)).toBeNull()
  })

  test('cannot be planted: signing in gives a new one', async () => {
    const planted = `${COOKIE}=${randomBytes(32).toString('base64url')}`
    const answer = await askJson(
      door.address,
      'POST',
      '/api/session',
      { name: 'bureau-1', password: TEST_PASSWORD },
      { cookie: planted },
    )
    const given = (answer.headers['set-cookie'] ?? []).find((one) => one.startsWith(COOKIE)) ?? ''
    expect(given).not.toContain(planted)
    expect(given).toMatch(/HttpOnly/i)
    expect(given).toMatch(/SameSite=(Lax|Strict)/i)
    expect(await whoIs(planted)).toBeNull()
  })
})

describe('what is sent in', () => {
  test('as a name opens no account and tells of none', async () => {
    const names = [
      "' or '1'='1",
      "bureau-1'--",
      'bureau-1\u0000',
      '*',
      '${jndi:ldap://x}',
      'ＢＵＲＥＡＵ-1',
      'nobody',
      'bureau-1',
    ]
    const told = new Set<string>()
    for (const name of names) {
      const { status, body } = await askJson(door.address, 'POST', '/api/session', { name, password: 'a wrong password' })
      expect([400, 401, 429], name).toContain(status)
      if (status === 401) told.add((JSON.parse(body) as { title: string }).title)
    }
    expect(told.size).toBe(1)
  })

  test('beyond the fields of an endpoint is refused, not taken over', async () => {
    const cookie = await signIn('worker-2')
    const extra = { name: 'worker-2', password: TEST_PASSWORD, role: 'system-admin', scope: '0', isAdmin: true }
    expect((await askJson(door.address, 'POST', '/api/session', extra)).status).toBe(400)
    const own = await whoIs(cookie)
    const poisoned = `{"__proto__":{"role":"system-admin"},"name":"worker-2","password":"${TEST_PASSWORD}"}`
    expect(
      (
        await ask(door.address, '/api/session', {
          method: 'POST',
          body: poisoned,
          headers: { 'content-type': 'application/json' },
        })
      ).status,
    ).toBe(400)
    expect(await whoIs(cookie)).toEqual(own)
    expect(({} as { role?: string }).role).toBeUndefined()
  })

  test('as a header does not come back as one', async () => {
    for (const value of ['x%0d%0aset-cookie:a=b', 'x\u010d\u010aset-cookie:a=b']) {
      const answer = await ask(door.address, '/', {
        rawPath: `/api/schemes/${encodeURIComponent(value)}/plan?next=${encodeURIComponent(value)}`,
        headers: { 'x-request-id': encodeURIComponent(value) },
      })
      expect(answer.headers['set-cookie']).toBeUndefined()
      expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    }
  })

  test.each([
    ['two lengths', 'POST /api/session HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello!'],
    [
      'a length and chunks',
      'POST /api/session HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /api/metrics HTTP/1.1\r\nhost: a\r\n\r\n',
    ],
    ['chunks spelt oddly', 'POST /api/session HTTP/1.1\r\nhost: a\r\ntransfer-encoding: xchunked\r\n\r\n0\r\n\r\n'],
    ['a folded header', 'GET / HTTP/1.1\r\nhost: a\r\nx: 1\r\n : 2\r\n\r\n'],
    ['a space before the colon', 'GET / HTTP/1.1\r\nhost: a\r\ncontent-length : 5\r\n\r\nhello'],
    ['no protocol of ours', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['noise', randomBytes(200).toString('latin1')],
  ])('as %s is one bad request, never two', async (_, raw) => {
    const said = await new Promise<string>((resolve) => {
      const socket = net.connect(Number(new URL(door.address).port), '127.0.0.1', () => socket.end(raw, 'latin1'))
      let text = ''
      socket
        .on('data', (bytes: Buffer) => (text += bytes.toString()))
        .on('error', () => undefined)
        .once('close', () => resolve(text))
    })
    expect(said.match(/HTTP\/1\.1 \d+/g) ?? []).toHaveLength(said === '' ? 0 : 1)
    expect(said).not.toMatch(/HTTP\/1\.1 2|sgz_build_info/)
  })
})

describe('a path', () => {
  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
    '/..\\secret.txt',
    '/..%5csecret.txt',
    '/%252e%252e/secret.txt',
    '/%c0%ae%c0%ae/secret.txt',
    '/./././../secret.txt',
    `/${'../'.repeat(12)}etc/passwd`,
    '//etc/passwd',
    '/secret.txt%00.js',
    '/assets/a.js/../../../secret.txt',
    '/api/../../secret.txt',
    'http://127.0.0.1/../secret.txt',
    '/file:///etc/passwd',
  ])('%s leads nowhere outside', async (rawPath) => {
    const answer = await ask(door.address, '/', { rawPath }).catch(() => undefined)
    expect(answer?.body ?? '').not.toMatch(new RegExp(`${SECRET}|root:.*:0:0`))
  })
})

describe('an error', () => {
  test('tells nothing of the machine', async () => {
    const answers = [
      await ask(door.address, '/api/nothing'),
      await ask(door.address, '/api/session', { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } }),
      await ask(door.address, '/', { rawPath: '/%' }),
      await ask(door.address, '/', { rawPath: '/api/%E0%A4%A' }),
    ]
    for (const { status, headers, body } of answers) {
      expect(status).toBeGreaterThanOrEqual(400)
      expect(body).not.toMatch(/node_modules|\.ts:\d|at \w+ \(|select |app\.\w+|postgres/i)
      expect(headers['server'] ?? headers['x-powered-by']).toBeUndefined()
      expect(headers['x-content-type-options']).toBe('nosniff')
    }
  })

  test('in the page cannot run what was sent in', async () => {
    const { headers, body } = await ask(door.address, '/', { rawPath: '/%3Cscript%3Ealert(1)%3C/script%3E' })
    expect(body).not.toContain('<script>alert')
    expect(headers['content-security-policy']).toMatch(/script-src 'self' 'nonce-[\w+/=]{20,}'/)
    expect(headers['content-security-policy']).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/)
  })
})

test('the figures of the server are not for a stranger who comes through a proxy', async () => {
  expect((await ask(door.address, '/api/metrics', { headers: { 'x-forwarded-for': '127.0.0.1' } })).status).toBe(404)
})
