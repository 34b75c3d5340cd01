import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { endpoint, type Endpoint } from '#contract/endpoint.ts'
import type { Problem } from '#contract/problem.ts'
import type { Actor } from '#domain/kernel/actor.ts'
import type { Id } from '#domain/kernel/id.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import { openDb } from '#server/db/pool.ts'
import { createTestDatabase, type TestDatabase } from '#server/db/testing/test-database.ts'
import { bind, bindFile } from './bind.ts'
import type { Context, HttpParts } from './context.ts'
import { createApp } from './create-app.ts'
import { newId } from './new-id.ts'
import { serveWeb } from './reply/serve-web.ts'

const account = newId()
const actors: Readonly<Record<string, Actor>> = {
  bureau: { accountId: account, grantId: newId(), name: '甲', role: 'bureau', scope: { code: '990901' } },
  other: { accountId: account, grantId: newId(), name: '乙', role: 'bureau', scope: { code: '990902' } },
  auditor: { accountId: account, grantId: newId(), name: '丙', role: 'auditor', scope: { code: '990901' } },
}

const Fact = z.object({ name: z.string().min(1), parts: z.array(z.object({ areaM2: z.int().positive() })).default([]) })
const record = endpoint({
  name: 'test.record',
  method: 'POST',
  path: '/test/:code/facts',
  summary: '',
  who: 'record fact',
  input: z.object({ code: z.string(), fact: Fact }),
  output: z.object({ id: z.string() }),
  maxBytes: 2_000,
})
const list = endpoint({
  name: 'test.list',
  method: 'GET',
  path: '/test/facts',
  summary: '',
  who: 'signed-in',
  input: z.object({ limit: z.coerce.number().int().optional() }),
  output: z.array(z.object({ name: z.string() })),
})
const watched = endpoint({ ...list, name: 'test.watched', path: '/test/watched', isAudited: true })
const file = endpoint({ ...list, name: 'test.file', path: '/test/file', output: z.null() })

let database: TestDatabase
let app: FastifyInstance
let before: (name: string) => unknown
const web = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-web-'))

beforeAll(async () => {
  database = await createTestDatabase()
  await database.query(`insert into app.county values (1, '990901', '甲县'), (2, '990902', '乙县')`)
  fs.mkdirSync(path.join(web, 'assets'))
  fs.writeFileSync(
    path.join(web, 'index.html'),
    '<!doctype html><html lang="zh-CN"><meta name="csp-nonce" content="__CSP_NONCE__">',
  )
  fs.writeFileSync(path.join(web, 'assets/a-1f.js'), '1')
  app = await build(database.db)
})
afterAll(async () => {
  await app.close()
  await database.close()
  fs.rmSync(web, { recursive: true })
})
beforeEach(async () => {
  before = () => undefined
  await database.query('truncate app.entity, app.audit_entry')
})

async function build(db: HttpParts['db']): Promise<FastifyInstance> {
  const { app: fastify } = await createApp({ version: 'test', logLevel: 'silent' })
  const parts: HttpParts = {
    db,
    appKey: new Uint8Array(32),
    clock: () => new Date('2026-11-22T17:00:00Z'),
    isSecure: false,
    findActor: (token) => Promise.resolve(actors[token]),
  }
  bind(fastify, parts, record, async (context, { code, fact }) => {
    const id = context.newId()
    await insert(context, code, fact.name, id)
    context.note({ subject: 'programme', subjectId: id, divisionCode: code })
    return (before(fact.name) as undefined) ?? { id, secret: 'not declared' }
  })
  const all = (context: Context) => context.tx.selectFrom('entity').select('name').orderBy('name').execute()
  bind(fastify, parts, list, (context) => all(context))
  bind(fastify, parts, watched, (context) => all(context))
  bindFile(fastify, parts, file, async (_, { limit }) => ({
    fileName: '方案.pdf',
    mediaType: limit === 1 ? 'text/html' : 'application/pdf',
    bytes: Buffer.from('%PDF'),
  }))
  await serveWeb(fastify, web)
  await fastify.ready()
  return fastify
}

const insert = ({ tx }: Context, code: string, name: string, id: Id) =>
  tx
    .insertInto('entity')
    .values({ county_id: code.startsWith('990902') ? 2 : 1, subject: 'programme', id, division_code: code, name, facts: '{}' })
    .execute()

async function call(who: string | undefined, e: Endpoint, url: string, payload?: unknown, headers: Record<string, string> = {}) {
  const reply = await app.inject({
    method: e.method,
    url: `/api${url}`,
    headers: { ...(who !== undefined && { cookie: `sgz_session=${who}` }), ...headers },
    ...(payload !== undefined && { payload: payload as object }),
  })
  const isJson = /json/.test(String(reply.headers['content-type']))
  return {
    status: reply.statusCode,
    body: (isJson ? reply.json() : reply.body) as Problem & { id: string } & readonly unknown[],
    headers: reply.headers,
  }
}
const good = { fact: { name: 'A' } }
const audit = () =>
  database.query<{ action: string; outcome: string; county_id: number }>(
    'select action, outcome, county_id from app.audit_entry order by id',
  )

test('not signed in: refused before anything is read', async () => {
  expect(await call(undefined, list, '/test/facts')).toMatchObject({ status: 401, body: { code: 'NOT_SIGNED_IN' } })
  expect(await call('nobody', list, '/test/facts')).toMatchObject({ status: 401 })
})

test('another county sees nothing of it', async () => {
  expect((await call('bureau', record, '/test/990901101/facts', good)).status).toBe(200)
  expect((await call('bureau', list, '/test/facts')).body).toEqual([{ name: 'A' }])
  expect((await call('other', list, '/test/facts')).body).toEqual([])
})

test('an action that is not the role’s is refused', async () => {
  expect(await call('auditor', record, '/test/990901101/facts', good)).toMatchObject({
    status: 403,
    body: { code: 'NOT_ALLOWED' },
  })
})

describe('input', () => {
  test.each([
    ['a field of the wrong kind', { fact: { name: 'A', parts: [{ areaM2: 40 }, { areaM2: 'wide' }] } }, ['fact.parts.1.areaM2']],
    ['two faults at once', { fact: { name: '', parts: [{ areaM2: -1 }] } }, ['fact.name', 'fact.parts.0.areaM2']],
    ['nothing at all', {}, ['fact']],
  ])('%s is 400 with its path', async (_, payload, paths) => {
    const { status, body, headers } = await call('bureau', record, '/test/990901101/facts', payload)
    expect(status).toBe(400)
    expect(headers['content-type']).toContain('application/problem+json')
    expect(body.fields?.map((field) => field.path)).toEqual(paths)
    for (const { message } of body.fields ?? []) expect(message).toMatch(/[\u4e00-\u9fff]/)
  })

  test('a field that is not declared is refused, in the query too', async () => {
    expect((await call('bureau', record, '/test/990901101/facts', { ...good, more: 1 })).status).toBe(400)
    expect((await call('bureau', list, '/test/facts?limti=3')).status).toBe(400)
    expect((await call('bureau', list, '/test/facts?limit=3')).status).toBe(200)
  })

  test('a body cannot overrule the path', async () => {
    await call('bureau', record, '/test/990901101/facts', { ...good, code: '990901999' })
    expect(await database.query('select division_code from app.entity')).toEqual([{ division_code: '990901101' }])
  })

  test('that is no JSON, or too much of it, says so', async () => {
    const headers = { 'content-type': 'application/json' }
    expect(await call('bureau', record, '/test/990901101/facts', '{"fact":', headers)).toMatchObject({
      status: 400,
      body: { code: 'INPUT_INVALID' },
    })
    expect(await call('bureau', record, '/test/990901101/facts', { fact: { name: 'x'.repeat(3000) } })).toMatchObject({
      status: 413,
      body: { code: 'TOO_LARGE' },
    })
    expect(await call('bureau', record, '/test/990901101/facts', 'x', { 'content-type': 'text/xml' })).toMatchObject({
      status: 415,
    })
  })
})

describe('output', () => {
  test('carries only what is declared', async () => {
    expect(Object.keys((await call('bureau', record, '/test/990901101/facts', good)).body)).toEqual(['id'])
  })

  test('a file goes out under its name; what a browser would run is only saved', async () => {
    const pdf = await call('bureau', file, '/test/file')
    expect(pdf.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent('方案.pdf')}`,
    })
    expect(pdf.body).toBe('%PDF')
    const html = await call('bureau', file, '/test/file?limit=1')
    expect(html.headers).toMatchObject({ 'content-type': 'application/octet-stream', 'x-content-type-options': 'nosniff' })
    expect(html.headers['content-disposition']).toMatch(/^attachment/)
  })
})

describe('the transaction', () => {
  test('audits a write in the county of what it was about', async () => {
    await call('bureau', record, '/test/990901101/facts', good)
    expect(await audit()).toEqual([{ action: 'test.record', outcome: 'done', county_id: 1 }])
  })

  test('does not audit a read, unless it is told to', async () => {
    await call('bureau', list, '/test/facts')
    expect(await audit()).toEqual([])
    await call('bureau', watched, '/test/watched')
    expect(await audit()).toMatchObject([{ action: 'test.watched', outcome: 'done' }])
  })

  test('a refusal leaves nothing but the row that says so, and shows its clause', async () => {
    before = () => refuse('GRANT_NOT_FOUND', { clause: 'x-1-1', detail: '为何' })
    const { status, body } = await call('bureau', record, '/test/990901101/facts', good)
    expect(status).toBe(404)
    expect(body).toMatchObject({
      code: 'GRANT_NOT_FOUND',
      clause: 'x-1-1',
      detail: '为何',
      status: 404,
      type: 'urn:sgz:problem:GRANT_NOT_FOUND',
    })
    expect(await database.query('select 1 from app.entity')).toEqual([])
    expect(await audit()).toMatchObject([{ outcome: 'GRANT_NOT_FOUND' }])
  })

  test('a bug leaves nothing and tells nothing of itself', async () => {
    before = () => {
      throw new Error('secret inside')
    }
    const { status, body } = await call('bureau', record, '/test/990901101/facts', good)
    expect(status).toBe(500)
    expect(JSON.stringify(body)).not.toContain('secret')
    expect(await database.query('select 1 from app.entity')).toEqual([])
    expect(await audit()).toEqual([])
  })

  test('a code that stands in no table is a bug of ours: 500', async () => {
    before = () => refuse('NO_SUCH_CODE')
    expect((await call('bureau', record, '/test/990901101/facts', good)).status).toBe(500)
  })

  test('a database that is gone is 503', async () => {
    const db = openDb({ host: '127.0.0.1', port: 1 })
    const orphan = await build(db)
    const reply = await orphan.inject({ url: '/api/test/facts', headers: { cookie: 'sgz_session=bureau' } })
    expect(reply.statusCode).toBe(503)
    expect(reply.json()).toMatchObject({ code: 'DATABASE_DOWN' })
    await orphan.close()
    await db.destroy()
  })
})

describe('the browser part', () => {
  test('every address that is no file is its page, with a nonce of its own each time', async () => {
    const nonces = await Promise.all(
      ['/', '/scheme/county90?area=1'].map(async (url) => {
        const { statusCode, headers, body } = await app.inject({ url })
        expect(statusCode).toBe(200)
        const nonce = /content="([^"]+)"/.exec(body)?.[1] ?? ''
        expect(headers['content-security-policy']).toContain(`'nonce-${nonce}'`)
        return nonce
      }),
    )
    expect(new Set(nonces).size).toBe(2)
  })

  test('files are files, kept for long where their name carries their hash', async () => {
    const asset = await app.inject({ url: '/assets/a-1f.js' })
    expect(asset.headers['cache-control']).toContain('immutable')
    expect((await app.inject({ url: '/assets/gone.js' })).statusCode).toBe(404)
    expect((await app.inject({ url: '/../package.json' })).body).not.toContain('shegongzhan')
  })

  test('an endpoint that is not there is a problem, not a page', async () => {
    const reply = await app.inject({ url: '/api/nothing' })
    expect(reply.statusCode).toBe(404)
    expect(reply.json()).toMatchObject({ code: 'NOT_FOUND' })
  })
})
