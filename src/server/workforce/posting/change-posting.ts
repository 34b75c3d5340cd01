import type { Id } from '#domain/kernel/id.ts'
import { isRefusal, refuse, type Refusal } from '#domain/kernel/refusal.ts'
import type { FactsDraft } from '#domain/record/index.ts'
import type { SignedInContext } from '#server/http/context.ts'
import { findRecord, openPlace, saveRecord, type PlaceCatalogue, type RecordRow } from '#server/record/index.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'

/**
 * Reads a posting, lets `decide` say its next facts, and saves them. @refuses RECORD_NOT_FOUND and what `decide` and saveRecord
 * refuse
 */
export async function changePosting(
  opener: SchemeOpener,
  context: SignedInContext,
  { postingId, version }: { readonly postingId: Id | string; readonly version: number },
  decide: (posting: RecordRow, place: PlaceCatalogue) => Promise<FactsDraft | Refusal> | FactsDraft | Refusal,
): Promise<{ version: number } | Refusal> {
  const posting = await findRecord(context.tx, 'posting', postingId)
  if (!posting) return refuse('RECORD_NOT_FOUND')
  const place = await openPlace(opener, context, posting.divisionCode)
  const facts = await decide(posting, place)
  if (isRefusal(facts)) return facts
  const saved = await saveRecord(context, { ...place, isByModule: true }, posting, { version, facts })
  if (isRefusal(saved)) return saved
  context.note({
    divisionCode: posting.divisionCode,
    subject: 'posting',
    subjectId: posting.id,
    changes: saved.changes,
  })
  return { version: saved.record.version }
}
