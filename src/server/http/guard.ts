import type { FastifyInstance } from 'fastify'
import { replyProblem } from './reply/problem-reply.ts'

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'geolocation=(), camera=(), microphone=()',
}

/** A year: who came over HTTPS once never comes without it. */
const HSTS = { 'strict-transport-security': 'max-age=31536000' }

/** What every answer carries. */
export const headersFor = (isSecure: boolean): Readonly<Record<string, string>> => (isSecure ? { ...HEADERS, ...HSTS } : HEADERS)

/** Headers that every answer carries, and the refusal of writes that another site's page sends. */
export function guard(app: FastifyInstance, isSecure: boolean): void {
  const headers = headersFor(isSecure)

  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers)
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
    if (request.method === 'GET' || request.method === 'HEAD') return
    if (isCrossSite(request.headers)) return replyProblem(reply, 'CROSS_SITE')
  })
}

function isCrossSite(headers: { readonly [name: string]: string | string[] | undefined }): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const origin = headers['origin']
  if (typeof origin !== 'string') return false
  return !URL.canParse(origin) || new URL(origin).host !== headers['host']
}
