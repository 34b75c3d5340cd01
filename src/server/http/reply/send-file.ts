import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { FileContent } from '#contract/endpoint.ts'

/** Kinds that a browser may show in place; anything else is offered for saving, so that no upload runs as a page of ours. */
const SHOWN = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'text/plain'])

/** Answers with a file's bytes under its own name and media type. */
export function sendFile(reply: FastifyReply, { fileName, mediaType, bytes }: FileContent): FastifyReply {
  const isShown = SHOWN.has(mediaType.split(';')[0] ?? '')
  return reply
    .headers({
      'content-type': isShown ? mediaType : 'application/octet-stream',
      'content-disposition': `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      'content-security-policy': "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'",
      'x-frame-options': 'SAMEORIGIN',
      'cache-control': 'private, no-cache',
    })
    .send(bytes instanceof Uint8Array ? Buffer.from(bytes) : Readable.from(bytes))
}
