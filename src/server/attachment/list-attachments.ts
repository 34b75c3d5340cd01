import type { listAttachments as endpoint } from '#contract/attachment.ts'
import { can } from '#domain/access/index.ts'
import { mayReadSubject } from '#domain/access/index.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import type { UseCase } from '#server/http/context.ts'
import type { AttachmentParts } from './attachment-parts.ts'
import { DEFAULT_FILE_LIMITS } from './receive-file.ts'
import { findRecordPlace, listAttachmentRows } from './repository.ts'
import { viewAttachment } from './view-attachment.ts'

/** The files of one record. @refuses ATTACHMENT_NO_RECORD */
export const listAttachments =
  (files: AttachmentParts | undefined): UseCase<typeof endpoint> =>
  async ({ tx, actor }, { subject, recordId }) => {
    const record = mayReadSubject(actor, subject) ? await findRecordPlace(tx, subject, recordId) : undefined
    if (!record) return refuse('ATTACHMENT_NO_RECORD')
    return {
      attachments: (await listAttachmentRows(tx, record)).map(viewAttachment),
      mayChange: record.may_change && can(actor, 'record fact') && actor.viewer === undefined,
      limits: files?.limits ?? DEFAULT_FILE_LIMITS,
    }
  }
