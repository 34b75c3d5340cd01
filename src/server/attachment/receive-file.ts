import { createHash, randomUUID } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { mediaTypeOf, sniff, SNIFF_BYTES } from '#domain/attachment/index.ts'
import { refuse, type Refusal } from '#domain/kernel/refusal.ts'
import type { IncomingFile } from '#server/http/context.ts'
import type { FileToStore } from './storage/storage.ts'

export interface FileLimits {
  readonly photoBytes: number
  readonly documentBytes: number
}

const MB = 1024 * 1024
export const DEFAULT_FILE_LIMITS: FileLimits = { photoBytes: 20 * MB, documentBytes: 50 * MB }

/**
 * Writes what arrives to a file of its own, hashing it; stops at the first byte too many, and at once where the first bytes
 * are those of no file that is kept. What fails leaves nothing. @refuses ATTACHMENT_TYPE @refuses ATTACHMENT_TOO_LARGE @refuses ATTACHMENT_DAMAGED
 */
export async function receiveFile(
  { stream, announced }: IncomingFile,
  folder: string,
  limits: FileLimits,
): Promise<FileToStore | Refusal> {
  if (announced !== undefined && announced > Math.max(limits.photoBytes, limits.documentBytes))
    return tooLarge(Math.max(limits.photoBytes, limits.documentBytes))
  await fs.mkdir(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, randomUUID())
  const handle = await fs.open(file, 'wx', 0o600)
  const hash = createHash('sha256')
  let bytes = 0
  let start: Buffer = Buffer.alloc(0)
  let most: number | undefined
  const given = async (): Promise<Refusal | undefined> => {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      if (most === undefined) {
        start = Buffer.concat([start, piece]).subarray(0, SNIFF_BYTES)
        if (start.length === SNIFF_BYTES) {
          most = mostOf(start, limits)
          if (most === undefined) return refuse('ATTACHMENT_TYPE')
        }
      }
      bytes += piece.length
      if (bytes > (most ?? limits.photoBytes)) return tooLarge(most ?? limits.photoBytes)
      hash.update(piece)
      await handle.writeFile(piece)
    }
    if (bytes === 0) return refuse('ATTACHMENT_DAMAGED', { detail: '文件是空的' })
    if (most === undefined) return refuse('ATTACHMENT_TYPE')
    if (announced !== undefined && announced !== bytes) return refuse('ATTACHMENT_DAMAGED', { detail: '上传中断，请重新上传' })
    return undefined
  }
  try {
    const refused = await given()
    await handle.close()
    if (!refused) return { path: file, bytes, sha256: hash.digest('hex') }
    await fs.rm(file)
    return refused
  } catch (error) {
    await handle.close()
    await fs.rm(file, { force: true })
    throw error
  }
}

/** How many bytes a file that begins so may have; undefined where it may not be kept at all. */
function mostOf(start: Buffer, { photoBytes, documentBytes }: FileLimits): number | undefined {
  const found = sniff(start)
  if (found === undefined) return undefined
  return found !== 'archive' && mediaTypeOf(found.mediaType)?.class === 'photo' ? photoBytes : documentBytes
}

const tooLarge = (most: number): Refusal =>
  refuse('ATTACHMENT_TOO_LARGE', { detail: `这类文件不超过 ${Math.floor(most / MB)} MB；请压缩或分开后再传` })

/** How long a file may take to arrive and be looked at; what is older was left by a kill. */
const STALE_MS = 3_600_000

/** Clears away what a kill left half-arrived. */
export async function clearIncoming(folder: string, now: Date): Promise<void> {
  for (const name of await fs.readdir(folder).catch(() => [])) {
    const file = path.join(folder, name)
    const stat = await fs.stat(file).catch(() => undefined)
    if (stat && now.getTime() - stat.mtimeMs > STALE_MS) await fs.rm(file, { force: true })
  }
}
