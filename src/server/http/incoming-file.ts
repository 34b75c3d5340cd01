import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { fileHeader, type Endpoint } from '#contract/endpoint.ts'
import type { IncomingFile } from './context.ts'

/** Hands the body of every request on as it comes, whatever type it claims: nothing of it is read yet. */
export function takeFilesRaw(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_, payload, done) => done(null, payload))
}

/** The file of a request; undefined where there is no body. */
export function incomingFile({ body, headers }: FastifyRequest): IncomingFile | undefined {
  if (body === undefined || body === null) return undefined
  const length = headers['content-length']
  return {
    stream: body as Readable,
    claimedType: headers['content-type'] ?? '',
    announced: length === undefined ? undefined : Number(length),
  }
}

/** The fields that travel in headers beside a file; one that is written wrong is left out. */
export function fieldsBesideFile({ input }: Endpoint, { headers }: FastifyRequest): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(input.shape).flatMap((name) => {
      const value = decoded(headers[fileHeader(name)])
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

function decoded(value: string | string[] | undefined): string | undefined {
  if (typeof value !== 'string') return undefined
  try {
    return decodeURIComponent(value)
  } catch {
    return undefined
  }
}
