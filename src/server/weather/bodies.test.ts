import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { API_PREFIX, carriesBody, fileHeader, pathParameters, type Endpoint } from '#contract/endpoint.ts'
import { createTestApp, TEST_PASSWORD, type TestApp } from '#server/db/testing/test-app.ts'
import { DEFAULT_LIMITS } from '#server/http/limit/limits.ts'
import { isLong } from './support/is-long.ts'
import { contentOf } from './support/content-of.ts'
import { listEndpoints } from './support/list-endpoints.ts'

const endpoints = await listEndpoints()
const MIB = 1024 * 1024

let app: TestApp
let cookie = ''
beforeAll(async () => {
  const limits = { ...DEFAULT_LIMITS, perAddress: 1e9, perAccount: 1e9 }
  app = await createTestApp({ limits })
  await app.query(`insert into app.county values (990901, '990901', '甲县') on conflict do nothing`)
  await app.signedIn('bureau', { code: '990901' })
  const answer = await app.inject({ method: 'POST', url: '/api/session', payload: { name: 'bureau-1', password: TEST_PASSWORD } })
  cookie = answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
})
afterAll(() => app.close())

/** Values of every kind that a field does not expect, and that machinery behind it may choke on. */
const STRANGE: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  0.1,
  '',
  ' ',
  '\u0000',
  '\ud800',
  `'; drop table app.account; --`,
  '${7*7}',
  '../../etc/passwd',
  '9'.repeat(400),
  '字'.repeat(5000),
  [],
  [[]],
  {},
  { a: 1 },
  { $gt: '' },
  ['x', 1, null],
  '2026-02-31',
  '0000-00-00',
  '00000000-0000-0000-0000-000000000000',
  '\r\nset-cookie: a=b',
  Number.MAX_SAFE_INTEGER,
]

/** A value that fits a field, or nearly. */
function sample(shape: unknown): unknown {
  const { def } = shape as {
    readonly def: {
      readonly type: string
      readonly innerType?: unknown
      readonly element?: unknown
      readonly entries?: object
      readonly shape?: object
      readonly options?: readonly unknown[]
      readonly format?: string
    }
  }
  if (def.innerType !== undefined) return sample(def.innerType)
  if (def.shape !== undefined) return Object.fromEntries(Object.entries(def.shape).map(([name, inner]) => [name, sample(inner)]))
  if (def.type === 'array') return [sample(def.element)]
  if (def.type === 'enum') return Object.values(def.entries ?? {})[0]
  if (def.type === 'union') return sample(def.options?.[0])
  if (def.type === 'number') return 3
  if (def.type === 'boolean') return true
  if (def.format === 'uuid') return '01890000-0000-7000-8000-000000000000'
  if (def.format === 'date') return '2026-01-05'
  return 'abcdef'
}

interface Sent {
  readonly url: string
  readonly method: Endpoint['method']
  readonly payload?: string
  readonly headers: Record<string, string>
}

function request(endpoint: Endpoint, fields: Readonly<Record<string, unknown>>, payload?: string): Sent {
  const inPath = pathParameters(endpoint.path)
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => safeSegment(fields[name]))
  const rest = Object.entries(fields).filter(([name]) => !inPath.includes(name))
  const headers = { cookie, 'content-type': 'application/json' }
  if (endpoint.takesFile) {
    const beside = Object.fromEntries(rest.map(([name, value]) => [fileHeader(name.toLowerCase()), safeSegment(value)]))
    return { method: endpoint.method, url: API_PREFIX + path, headers: { ...headers, ...beside }, payload: payload ?? 'no file' }
  }
  if (carriesBody(endpoint.method))
    return {
      method: endpoint.method,
      url: API_PREFIX + path,
      headers,
      payload: payload ?? JSON.stringify(Object.fromEntries(rest)),
    }
  const query = rest.map(([name, value]) => `${name}=${safeSegment(value)}`).join('&')
  return { method: endpoint.method, url: `${API_PREFIX}${path}${query ? `?${query}` : ''}`, headers: { cookie } }
}

/** As much of a value as an address can carry. */
const safeSegment = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return encodeURIComponent(Buffer.from(text).toString().slice(0, 190)) || '%20'
}

async function send(sent: Sent): Promise<number> {
  const answer = await app.inject(sent)
  if (answer.statusCode >= 500 && answer.statusCode !== 503)
    throw new Error(`${answer.statusCode} for ${sent.method} ${sent.url} ${sent.payload?.slice(0, 200) ?? ''}: ${answer.body}`)
  return answer.statusCode
}

describe.each(endpoints.map((endpoint) => [endpoint.name, endpoint] as const))('%s', (_, endpoint) => {
  const fields = Object.entries(endpoint.input.shape)
  const good = Object.fromEntries(fields.map(([name, shape]) => [name, sample(shape)]))

  test('answers 4xx to a body that is too large, cut off, or none at all, and stores nothing', async () => {
    if (!carriesBody(endpoint.method)) return
    const before = await contentOf(app)
    const whole = request(endpoint, good).payload ?? '{}'
    const large = `{"x":"${'a'.repeat((endpoint.maxBytes ?? MIB) + 10)}"}`
    const bodies = [
      whole.slice(0, -1),
      whole.slice(0, whole.length >> 1),
      '{',
      '"',
      '[',
      'null',
      '[]',
      '1',
      '"text"',
      'undefined',
      '{"__proto__":{"a":1}}',
      '{"constructor":{"prototype":{}}}',
      '\u0000',
      '\ufeff{}',
      '['.repeat(5000),
      `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`,
      large,
    ]
    for (const payload of bodies) {
      // an endpoint without fields takes an empty object, however it is spelt
      const status = await send(request(endpoint, good, payload))
      if (fields.length > pathParameters(endpoint.path).length) expect(status, payload.slice(0, 60)).toBeGreaterThanOrEqual(400)
    }
    for (const type of ['text/plain', 'application/xml', 'multipart/form-data', 'application/x-www-form-urlencoded', ''])
      expect(await send({ ...request(endpoint, good), headers: { cookie, 'content-type': type } }), type).toBeGreaterThanOrEqual(
        400,
      )
    expect(await contentOf(app)).toBe(before)
  })

  test('answers no 5xx to a field that is missing, strange, or not one of its own', async () => {
    const before = await contentOf(app)
    const strange = isLong ? STRANGE : STRANGE.filter((_, i) => i % 3 === endpoints.indexOf(endpoint) % 3)
    for (const [name] of fields) {
      for (const value of strange) await send(request(endpoint, { ...good, [name]: value }))
      if (!pathParameters(endpoint.path).includes(name))
        await send(request(endpoint, Object.fromEntries(Object.entries(good).filter(([other]) => other !== name))))
    }
    // the one that answers without looking at anything
    if (endpoint.name !== 'health.live')
      expect(await send(request(endpoint, { ...good, notAField: 1 }))).toBeGreaterThanOrEqual(400)
    if (endpoint.method === 'GET') expect(await contentOf(app)).toBe(before)
  })
})

test('the generated requests reach every endpoint that is served', async () => {
  const { paths } = (await app.inject({ url: '/api/openapi.json' })).json<{
    paths: Record<string, Record<string, { operationId?: string }>>
  }>()
  const served = Object.values(paths).flatMap((methods) => Object.values(methods).flatMap(({ operationId }) => operationId ?? []))
  expect(endpoints.map(({ name }) => name)).toEqual(served.sort())
})
