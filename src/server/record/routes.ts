import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/record.ts'
import { bind } from '#server/http/bind.ts'
import type { HttpParts } from '#server/http/context.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { changeRecord } from './change-record.ts'
import { listRecords } from './list-records.ts'
import { listRegisters } from './list-registers.ts'
import { openRecord } from './open-record.ts'
import type { RecordGuards } from './record-guards.ts'
import { readHistory } from './read-history.ts'
import { readRecord } from './read-record.ts'

export function recordRoutes(app: FastifyInstance, parts: HttpParts, opener: SchemeOpener, guards: RecordGuards): void {
  bind(app, parts, contract.readRecord, readRecord(opener))
  bind(app, parts, contract.changeRecord, changeRecord(opener, guards))
  bind(app, parts, contract.readHistory, readHistory(opener))
  bind(app, parts, contract.listRegisters, listRegisters)
  bind(app, parts, contract.listRecords, listRecords)
  bind(app, parts, contract.createRecord, openRecord(opener, guards))
}
