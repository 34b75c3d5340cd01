import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/system.ts'
import { bind } from '#server/http/bind.ts'
import type { HttpParts } from '#server/http/context.ts'
import { readStatus, type Standing } from './read-status.ts'

export function systemRoutes(app: FastifyInstance, parts: HttpParts, standing: Standing): void {
  bind(app, parts, contract.readStatus, readStatus(parts, standing))
}
