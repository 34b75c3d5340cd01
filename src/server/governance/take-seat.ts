import type { takeSeat as endpoint } from '#contract/governance.ts'
import { decideTakingSeat, limitsIn, type Seat } from '#domain/governance/index.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import type { UseCase } from '#server/http/context.ts'
import { findRecord, openPlace, saveRecord } from '#server/record/index.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { findOffices } from './find-offices.ts'

/**
 * Somebody takes a seat from a day on. The seat's own days say since when; the record is of the day it was written.
 * @refuses RECORD_NOT_FOUND @refuses SEAT_TAKEN @refuses SEAT_NOT_HELD @refuses SEAT_HELD_ALREADY @refuses RECORD_CHANGED
 * @refuses FACT_OF_OTHERS
 */
export const takeSeat =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, { id, version, seatCode, personId, from, replacesPersonId }) => {
    const { tx, note } = context
    const body = await findRecord(tx, 'body', id)
    const person = await findRecord(tx, 'person', personId)
    if (!body || !person) return refuse('RECORD_NOT_FOUND')
    const place = await openPlace(opener, context, body.divisionCode)
    const seats = decideTakingSeat(
      (body.facts['seats'] ?? []) as readonly Seat[],
      { seatCode, personId, from: from as CivilDate, replacesPersonId },
      limitsIn(await findOffices(opener, context, body)),
    )
    if (isRefusal(seats)) return seats
    const saved = await saveRecord(context, place, body, { version, facts: { seats } })
    if (isRefusal(saved)) return saved
    note({ divisionCode: body.divisionCode, subject: 'body', subjectId: id, changes: saved.changes })
    return { version: saved.record.version }
  }
