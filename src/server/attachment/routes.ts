import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/attachment.ts'
import { bind, bindStream, bindUpload } from '#server/http/bind.ts'
import type { HttpParts } from '#server/http/context.ts'
import { addAttachment, receiveAttachment } from './add-attachment.ts'
import type { AttachmentParts } from './attachment-parts.ts'
import { listAttachments } from './list-attachments.ts'
import { readAttachment, readPreview } from './read-attachment.ts'
import { removeAttachment } from './remove-attachment.ts'

export function attachmentRoutes(app: FastifyInstance, parts: HttpParts, files: AttachmentParts | undefined): void {
  bind(app, parts, contract.listAttachments, listAttachments(files))
  bindUpload(app, parts, contract.addAttachment, receiveAttachment(parts, files), addAttachment(files))
  bindStream(app, parts, contract.readAttachment, readAttachment(files))
  bindStream(app, parts, contract.readPreview, readPreview(files))
  bind(app, parts, contract.removeAttachment, removeAttachment)
}
