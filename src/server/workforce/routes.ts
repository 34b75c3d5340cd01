import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/workforce/index.ts'
import type { Keyring } from '#server/crypto/index.ts'
import { bind } from '#server/http/bind.ts'
import type { HttpParts } from '#server/http/context.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { listMonthSheets } from './month/list-month-sheets.ts'
import { listStaffing } from './month/list-staffing.ts'
import { readTurnover } from './month/read-turnover.ts'
import { readAttendance } from './month/read-attendance.ts'
import { recordAttendance } from './month/record-attendance.ts'
import { scoreMonth } from './month/score-month.ts'
import { answerPosting } from './posting/answer-posting.ts'
import { answerReplacement } from './posting/answer-replacement.ts'
import { askReplacement } from './posting/ask-replacement.ts'
import { endPosting } from './posting/end-posting.ts'
import { orderCandidates } from './posting/order-candidates.ts'
import { readHandover } from './posting/read-handover.ts'
import { readSeats } from './posting/read-seats.ts'
import { recordLeave } from './posting/record-leave.ts'
import { startPosting } from './posting/start-posting.ts'
import { confirmItems } from './worker/confirm-items.ts'
import { createOfficial } from './worker/create-official.ts'
import { createWorker } from './worker/create-worker.ts'
import { readWorker } from './worker/read-worker.ts'
import { recordCheck } from './worker/record-check.ts'

export function workforceRoutes(app: FastifyInstance, parts: HttpParts, opener: SchemeOpener, keyring: Keyring): void {
  bind(app, parts, contract.createWorker, createWorker(opener, keyring))
  bind(app, parts, contract.createOfficial, createOfficial(opener, keyring))
  bind(app, parts, contract.readWorker, readWorker(opener))
  bind(app, parts, contract.recordCheck, recordCheck(opener))
  bind(app, parts, contract.confirmItems, confirmItems(opener))
  bind(app, parts, contract.readSeats, readSeats(opener))
  bind(app, parts, contract.answerPosting, answerPosting(opener))
  bind(app, parts, contract.startPosting, startPosting(opener))
  bind(app, parts, contract.readHandover, readHandover(opener))
  bind(app, parts, contract.endPosting, endPosting(opener))
  bind(app, parts, contract.askReplacement, askReplacement(opener))
  bind(app, parts, contract.answerReplacement, answerReplacement(opener))
  bind(app, parts, contract.recordLeave, recordLeave(opener))
  bind(app, parts, contract.orderCandidates, orderCandidates(opener))
  bind(app, parts, contract.listStaffing, listStaffing(opener))
  bind(app, parts, contract.readTurnover, readTurnover(opener))
  bind(app, parts, contract.readAttendance, readAttendance(opener))
  bind(app, parts, contract.recordAttendance, recordAttendance(opener))
  bind(app, parts, contract.listMonthSheets, listMonthSheets(opener))
  bind(app, parts, contract.scoreMonth, scoreMonth(opener))
}
