import type { finishTask as endpoint } from '#contract/governance.ts'
import { decideTaskDone } from '#domain/governance/index.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import type { UseCase } from '#server/http/context.ts'
import { findRecord, openPlace, saveRecord } from '#server/record/index.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { governanceGuards } from './guard-records.ts'
import { listEvidence } from './repository.ts'

/**
 * A task is done. Files that lie with it become its evidence.
 * @refuses TASK_NOT_FOUND @refuses TASK_DONE_ALREADY @refuses TASK_WITHOUT_OWNER @refuses TASK_DAY_TO_COME
 * @refuses TASK_NOT_CLOSABLE @refuses RECORD_CHANGED @refuses FACT_OF_OTHERS
 */
export const finishTask =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, { subject, id, no, version, doneOn }) => {
    const { tx, today, note } = context
    const record = await findRecord(tx, subject, id)
    if (!record) return refuse('TASK_NOT_FOUND')
    const place = await openPlace(opener, context, record.divisionCode)
    const evidenceIds = await listEvidence(tx, id, `task-${no}`)
    const latest = (place.workDay > today ? place.workDay : today) as CivilDate
    const done = decideTaskDone(
      subject,
      { nameText: record.name, ...record.facts },
      { no, doneOn: doneOn as CivilDate, evidenceIds },
      latest,
    )
    if (isRefusal(done)) return done
    const saved = await saveRecord(context, place, record, { version, facts: done })
    if (isRefusal(saved)) return saved
    const refused = await governanceGuards(opener)[subject]?.(context, { before: record, after: saved.record })
    if (refused) return refused
    note({ divisionCode: record.divisionCode, subject, subjectId: id, changes: saved.changes })
    return { version: saved.record.version }
  }
