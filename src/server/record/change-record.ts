import type { changeRecord as endpoint } from '#contract/record.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import type { UseCase } from '#server/http/context.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { findReadable } from './find-readable.ts'
import { openPlace } from './place-catalogue.ts'
import type { RecordGuards } from './record-guards.ts'
import { saveRecord } from './save-record.ts'

/**
 * Writes facts onto a record.
 * @refuses RECORD_NOT_FOUND @refuses RECORD_CHANGED @refuses FACTS_UNFIT @refuses FACT_OF_OTHERS @refuses EFFECT_TOO_LATE
 */
export const changeRecord =
  (opener: SchemeOpener, guards: RecordGuards): UseCase<typeof endpoint> =>
  async (context, { subject, id, version, facts, effectiveOn }) => {
    const { note } = context
    const record = await findReadable(context, subject, id)
    if (!record) return refuse('RECORD_NOT_FOUND')
    const place = await openPlace(opener, context, record.divisionCode)
    const saved = await saveRecord(context, place, record, { version, facts, effectiveOn: effectiveOn as CivilDate | undefined })
    if (isRefusal(saved)) return saved
    const refused = await guards[subject]?.(context, { before: record, after: saved.record })
    if (refused) return refused
    note({ divisionCode: record.divisionCode, subject, subjectId: id, changes: saved.changes })
    return { version: saved.record.version }
  }
