import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import http from 'node:http'
import cookie from '@fastify/cookie'
import swagger from '@fastify/swagger'
import Fastify, { LogController, type FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject, serializerCompiler } from 'fastify-type-provider-zod'
import type { DestinationStream } from 'pino'
import { z } from 'zod'
import type { Gate } from './limit/gate.ts'
import { guard, headersFor } from './guard.ts'
import { handleError } from './reply/error-handler.ts'
import { DEFAULT_LIMITS, limit, type LimitOptions } from './limit/limits.ts'
import { logRequests } from './log-requests.ts'
import { newId } from './new-id.ts'
import { replyProblem } from './reply/problem-reply.ts'

export interface CreatedApp {
  readonly app: FastifyInstance
  readonly gate: Gate
  /** Answers requests once the app is ready; whoever holds the port calls it. */
  readonly handler: RequestListener
}

export interface CreateOptions {
  readonly version: string
  readonly logLevel: string
  /** Where the log goes; standard output without. */
  readonly logStream?: DestinationStream | undefined
  readonly isSecure?: boolean
  /** Addresses and networks of the proxies before us. */
  readonly trustProxy?: readonly string[] | undefined
  readonly limits?: LimitOptions
}

/** An application without routes: errors, cookies, guard, limits and OpenAPI in place. */
export async function createApp(options: CreateOptions): Promise<CreatedApp> {
  const { version, logLevel, logStream, isSecure = false, trustProxy, limits = DEFAULT_LIMITS } = options
  z.config(z.locales.zhCN())
  let handler: RequestListener = () => undefined
  const app: FastifyInstance = Fastify({
    serverFactory: (handle: (request: IncomingMessage, response: ServerResponse) => void): Server => {
      handler = handle
      return http.createServer(handle)
    },
    genReqId: () => newId(),
    ...(trustProxy && { trustProxy: [...trustProxy] }),
    logger: {
      level: logLevel,
      ...(logStream && { stream: logStream }),
      redact: ['req.headers.cookie', 'req.headers.authorization'],
      serializers: { req: ({ method, url }) => ({ method, url: url?.split('?')[0] ?? '' }) },
    },
    logController: new LogController({ disableRequestLogging: true }),
    // an address that is none is answered before any hook
    frameworkErrors: (_, __, reply) => void replyProblem(reply.headers(headersFor(isSecure)), 'INPUT_INVALID'),
    routerOptions: { maxParamLength: 200 },
  })
  // the binding checks the input itself, once, with field paths
  app.setValidatorCompiler(() => (value: unknown) => ({ value }))
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(handleError)
  logRequests(app)
  guard(app, isSecure)
  const gate = limit(app, limits)
  await app.register(cookie)
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: '社工站', version } },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  return { app, gate, handler: (request, response) => handler(request, response) }
}
