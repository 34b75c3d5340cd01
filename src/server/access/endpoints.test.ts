import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '#server/db/testing/test-app.ts'
import { ENDPOINT_EXPECTATIONS } from './testing/endpoint-expectations.ts'
import { OWN, type Expectation } from './testing/expectation.ts'
import { ACCOUNT_ROLES, scopeIn, wear, type Hat } from './testing/hats.ts'

interface Operation {
  readonly name: string
  readonly method: string
  readonly path: string
  readonly who: string
  /** Fields that travel in headers, beside a file. */
  readonly inHeaders: readonly string[]
}
const APP_KEY = Buffer.alloc(32, 1)
const SENTINEL = 'only-for-the-own-county'
const MANY = 1_000_000

let app: TestApp
let operations: readonly Operation[] = []
const own = new Map<string, Hat>()
const other = new Map<string, Hat>()
const ended = new Map<string, Hat>()

beforeAll(async () => {
  app = await createTestApp({
    appKey: APP_KEY,
    limits: { perAddress: MANY, perAccount: MANY, gate: { width: 40, mostWaiting: 1_000, longestWaitMs: 20_000 } },
  })
  const { paths } = (await app.inject({ url: '/api/openapi.json' })).json<{
    paths: Record<
      string,
      Record<string, { operationId?: string; description: string; parameters?: readonly { name: string; in: string }[] }>
    >
  }>()
  operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { operationId, description, parameters = [] }]) =>
      path.startsWith('/api/')
        ? [
            {
              name: operationId ?? `${method} ${path}`,
              method: method.toUpperCase(),
              path,
              who: description,
              inHeaders: parameters.filter((one) => one.in === 'header').map((one) => one.name),
            },
          ]
        : [],
    ),
  )
  await app.query(`insert into app.county values (1, $1, '甲县'), (2, $2, '乙县')`, [OWN.county, OWN.other])
  await app.query(
    `insert into app.entity (county_id, subject, id, division_code, agency_id, station_id, name, facts) values (1, 'client', $1, '990901101', $2, $3, $4, '{}')`,
    [OWN.person, OWN.agency, OWN.station, SENTINEL],
  )
  await app.query(
    `insert into app.account (id, sign_in_name, display_name, person_name, password_hash, division_code) values ($1, $2, $2, $2, 'x', $3)`,
    [OWN.account, SENTINEL, OWN.county],
  )
  await app.query(
    `insert into app.consequence (county_id, id, scheme_id, scheme_sha256, rule_id, subject, entity_id, division_code, event_on, measure)
     values (1, $1, 'county90', 'h', 'r', 'agency', $2, '990901', '2026-11-01', 'rectify')`,
    [OWN.consequence, OWN.agency],
  )
  await app.query(
    `insert into app.entity (county_id, subject, id, division_code, agency_id, station_id, name, facts) values (1, 'contract', $1, '990901101', $2, $3, $4, '{}')`,
    [OWN.contract, OWN.agency, OWN.station, SENTINEL],
  )
  await app.query(
    `insert into app.attachment (county_id, id, subject, record_id, kind, division_code, agency_id, station_id, name, media_type, bytes, sha256, given_sha256, state, recorded_at, recorded_by, recorded_by_name)
     values (1, $1, 'contract', $2, 'photo', '990901101', $3, $4, $5, 'application/pdf', 1, repeat('0', 64), repeat('0', 64), 'stored', now(), $6, '')`,
    [OWN.attachment, OWN.contract, OWN.agency, OWN.station, SENTINEL, OWN.account],
  )
  const narrow = { agencyId: OWN.agency, stationId: OWN.station }
  for (const role of ACCOUNT_ROLES) {
    const above = role === 'province' ? 2 : role === 'city' ? 4 : 6
    own.set(role, await wear(app, APP_KEY, role, scopeIn(role, OWN.county.slice(0, above), narrow)))
    other.set(role, await wear(app, APP_KEY, role, scopeIn(role, OWN.other, narrow)))
    ended.set(role, await wear(app, APP_KEY, role, scopeIn(role, OWN.county, narrow), '2021-01-01'))
  }
  const worker = own.get('worker') as Hat
  const answer = await call(operation('person.setSecret'), expectationOf('person.setSecret'), worker)
  expect(answer.status).toBe(200)
})
afterAll(() => app.close())

const operation = (name: string): Operation => operations.find((one) => one.name === name) as Operation

async function call({ method, path, name, inHeaders }: Operation, { input = {} }: Expectation, hat: Hat | undefined) {
  const rest = { ...input }
  const url = path.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = rest[key]
    delete rest[key]
    if (value === undefined) throw new Error(`${name}: the expectation gives no ${key}`)
    return encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value))
  })
  const hasBody = method === 'POST' || method === 'PUT'
  const query = hasBody ? '' : new URLSearchParams(Object.entries(rest).map(([key, value]) => [key, String(value)])).toString()
  const reply = await app.inject({
    method: method,
    url: query === '' ? url : `${url}?${query}`,
    headers: {
      ...(hat && { cookie: hat.cookie }),
      ...Object.fromEntries(inHeaders.map((header) => [header, String(rest[header.replace(/^x-/, '')])])),
    },
    ...(hasBody && { payload: inHeaders.length > 0 ? Buffer.from('%PDF-1.7') : rest }),
  })
  const isJson = /json/.test(String(reply.headers['content-type']))
  const body = isJson ? reply.json<{ code?: string }>() : {}
  return { status: reply.statusCode, code: reply.statusCode < 400 ? 'ok' : (body.code ?? ''), text: reply.body }
}

/** What one call left behind must not decide the next; reading leaves nothing, nor does what was refused at the door. */
async function tidy({ method }: Operation, hat: Hat, code: string): Promise<void> {
  if (method === 'GET' || code === 'NOT_ALLOWED') return
  await app.query('delete from app.break_glass')
  await hat.renew()
}

function expectationOf(name: string): (typeof ENDPOINT_EXPECTATIONS)[string] & object {
  const expected = ENDPOINT_EXPECTATIONS[name]
  if (!expected) throw new Error(`no expectation of ${name}`)
  return expected
}

test('every endpoint that is served is expected, and every one expected is served', () => {
  expect(operations.map(({ name }) => name).sort()).toEqual(Object.keys(ENDPOINT_EXPECTATIONS).sort())
})

test('the sample input of every endpoint is one it accepts', async () => {
  for (const one of operations) {
    const expected = expectationOf(one.name)
    const role = typeof expected.who === 'string' ? 'bureau' : (expected.who[0] ?? 'bureau')
    const hat = own.get(role) as Hat
    const { code } = await call(one, expected, hat)
    expect([one.name, code]).not.toEqual([one.name, 'INPUT_INVALID'])
    await tidy(one, hat, code)
  }
})

describe.each(Object.entries(ENDPOINT_EXPECTATIONS))('%s', (name, expected) => {
  const isOpen = expected.who === 'anyone'
  const lets = (role: string): boolean => typeof expected.who === 'string' || expected.who.some((one) => one === role)

  test('without a grant in force: not signed in', async () => {
    if (isOpen) return
    expect((await call(operation(name), expected, undefined)).code).toBe('NOT_SIGNED_IN')
    for (const hat of ended.values())
      expect([hat.role, (await call(operation(name), expected, hat)).code]).toEqual([hat.role, 'NOT_SIGNED_IN'])
  })

  test('within the own scope: open to whom it should be, and to nobody else', async () => {
    for (const hat of own.values()) {
      const { code } = await call(operation(name), expected, hat)
      if (!lets(hat.role)) expect([hat.role, code]).toEqual([hat.role, 'NOT_ALLOWED'])
      else {
        expect([hat.role, code]).not.toEqual([hat.role, 'NOT_ALLOWED'])
        if (!isOpen) expect([hat.role, code]).not.toEqual([hat.role, 'NOT_SIGNED_IN'])
        if (expected.own !== undefined) expect([hat.role, code]).toEqual([hat.role, expected.own])
      }
      await tidy(operation(name), hat, code)
    }
  })

  test('from another county: the same door, and nothing of ours behind it', async () => {
    for (const hat of other.values()) {
      const { code, text } = await call(operation(name), expected, hat)
      if (!lets(hat.role)) expect([hat.role, code]).toEqual([hat.role, 'NOT_ALLOWED'])
      else if (expected.other !== undefined && expected.other !== 'nothing')
        expect([hat.role, code]).toEqual([hat.role, expected.other])
      for (const ours of [SENTINEL, OWN.person, OWN.consequence]) expect(text).not.toContain(ours)
      await tidy(operation(name), hat, code)
    }
  })
})
