import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { describeError } from './describe-error.ts'
import { Busy, Gone } from '../limit/gate.ts'
import { TooManyRequests } from '../limit/limits.ts'
import { replyProblem } from './problem-reply.ts'

/** Failures of the connection, as node and PostgreSQL (class 08, 57P, 53300) name them. */
const CONNECTION_LOST = /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT|08\w{3}|57P0\d|53300)$/
const CONNECTION_WORDS = /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/
/** A statement, a lock, or the whole query took longer than it may. */
const TIMED_OUT = /^(57014|55P03|25P03|25P04)$/
/** Disk or memory of the database is used up. */
const NO_ROOM = /^53[12]00$/
/** A value that no column of its type can hold, such as a NUL in a text. */
const UNFIT = /^22(021|003|007|008|P02|P05)$/
/** Two spans that may not lie over one another. */
const OVERLAPPING = '23P01'
/** Two writers got in each other's way; the second try succeeds. */
const CLASH = /^40(001|P01)$/

const BY_STATUS: Readonly<Record<number, string>> = { 400: 'INPUT_INVALID', 413: 'TOO_LARGE', 415: 'MEDIA_TYPE' }

/** The one place where an exception of a request ends: logged without its content, answered without its cause. */
export function handleError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = BY_STATUS[error.statusCode ?? 500]
  if (known) return replyProblem(reply, known)
  if (error instanceof TooManyRequests) {
    reply.header('retry-after', Math.ceil(error.waitMs / 1000))
    return replyProblem(reply, 'TOO_MANY_REQUESTS')
  }
  if (UNFIT.test(error.code ?? '')) {
    request.log.warn({ err: describeError(error) }, 'value refused by the database')
    return replyProblem(reply, 'INPUT_INVALID')
  }
  if (error.code === OVERLAPPING) return replyProblem(reply, 'OVERLAPPING')
  if (error instanceof Busy || error instanceof Gone) return replyProblem(reply, 'BUSY')
  request.log.error({ err: describeError(error) }, 'request failed')
  return replyProblem(reply, codeOf(error))
}

function codeOf(error: Error & { readonly code?: string }): string {
  const { code = '', message } = error
  if (CONNECTION_LOST.test(code) || CONNECTION_WORDS.test(message)) return 'DATABASE_DOWN'
  if (NO_ROOM.test(code)) return 'DATABASE_DOWN'
  if (TIMED_OUT.test(code) || message === 'Query read timeout') return 'TOO_SLOW'
  return CLASH.test(code) ? 'BUSY' : 'INTERNAL'
}
