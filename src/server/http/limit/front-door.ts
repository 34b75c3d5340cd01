import http from 'node:http'
import https from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'
import { API_PREFIX } from '#contract/endpoint.ts'
import { COMMON_PROBLEMS } from '#contract/problem.ts'
import { StartError } from '#server/start-error.ts'
import { readTlsFiles, watchTlsFiles, type TlsFiles } from './tls-files.ts'

/** The port, held from the first moment on: so a taken one is found before anything is written. */
export interface FrontDoor {
  /** For people: `http://127.0.0.1:8080`. */
  readonly address: string
  /** Until then every request is answered 503. */
  open(handler: http.RequestListener): void
  /**
   * Says for `seconds` that it is about to stop (load balancers look at the health) while it goes on serving, then takes no
   * more connections and lets the requests under way finish.
   */
  drain(seconds: number): Promise<void>
  close(): Promise<void>
}

export interface DoorOptions {
  readonly tls?: TlsFiles | undefined
  readonly limits?: Partial<ClientLimits>
}

/** How slow a client may be. */
export interface ClientLimits {
  readonly headersMs: number
  readonly requestMs: number
  /** Without a byte either way, so that nobody reads an answer for ever. */
  readonly silentMs: number
  readonly keepAliveMs: number
  readonly checkMs: number
  readonly mostConnections: number
  readonly finishMs: number
}

const LIMITS: ClientLimits = {
  headersMs: 15_000,
  requestMs: 120_000,
  silentMs: 60_000,
  keepAliveMs: 30_000,
  checkMs: 2_000,
  mostConnections: 4_000,
  finishMs: 20_000,
}

type State = 'starting' | 'open' | 'draining'

/** Takes the port. */
export async function holdPort(host: string, port: number, { tls, limits = {} }: DoorOptions = {}): Promise<FrontDoor> {
  const all = { ...LIMITS, ...limits }
  let state: State = 'starting'
  let handler: http.RequestListener = (_, response) => answer503(response, 'STARTING')
  const listener: http.RequestListener = (request, response) => {
    if (state === 'draining') {
      response.setHeader('connection', 'close')
      if (isReadiness(request.url ?? '')) return answer503(response, 'STOPPING')
    }
    handler(request, response)
  }
  const serverOptions = {
    headersTimeout: all.headersMs,
    requestTimeout: all.requestMs,
    keepAliveTimeout: all.keepAliveMs,
    connectionsCheckingInterval: all.checkMs,
    maxHeaderSize: 16_384,
  }
  const server = tls
    ? https.createServer({ ...serverOptions, minVersion: 'TLSv1.2', ...readTlsFiles(tls) }, listener)
    : http.createServer(serverOptions, listener)
  server.maxConnections = all.mostConnections
  server.setTimeout(all.silentMs)
  const unwatch = tls && 'setSecureContext' in server ? watchTlsFiles(tls, (pair) => server.setSecureContext(pair)) : undefined
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(cannotListen(host, port, cause)))
    server.listen({ host, port, backlog: 1024 }, resolve)
  })
  const bound = server.address()
  const actual = typeof bound === 'object' && bound ? bound.port : port
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  let closed: Promise<void> | undefined
  const close = (): Promise<void> =>
    (closed ??= new Promise((resolve) => {
      unwatch?.()
      state = 'draining'
      server.close(() => resolve())
      server.closeIdleConnections()
      setTimeout(() => server.closeAllConnections(), all.finishMs).unref()
    }))
  return {
    address: `${tls ? 'https' : 'http'}://${shown}:${actual}`,
    open: (next) => {
      handler = next
      state = 'open'
    },
    async drain(seconds) {
      const wasOpen = state === 'open'
      state = 'draining'
      if (wasOpen && seconds > 0) await sleep(seconds * 1000)
      await close()
    },
    close,
  }
}

const isReadiness = (url: string): boolean => url.split('?')[0] === `${API_PREFIX}/health`

function answer503(response: http.ServerResponse, code: 'STARTING' | 'STOPPING'): void {
  const { status, title } = COMMON_PROBLEMS[code]
  response.writeHead(status, { 'content-type': 'application/problem+json; charset=utf-8', 'retry-after': '1' })
  response.end(JSON.stringify({ type: `urn:sgz:problem:${code}`, title, status, code }))
}

function cannotListen(host: string, port: number, cause: NodeJS.ErrnoException): StartError {
  if (cause.code === 'EADDRINUSE')
    return new StartError(
      'PORT_TAKEN',
      `端口 ${port} 已被占用。请停止占用它的程序，或用 PORT 指定另一个端口，例如 PORT=${port + 1} npm start。`,
      `Port ${port} is taken. Stop the program that holds it, or set PORT to another, as in PORT=${port + 1} npm start.`,
      { cause },
    )
  return new StartError(
    'SETTING_INVALID',
    `不能在 ${host}:${port} 上提供服务（${cause.code}）。请检查 HOST 和 PORT。`,
    `Cannot listen on ${host}:${port} (${cause.code}). Check HOST and PORT.`,
    { cause },
  )
}
