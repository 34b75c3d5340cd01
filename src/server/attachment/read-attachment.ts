import type { Readable } from 'node:stream'
import type { FastifyBaseLogger } from 'fastify'
import type { readAttachment as readEndpoint, readPreview as previewEndpoint } from '#contract/attachment.ts'
import { isPersonSubject, mayReadSubject } from '#domain/access/index.ts'
import { mediaTypeOf } from '#domain/attachment/index.ts'
import { isRefusal, refuse, type Refusal } from '#domain/kernel/refusal.ts'
import type { SignedInContext, StreamUseCase } from '#server/http/context.ts'
import type { AttachmentParts } from './attachment-parts.ts'
import { findAttachment, type AttachmentRow } from './repository.ts'
import { StorageFailed } from './storage/storage.ts'

/** Gives out a file. @refuses ATTACHMENT_NOT_FOUND @refuses ATTACHMENT_QUARANTINED @refuses ATTACHMENT_STORAGE_DOWN */
export const readAttachment =
  (files: AttachmentParts | undefined): StreamUseCase<typeof readEndpoint> =>
  async (context, { attachmentId }) => {
    const row = await findReadable(context, attachmentId)
    if (isRefusal(row)) return row
    if (!files) return refuse('ATTACHMENT_STORAGE_DOWN')
    return {
      fileName: row.name,
      mediaType: row.media_type,
      bytes: row.bytes,
      isShown: mediaTypeOf(row.media_type)?.class === 'photo',
      open: () => openStored(files, row.sha256, context.log),
    }
  }

/** Gives out the small picture of a photo. @refuses ATTACHMENT_NOT_FOUND @refuses ATTACHMENT_QUARANTINED @refuses ATTACHMENT_STORAGE_DOWN */
export const readPreview =
  (files: AttachmentParts | undefined): StreamUseCase<typeof previewEndpoint> =>
  async (context, { attachmentId }) => {
    const row = await findReadable(context, attachmentId)
    if (isRefusal(row)) return row
    const { preview_sha256: sha256, preview_bytes: bytes } = row
    if (sha256 === null || bytes === null) return refuse('ATTACHMENT_NOT_FOUND')
    if (!files) return refuse('ATTACHMENT_STORAGE_DOWN')
    const fileName = `${row.name.replace(/\.[^.]*$/, '')}.webp`
    return { fileName, mediaType: 'image/webp', bytes, isShown: true, open: () => openStored(files, sha256, context.log) }
  }

/** The row, where its file may be given out; of people's files the audit says who read them. */
async function findReadable({ tx, actor, note }: SignedInContext, id: string): Promise<AttachmentRow | Refusal> {
  const row = await findAttachment(tx, id)
  if (!row || row.removed_at !== null) return refuse('ATTACHMENT_NOT_FOUND')
  note({ divisionCode: row.division_code, subject: row.subject, subjectId: row.record_id, detail: { attachmentId: id } })
  if (isPersonSubject(row.subject)) note({ isSensitive: true })
  if (!mayReadSubject(actor, row.subject)) return refuse('ATTACHMENT_NOT_FOUND')
  return row.state === 'quarantined' ? refuse('ATTACHMENT_QUARANTINED') : row
}

async function openStored({ storage }: AttachmentParts, sha256: string, log: FastifyBaseLogger): Promise<Readable | Refusal> {
  try {
    const stream = await storage.open(sha256)
    if (stream) return stream
    log.error({ sha256 }, 'a file that a row tells of is not in the storage')
    return refuse('ATTACHMENT_LOST')
  } catch (error) {
    if (!(error instanceof StorageFailed)) throw error
    log.error({ because: error.message }, 'storage failed')
    return refuse('ATTACHMENT_STORAGE_DOWN')
  }
}
