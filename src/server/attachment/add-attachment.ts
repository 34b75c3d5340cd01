import type { addAttachment as endpoint } from '#contract/attachment.ts'
import { mayReadSubject } from '#domain/access/index.ts'
import { isRefusal, refuse, type Refusal } from '#domain/kernel/refusal.ts'
import { actorTx } from '#server/db/actor-tx.ts'
import type { HttpParts, Preparation, PreparedUseCase } from '#server/http/context.ts'
import type { AttachmentParts } from './attachment-parts.ts'
import { keepFile, type KeptFile } from './keep-file.ts'
import { findAttachment, findRecordPlace, holdInPlace, insertAttachment, type AttachmentRow } from './repository.ts'
import { viewAttachment } from './view-attachment.ts'

/** Files of one account that may be under way at a time. */
const MOST_AT_ONCE = 4

/**
 * Asks first whether the file may be added at all, then receives and stores it: no connection is held while it arrives.
 * @refuses ATTACHMENT_NO_RECORD @refuses BUSY, and about the file the other ATTACHMENT_ codes
 */
export function receiveAttachment(
  { db }: Pick<HttpParts, 'db'>,
  files: AttachmentParts | undefined,
): Preparation<typeof endpoint, KeptFile> {
  const underWay = new Map<string, number>()
  return async ({ actor, file, note }, { subject, recordId, attachmentId, kind, name }) => {
    note({ subject, subjectId: recordId, detail: { attachmentId, kind } })
    const place = await actorTx(db, actor, async (tx) => {
      const found = mayReadSubject(actor, subject) ? await findRecordPlace(tx, subject, recordId) : undefined
      return found?.may_change === true ? found : refuse('ATTACHMENT_NO_RECORD')
    })
    if (isRefusal(place)) return place
    note({ divisionCode: place.division_code })
    if (!files) return refuse('ATTACHMENT_STORAGE_DOWN')
    if (!file) return refuse('ATTACHMENT_DAMAGED', { detail: '没有文件' })
    const already = underWay.get(actor.accountId) ?? 0
    if (already >= MOST_AT_ONCE) return refuse('BUSY', { retryAfter: 5 })
    underWay.set(actor.accountId, already + 1)
    try {
      return await keepFile(file, name, files)
    } finally {
      const left = (underWay.get(actor.accountId) ?? 1) - 1
      if (left === 0) underWay.delete(actor.accountId)
      else underWay.set(actor.accountId, left)
    }
  }
}

/** Writes the row of a file that is stored. @refuses ATTACHMENT_NO_RECORD @refuses ATTACHMENT_TAKEN @refuses ATTACHMENT_STORAGE_DOWN */
export const addAttachment =
  (files: AttachmentParts | undefined): PreparedUseCase<typeof endpoint, KeptFile> =>
  async ({ tx, actor, now, note }, { subject, recordId, attachmentId, kind }, kept) => {
    await holdInPlace(tx, recordId)
    const record = await findRecordPlace(tx, subject, recordId)
    if (!record?.may_change) return refuse('ATTACHMENT_NO_RECORD')
    const { sha256, bytes, mediaType, quarantinedFor } = kept
    note({
      divisionCode: record.division_code,
      detail: { attachmentId, kind, mediaType, bytes, sha256, ...(quarantinedFor !== undefined && { quarantinedFor }) },
    })
    const draft = { ...kept, id: attachmentId, kind, recordedAt: now, recordedBy: actor.accountId, recordedByName: actor.name }
    const added = await insertAttachment(tx, record, draft)
    if (!added) return sameOrTaken(await findAttachment(tx, attachmentId), subject, recordId, kept)
    // between storing and this row, a file nobody knew may have been cleared away
    const wanted = kept.isReused ? [sha256, ...(kept.preview ? [kept.preview.sha256] : [])] : []
    for (const one of wanted) if (!(await files?.storage.has(one))) return refuse('ATTACHMENT_STORAGE_DOWN')
    return viewAttachment(added)
  }

/** The same file sent once more is the attachment that is there; another file under its id is refused. */
function sameOrTaken(found: AttachmentRow | undefined, subject: string, recordId: string, kept: KeptFile) {
  const isSame =
    found?.subject === subject &&
    found.record_id === recordId &&
    found.given_sha256 === kept.givenSha256 &&
    found.removed_at === null
  return found && isSame ? viewAttachment(found) : (refuse('ATTACHMENT_TAKEN') satisfies Refusal)
}
