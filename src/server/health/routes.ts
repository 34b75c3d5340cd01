import type { FastifyInstance } from 'fastify'
import { API_PREFIX } from '#contract/endpoint.ts'
import * as contract from '#contract/health.ts'
import { bind } from '#server/http/bind.ts'
import type { HttpParts } from '#server/http/context.ts'
import { readHealth } from './read-health.ts'

const describeLiveness = {
  operationId: contract.readLiveness.name,
  summary: contract.readLiveness.summary,
  description: '无需登录',
  tags: ['health'],
  response: { 200: contract.readLiveness.output },
}

export function healthRoutes(app: FastifyInstance, parts: HttpParts, version: string): void {
  // without a transaction: alive even where the database is not
  app.get(API_PREFIX + contract.readLiveness.path, { schema: describeLiveness }, (_, reply) => reply.send({ status: 'live' }))
  bind(app, parts, contract.readHealth, readHealth(version))
}
