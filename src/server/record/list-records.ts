import type { listRecords as endpoint } from '#contract/record.ts'
import { mayReadSubject } from '#domain/access/index.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import { catalogue } from '#domain/scheme/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { listNewest } from './repository.ts'

/** Records of a subject that the reader may see, newest first. @refuses RECORD_NOT_FOUND */
export const listRecords: UseCase<typeof endpoint> = async ({ tx, actor }, { subject, after, limit }) => {
  const def = catalogue[subject]
  if (!def || !mayReadSubject(actor, subject)) return refuse('RECORD_NOT_FOUND')
  const rows = await listNewest(tx, subject, after, limit)
  return { label: def.label, records: rows.map(({ recordedAt, ...row }) => ({ ...row, recordedAt: recordedAt.toISOString() })) }
}
