import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { API_PREFIX } from '#contract/endpoint.ts'
import { poolOf } from '#server/db/pool.ts'
import type { DB } from '#server/db/types.ts'
import type { Gate } from '#server/http/limit/gate.ts'
import { replyProblem } from '#server/http/reply/problem-reply.ts'

interface MetricsOptions {
  readonly db: Kysely<DB>
  readonly gate: Gate
  readonly version: string
  readonly token: string | undefined
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** Of the process: once, however many applications there are in it. */
let ofProcess: Registry | undefined
function processRegistry(): Registry {
  if (!ofProcess) {
    ofProcess = new Registry()
    collectDefaultMetrics({ register: ofProcess })
  }
  return ofProcess
}

/** Figures for Prometheus at /api/metrics: for this machine, or whoever presents the token; nobody else learns it exists. */
export function serveMetrics(app: FastifyInstance, { db, gate, version, token }: MetricsOptions): void {
  const registers = [new Registry()]
  const [register = new Registry()] = registers
  new Gauge({ name: 'sgz_build_info', help: '程序版本', labelNames: ['version'], registers }).set({ version }, 1)
  const took = new Histogram({
    name: 'sgz_http_request_duration_seconds',
    help: '请求用时',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  })
  const gauge = (name: string, help: string, read: () => number): void => {
    const made: Gauge = new Gauge({ name, help, registers, collect: () => made.set(read()) })
  }
  gauge('sgz_gate_running', '正在处理的请求', () => gate.running)
  gauge('sgz_gate_waiting', '排队的请求', () => gate.waiting)
  const pool = poolOf(db)
  gauge('sgz_pool_connections', '数据库连接', () => pool?.totalCount ?? 0)
  gauge('sgz_pool_idle', '空闲的数据库连接', () => pool?.idleCount ?? 0)
  gauge('sgz_pool_waiting', '等待数据库连接的请求', () => pool?.waitingCount ?? 0)

  app.addHook('onResponse', async (request, reply) => {
    const { url = '-' } = request.routeOptions
    took.observe({ method: request.method, route: url, status: reply.statusCode }, reply.elapsedTime / 1000)
  })
  app.get(`${API_PREFIX}/metrics`, { schema: { hide: true } }, async (request, reply) => {
    if (!isAllowed(request, token)) return replyProblem(reply, 'NOT_FOUND')
    const all = Registry.merge([processRegistry(), register])
    return reply
      .type(all.contentType)
      .serializer((text: unknown) => String(text))
      .send(await all.metrics())
  })
}

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/

/** A proxy on this machine is no proof that the asker is on it. */
function isAllowed(request: FastifyRequest, token: string | undefined): boolean {
  if (token !== undefined) {
    const given = Buffer.from(request.headers.authorization ?? '')
    const wanted = Buffer.from(`Bearer ${token}`)
    return given.length === wanted.length && timingSafeEqual(given, wanted)
  }
  const isForwarded = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'].some((name) => request.headers[name] !== undefined)
  return !isForwarded && LOOPBACK.test(request.socket.remoteAddress ?? '') && LOOPBACK.test(request.ip)
}
