import type { recordCheck as endpoint } from '#contract/workforce/index.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import type { UseCase } from '#server/http/context.ts'
import { findRecord, openPlace, saveRecord } from '#server/record/index.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { rowsIn } from '../rows-in.ts'

/** One more check of a worker's record, with its result and until when it is good. @refuses RECORD_NOT_FOUND and what saveRecord refuses */
export const recordCheck =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, { workerId, version, validUntilOn, ...check }) => {
    const worker = await findRecord(context.tx, 'worker', workerId)
    if (!worker) return refuse('RECORD_NOT_FOUND')
    const place = await openPlace(opener, context, worker.divisionCode)
    if (check.on > place.workDay) return refuse('EFFECT_TOO_LATE')
    const checks = [...rowsIn(worker.facts, 'checks'), { ...check, ...(validUntilOn !== undefined && { validUntilOn }) }]
    const saved = await saveRecord(context, place, worker, { version, facts: { checks } })
    if (isRefusal(saved)) return saved
    context.note({
      divisionCode: worker.divisionCode,
      subject: 'worker',
      subjectId: workerId,
      changes: saved.changes,
    })
    return { version: saved.record.version }
  }
