import type { createRecord as endpoint } from '#contract/record.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import type { UseCase } from '#server/http/context.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { mayOpen } from './may-open.ts'
import { openPlace } from './place-catalogue.ts'
import type { RecordGuards } from './record-guards.ts'
import { findRecord } from './repository.ts'
import { createRecord } from './save-record.ts'

/**
 * Opens a record in a unit, for the caller's own agency and station where the grant names them.
 * @refuses RECORD_NOT_FOUND @refuses FACT_OF_OTHERS @refuses FACTS_UNFIT @refuses RECORD_ELSEWHERE @refuses RECORD_CHANGED
 */
export const openRecord =
  (opener: SchemeOpener, guards: RecordGuards): UseCase<typeof endpoint> =>
  async (context, { subject, id, name, unitId, stationId, facts }) => {
    const { tx, actor, note } = context
    const unit = await findRecord(tx, 'unit', unitId)
    if (!unit) return refuse('RECORD_ELSEWHERE')
    const place = await openPlace(opener, context, unit.divisionCode)
    const def = place.catalogue[subject]
    if (!def) return refuse('RECORD_NOT_FOUND')
    if (!mayOpen(def, actor.role)) return refuse('FACT_OF_OTHERS', { detail: def.label })
    const station = stationId ?? actor.scope.stationId
    if (station !== undefined && !(await findRecord(tx, 'station', station))) return refuse('RECORD_ELSEWHERE')
    const links = Object.values(def.links)
    const linked = (to: string, target: string | undefined): Readonly<Record<string, string>> => {
      const via = links.find((link) => link.to === to)?.via
      return via === undefined || target === undefined ? {} : { [via]: target }
    }
    const agency = actor.scope.agencyId
    const saved = await createRecord(
      context,
      { ...place, isByModule: true },
      {
        subject,
        id,
        divisionCode: unit.divisionCode,
        agencyId: agency ?? null,
        stationId: station ?? null,
        assignedTo: actor.scope.isOwn ? actor.accountId : null,
        facts: {
          ...linked('unit', unitId),
          ...linked('station', station),
          ...linked('agency', agency),
          ...facts,
          nameText: name,
        },
      },
    )
    if (isRefusal(saved)) return saved
    const refused = await guards[subject]?.(context, { before: undefined, after: saved.record })
    if (refused) return refused
    note({ divisionCode: unit.divisionCode, subject, subjectId: id, changes: saved.changes })
    return { id, version: saved.record.version }
  }
