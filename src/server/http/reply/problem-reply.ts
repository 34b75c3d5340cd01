import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import type { Problem } from '#contract/problem.ts'
import { problemFor } from '#contract/problem-table.ts'

type Extra = Pick<Partial<Problem>, 'detail' | 'clause' | 'ground' | 'fields'>

const RETRY_AFTER_SECONDS = 2

/** Answers with the problem of `code`. */
export function replyProblem(reply: FastifyReply, code: string, extra: Extra = {}): FastifyReply {
  const { status, title } = problemFor(code)
  const problem: Problem = { type: `urn:sgz:problem:${code}`, title, status, code, ...extra, requestId: reply.request.id }
  // whoever is told to come back is told when
  if ((status === 429 || status === 503) && !reply.hasHeader('retry-after')) reply.header('retry-after', RETRY_AFTER_SECONDS)
  return reply
    .code(status)
    .type('application/problem+json; charset=utf-8')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(problem)
}

/** The fields a zod error complains of, as `path` → 中文 message. */
export const fieldsOf = (error: z.ZodError): NonNullable<Problem['fields']> =>
  error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
