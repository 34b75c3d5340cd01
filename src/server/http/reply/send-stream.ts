import type { FastifyReply } from 'fastify'
import { isRefusal } from '#domain/kernel/refusal.ts'
import type { FileStream } from '../context.ts'
import { replyProblem } from './problem-reply.ts'

/** Sends a stored file. Whatever it holds, it runs nothing: it is a page of nobody's, in a box without rights. */
export async function sendStream(reply: FastifyReply, file: FileStream): Promise<FastifyReply> {
  const stream = await file.open()
  if (isRefusal(stream)) return replyProblem(reply, stream.code)
  return reply
    .headers({
      'content-type': file.mediaType,
      'content-length': file.bytes,
      'content-disposition': dispositionOf(file),
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-cache',
    })
    .send(stream)
}

/** A name for every browser (RFC 6266): one of plain characters, and the true one by RFC 5987. */
export function dispositionOf({ fileName, isShown }: Pick<FileStream, 'fileName' | 'isShown'>): string {
  const plain = fileName.replace(/[^\w .()-]/g, '_')
  const full = encodeURIComponent(fileName).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${isShown ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${full}`
}
