import type { Readable } from 'node:stream'
import type { readAttachment as readEndpoint, readPreview as previewEndpoint } from '#contract/attachment.ts'
import { decideReading, isSensitive, mediaTypeOf } from '#domain/attachment/index.ts'
import { isRefusal, refuse, type Refusal } from '#domain/kernel/refusal.ts'
import type { SignedInContext, StreamUseCase } from '#server/http/context.ts'
import type { AttachmentParts } from './attachment-parts.ts'
import { findAttachment, type AttachmentRow } from './repository.ts'

/** Gives out a file. @refuses ATTACHMENT_NOT_FOUND @refuses NOT_ALLOWED @refuses ATTACHMENT_QUARANTINED @refuses ATTACHMENT_STORAGE_DOWN */
export const readAttachment =
  (files: AttachmentParts | undefined): StreamUseCase<typeof readEndpoint> =>
  async (context, { attachmentId }) => {
    const row = await findReadable(context, attachmentId)
    if (isRefusal(row)) return row
    if (!files) return refuse('ATTACHMENT_STORAGE_DOWN')
    return {
      fileName: row.name,
      mediaType: row.media_type,
      bytes: Number(row.bytes),
      isShown: mediaTypeOf(row.media_type)?.class === 'photo',
      open: () => openStored(files, row.sha256),
    }
  }

/** Gives out the small picture of a photo. @refuses ATTACHMENT_NOT_FOUND @refuses NOT_ALLOWED @refuses ATTACHMENT_QUARANTINED @refuses ATTACHMENT_STORAGE_DOWN */
export const readPreview =
  (files: AttachmentParts | undefined): StreamUseCase<typeof previewEndpoint> =>
  async (context, { attachmentId }) => {
    const row = await findReadable(context, attachmentId)
    if (isRefusal(row)) return row
    const { preview_sha256: sha256, preview_bytes: bytes } = row
    if (sha256 === null || bytes === null) return refuse('ATTACHMENT_NOT_FOUND')
    if (!files) return refuse('ATTACHMENT_STORAGE_DOWN')
    const fileName = `${row.name.replace(/\.[^.]*$/, '')}.webp`
    return { fileName, mediaType: 'image/webp', bytes: Number(bytes), isShown: true, open: () => openStored(files, sha256) }
  }

/** The row, where its file may be given out; of people's files the audit says who read them. */
async function findReadable({ tx, actor, note }: SignedInContext, id: string): Promise<AttachmentRow | Refusal> {
  const row = await findAttachment(tx, id)
  if (!row || row.removed_at !== null) return refuse('ATTACHMENT_NOT_FOUND')
  note({ divisionCode: row.division_code, subject: row.subject, subjectId: row.record_id, detail: { attachmentId: id } })
  if (isSensitive(row.subject)) note({ isSensitive: true })
  const denied = decideReading(actor, row.subject)
  if (denied) return denied
  return row.state === 'quarantined' ? refuse('ATTACHMENT_QUARANTINED') : row
}

async function openStored({ storage }: AttachmentParts, sha256: string): Promise<Readable> {
  const stream = await storage.open(sha256)
  if (!stream) throw new Error(`file ${sha256} is not in the storage`)
  return stream
}
