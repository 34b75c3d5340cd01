import fs from 'node:fs/promises'
import { isRefusal, refuse, type Refusal } from '#domain/kernel/refusal.ts'
import type { IncomingFile } from '#server/http/context.ts'
import { createGate } from '#server/http/limit/gate.ts'
import type { AttachmentParts } from './attachment-parts.ts'
import { inspectFile } from './inspect-file.ts'
import { receiveFile } from './receive-file.ts'
import type { StoredFile } from './repository.ts'
import { ScanFailed, scanFile } from './scan-file.ts'
import { StorageFailed, type FileToStore } from './storage/storage.ts'
import { stripPhoto } from './strip-photo.ts'

/** A file that lies in the storage, and what is known of it; no row tells of it yet. */
export interface KeptFile extends StoredFile {
  /** Some of it lay there before: it is looked for once more when the row is there. */
  readonly isReused: boolean
}

/** Files are held in memory while they are looked at: two at a time. */
const workbench = createGate({ width: 2, mostWaiting: 100, longestWaitMs: 60_000 })

/**
 * Receives a file, looks what it is, has it scanned, strips it and stores it: nothing of it is in the database yet, so that
 * whatever happens here leaves a file nobody knows at most. @refuses the ATTACHMENT_ codes about files
 */
export async function keepFile(
  incoming: IncomingFile,
  givenName: string,
  { storage, incoming: folder, limits, scanner }: AttachmentParts,
): Promise<KeptFile | Refusal> {
  const received = await receiveFile(incoming, folder, limits)
  if (isRefusal(received)) return received
  const left = new Set([received.path])
  try {
    return await workbench.run(async () => {
      const inspected = await inspectFile(received.path, givenName, incoming.claimedType)
      if (isRefusal(inspected)) return inspected
      const { name, type } = inspected
      const quarantinedFor = scanner && (await scanFile(received.path, scanner))
      const stripped =
        type.class === 'photo' && quarantinedFor === undefined ? await stripPhoto(received.path, type.mediaType) : undefined
      if (isRefusal(stripped)) return stripped
      const file = stripped?.photo ?? received
      const files: readonly FileToStore[] = stripped ? [file, stripped.preview] : [file]
      for (const one of files) left.add(one.path)
      const outcomes: string[] = []
      for (const one of files) outcomes.push(await storage.put(one))
      return {
        name,
        mediaType: type.mediaType,
        bytes: file.bytes,
        sha256: file.sha256,
        givenSha256: received.sha256,
        preview: stripped?.preview,
        quarantinedFor,
        isReused: outcomes.includes('there'),
      }
    })
  } catch (error) {
    if (error instanceof ScanFailed) return refuse('ATTACHMENT_SCAN_DOWN')
    if (error instanceof StorageFailed || isNoRoom(error)) return refuse('ATTACHMENT_STORAGE_DOWN')
    throw error
  } finally {
    for (const one of left) await fs.rm(one, { force: true })
  }
}

const isNoRoom = (error: unknown): boolean => ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')
