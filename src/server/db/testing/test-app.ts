import type { RequestListener } from 'node:http'
import type { InjectOptions, LightMyRequestResponse as Response } from 'fastify'
import type { z } from 'zod'
import { requestFor, type Endpoint } from '#contract/endpoint.ts'
import type { Problem } from '#contract/problem.ts'
import type { Role, Scope } from '#domain/kernel/actor.ts'
import { isRefusal } from '#domain/kernel/refusal.ts'
import { addAccount } from '#server/account/index.ts'
import { buildApp, type AppOptions } from '#server/app.ts'
import { IDENTITY_DEFAULTS } from '#server/session/index.ts'
import { systemTx } from '../actor-tx.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'

export const TEST_PASSWORD = 'correct horse battery'
/** Hashing that costs next to nothing. */
const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 }

/** The answer of one call: the output where it is a success, the problem where not. */
export interface Answer<E extends Endpoint> {
  readonly status: number
  readonly output: z.output<E['output']>
  readonly problem: Problem
  readonly raw: Response
}

/** A browser of one account. */
export interface Visitor {
  call<E extends Endpoint>(
    endpoint: E,
    input: z.input<E['input']>,
    headers?: InjectOptions['headers'],
    /** The body, of an endpoint that takes one. */
    file?: Buffer,
  ): Promise<Answer<E>>
}

export interface TestApp extends TestDatabase {
  /** Somebody not signed in. */
  readonly anyone: Visitor
  /** Adds an account under `role` and `scope` and signs it in. */
  signedIn(role: Role, scope: Scope): Promise<Visitor>
  inject(options: InjectOptions): Promise<Response>
  /** For a port of its own, where a test needs the wire. */
  readonly handler: RequestListener
}

/** The whole application on a database of its own. */
export async function createTestApp(options: Partial<AppOptions> = {}): Promise<TestApp> {
  const database = await createTestDatabase()
  const { fastify, handler } = await buildApp({
    db: database.db,
    appKey: Buffer.alloc(32, 1),
    version: 'test',
    webDir: '/nowhere',
    logLevel: 'silent',
    identity: { ...IDENTITY_DEFAULTS, passwordCost: CHEAP },
    ...options,
  })
  let accounts = 0
  const inject = (request: InjectOptions): Promise<Response> => fastify.inject(request)
  return {
    ...database,
    inject,
    handler,
    anyone: visitor(inject),
    async signedIn(role, scope) {
      const signInName = `${role}-${++accounts}`
      const grants = [{ role, scope, validFrom: '2020-01-01' }]
      const added = await systemTx(database.db, (tx) =>
        addAccount(tx, { signInName, displayName: signInName, password: TEST_PASSWORD, passwordCost: CHEAP, grants }),
      )
      if (isRefusal(added)) throw new Error(added.code)
      const answer = await inject({ method: 'POST', url: '/api/session', payload: { name: signInName, password: TEST_PASSWORD } })
      const [cookie] = answer.cookies
      if (!cookie) throw new Error(`not signed in: ${answer.body}`)
      return visitor(inject, `${cookie.name}=${cookie.value}`)
    },
    async close() {
      await fastify.close()
      await database.close()
    },
  }
}

const visitor = (inject: TestApp['inject'], cookie?: string): Visitor => ({
  async call(endpoint, input, headers = {}, file) {
    const { method, url, body, headers: beside } = requestFor(endpoint, input)
    const raw = await inject({
      method,
      url,
      headers: {
        ...(cookie !== undefined && { cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...beside,
        ...headers,
      },
      ...(body !== undefined && { payload: body }),
      ...(file && { payload: file }),
    })
    const isJson = String(raw.headers['content-type']).includes('json')
    const json = (isJson ? raw.json() : undefined) as never
    return { status: raw.statusCode, output: json, problem: json, raw }
  },
})
