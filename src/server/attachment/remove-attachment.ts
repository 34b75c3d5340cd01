import type { removeAttachment as endpoint } from '#contract/attachment.ts'
import { mayReadSubject } from '#domain/access/index.ts'
import { decideRemoval } from '#domain/attachment/index.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import type { UseCase } from '#server/http/context.ts'
import { lockAttachment, markRemoved } from './repository.ts'
import { viewAttachment } from './view-attachment.ts'

/** Takes a file down; it stays in the storage, and the row says who and why. @refuses ATTACHMENT_NOT_FOUND @refuses ATTACHMENT_GONE @refuses ATTACHMENT_HELD */
export const removeAttachment: UseCase<typeof endpoint> = async ({ tx, actor, now, note }, { attachmentId, reason }) => {
  const row = await lockAttachment(tx, attachmentId)
  if (!row || !mayReadSubject(actor, row.subject)) return refuse('ATTACHMENT_NOT_FOUND')
  note({ divisionCode: row.division_code, subject: row.subject, subjectId: row.record_id, detail: { attachmentId, reason } })
  const refused = decideRemoval({
    isHeld: row.held_at !== null,
    isRemoved: row.removed_at !== null,
  })
  if (refused) return refused
  return viewAttachment(await markRemoved(tx, row, { at: now, by: actor.accountId, byName: actor.name, reason }))
}
