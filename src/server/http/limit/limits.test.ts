import { Writable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp, TEST_PASSWORD, type TestApp } from '#server/db/testing/test-app.ts'
import { openDb } from '#server/db/pool.ts'
import { readSession } from '#contract/session.ts'
import { DEFAULT_LIMITS, networkOf } from './limits.ts'

let app: TestApp
let log = ''
const logStream = new Writable({
  write(bytes: Buffer, _, done) {
    log += bytes.toString()
    done()
  },
})

beforeAll(async () => {
  const limits = { ...DEFAULT_LIMITS, perAddress: 600, perAccount: 60 }
  app = await createTestApp({
    limits,
    logStream,
    logLevel: 'info',
    isSecure: true,
    trustProxy: ['127.0.0.1'],
    metricsToken: 'a-token-of-twenty-and-more',
  })
})
afterAll(() => app.close())

const from = (address: string) => ({ 'x-forwarded-for': address })

describe('too many requests', () => {
  test('of one address are answered 429 and told when to come back; others go on', async () => {
    const statuses: number[] = []
    let last
    for (let i = 0; i < 110; i++) {
      last = await app.inject({ url: '/api/health/live', headers: from('192.0.2.1') })
      statuses.push(last.statusCode)
    }
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(100)
    expect(statuses.at(-1)).toBe(429)
    expect(Number(last?.headers['retry-after'])).toBeGreaterThanOrEqual(1)
    expect(last?.json()).toMatchObject({ code: 'TOO_MANY_REQUESTS' })
    expect((await app.inject({ url: '/api/health/live', headers: from('192.0.2.2') })).statusCode).toBe(200)
  })

  test('of one account are answered 429 from whatever address; another account goes on', async () => {
    const greedy = await app.signedIn('bureau', { code: '990901' })
    const other = await app.signedIn('bureau', { code: '990901' })
    const statuses: number[] = []
    for (let i = 0; i < 20; i++) statuses.push((await greedy.call(readSession, {}, from(`192.0.2.${100 + i}`))).status)
    expect(statuses.slice(0, 5)).toEqual([200, 200, 200, 200, 200])
    const last = await greedy.call(readSession, {}, from('192.0.2.200'))
    expect(last.status).toBe(429)
    expect(last.raw.headers['retry-after']).toMatch(/^\d+$/)
    expect((await other.call(readSession, {}, from('192.0.2.201'))).status).toBe(200)
  })

  test.each([
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::6', '2001:db8:1:2'],
    ['2001:0db8::1', '2001:db8:0:0'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['192.0.2.1', '192.0.2.1'],
  ])('%s counts as %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})

describe('what the database cannot serve', () => {
  test('is turned away with 503 and Retry-After rather than piling up', async () => {
    const narrow = await createTestApp({
      limits: { ...DEFAULT_LIMITS, gate: { width: 1, mostWaiting: 2, longestWaitMs: 60_000 } },
    })
    const answers = await Promise.all(Array.from({ length: 20 }, () => narrow.inject({ url: '/api/session' })))
    const statuses = answers.map(({ statusCode }) => statusCode)
    // one runs and two wait: who comes after one has left is served, too
    const served = statuses.filter((status) => status === 200).length
    expect(served).toBeGreaterThanOrEqual(3)
    expect(served).toBeLessThan(20)
    expect(statuses.filter((status) => status === 503)).toHaveLength(20 - served)
    expect(answers.find(({ statusCode }) => statusCode === 503)?.headers['retry-after']).toBe('2')
    expect((await narrow.inject({ url: '/api/health' })).statusCode).toBe(200)
    await narrow.close()
  })

  test('is given up after the statement timeout, and the connection serves on', async () => {
    const db = openDb({ ...app.connection.app, statement_timeout: 200, max: 1 })
    await expect(sql`select pg_sleep(5)`.execute(db)).rejects.toMatchObject({ code: '57014' })
    expect((await sql<{ one: number }>`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }])
    await db.destroy()
  })
})

test('every answer over HTTPS asks the browser to stay with it, and names the request', async () => {
  const { headers } = await app.inject({ url: '/api/health/live' })
  expect(headers['strict-transport-security']).toMatch(/max-age=\d{8}/)
  expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
})

describe('a log', () => {
  test('has no password, name, number or token in it, and each line has its request', async () => {
    log = ''
    const idNumber = '110101199003071234'
    const payload = { name: 'zhangsan-secret', password: `${TEST_PASSWORD}-${idNumber}` }
    await app.inject({
      method: 'POST',
      url: '/api/session?name=zhangsan-secret',
      payload,
      headers: { cookie: 'sgz_session=stolen-token', authorization: 'Bearer bearer-token' },
    })
    await app.inject({
      method: 'POST',
      url: '/api/session',
      payload: `{"name":"zhangsan-secret`,
      headers: { 'content-type': 'application/json' },
    })
    await app.inject({ url: `/api/schemes/${idNumber}/plan?asOf=张三` })
    await app.inject({ url: `/${encodeURIComponent('张三')}/${idNumber}` })
    expect(log).not.toMatch(/zhangsan|110101|张三|%E5|battery|stolen-token|bearer-token/)
    const lines = log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { reqId?: string; route?: string })
    expect(lines.length).toBeGreaterThanOrEqual(4)
    expect(lines.every(({ reqId, route }) => /^[0-9a-f-]{36}$/.test(reqId ?? '') && route !== undefined)).toBe(true)
  })

  test('takes no line from outside', async () => {
    log = ''
    const forged = 'x\r\n{"level":60,"msg":"forged"}'
    await app.inject({
      url: `/api/${encodeURIComponent(forged)}`,
      headers: { 'user-agent': 'forged', 'x-request-id': 'forged', 'request-id': 'forged' },
    })
    expect(log).not.toContain('forged')
  })
})

describe('metrics', () => {
  const token = { authorization: 'Bearer a-token-of-twenty-and-more' }

  test('are for whoever has the token; to others they do not exist', async () => {
    expect((await app.inject({ url: '/api/metrics' })).statusCode).toBe(404)
    expect(
      (await app.inject({ url: '/api/metrics', headers: { authorization: 'Bearer a-token-of-twenty-and-none' } })).statusCode,
    ).toBe(404)
    const { body, headers } = await app.inject({ url: '/api/metrics', headers: token })
    expect(headers['content-type']).toMatch(/^text\/plain/)
    for (const name of [
      'sgz_http_request_duration_seconds_bucket',
      'sgz_pool_connections',
      'sgz_gate_waiting',
      'process_cpu_seconds_total',
      'nodejs_eventloop_lag_seconds',
    ])
      expect(body).toContain(name)
    expect(body).not.toMatch(/110101|zhangsan/)
  })

  test('without a token are for this machine, and not for whoever comes through a proxy on it', async () => {
    const local = await createTestApp()
    expect((await local.inject({ url: '/api/metrics' })).statusCode).toBe(200)
    expect((await local.inject({ url: '/api/metrics', headers: from('192.0.2.9') })).statusCode).toBe(404)
    expect((await local.inject({ url: '/api/metrics', remoteAddress: '192.0.2.9' })).statusCode).toBe(404)
    await local.close()
  })
})
