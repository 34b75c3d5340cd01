import { isIPv6 } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { API_PREFIX } from '#contract/endpoint.ts'
import type { HttpParts } from '../context.ts'
import { createGate, type Gate, type GateOptions } from './gate.ts'
import { replyProblem } from '../reply/problem-reply.ts'
import { createBuckets } from './token-bucket.ts'

export interface LimitOptions {
  readonly perAddress: number
  readonly perAccount: number
  readonly gate: GateOptions
}

export const DEFAULT_LIMITS: LimitOptions = {
  perAddress: 6_000,
  perAccount: 1_200,
  gate: { width: 40, mostWaiting: 1_000, longestWaitMs: 30_000 },
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Carries a file, for as long as the caller's line takes. */
    readonly isTransfer?: boolean
  }
}

/** Files go through a gate of their own: slow lines hold up other files, never the work of the offices. */
const TRANSFERS: GateOptions = { width: 16, mostWaiting: 200, longestWaitMs: 30_000 }

/** One account asks too often. */
export class TooManyRequests extends Error {
  readonly code = 'TOO_MANY_REQUESTS'
  readonly waitMs: number
  constructor(waitMs: number) {
    super('too many requests')
    this.waitMs = waitMs
  }
}

/** What answers for the process itself must answer under any load. */
const ALWAYS_OPEN: ReadonlySet<string> = new Set([`${API_PREFIX}/health`, `${API_PREFIX}/health/live`, `${API_PREFIX}/metrics`])

/** Holds every address to its rate, and the endpoints to what the database can serve. Before the routes are added. */
export function limit(app: FastifyInstance, { perAddress, gate: options }: LimitOptions): Gate {
  const addresses = createBuckets(perAddress)
  const gate = createGate(options)
  const transfers = createGate(TRANSFERS)
  app.addHook('onRequest', async (request, reply) => {
    const waitMs = addresses.take(networkOf(request.ip), performance.now())
    if (waitMs === 0) return
    reply.header('retry-after', Math.ceil(waitMs / 1000))
    return replyProblem(reply, 'TOO_MANY_REQUESTS')
  })
  app.addHook('onRoute', (route) => {
    if (!route.url.startsWith(`${API_PREFIX}/`) || ALWAYS_OPEN.has(route.url)) return
    const { handler, config } = route
    const lane = config?.isTransfer === true ? transfers : gate
    route.handler = function (request, reply) {
      return lane.run(
        async () => handler.call(this, request, reply),
        () => request.raw.socket.destroyed,
      )
    }
  })
  return gate
}

/** Holds every account to its rate, however many sessions it has. */
export function limitAccounts(findActor: HttpParts['findActor'], { perAccount }: LimitOptions): HttpParts['findActor'] {
  const accounts = createBuckets(perAccount)
  return async (token) => {
    const actor = await findActor(token)
    if (!actor) return undefined
    const waitMs = accounts.take((actor.viewer ?? actor).accountId, performance.now())
    if (waitMs > 0) throw new TooManyRequests(waitMs)
    return actor
  }
}

/** A line of IPv6 is a network of 64 bits: any number of addresses. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped?.[1] !== undefined) return mapped[1]
  const [head = ''] = address.split('%')
  const [before = '', after] = head.split('::')
  const left = before.split(':').filter(Boolean)
  const right = after === undefined ? [] : after.split(':').filter(Boolean)
  const middle = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  const groups = after === undefined ? left : [...left, ...middle, ...right]
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
