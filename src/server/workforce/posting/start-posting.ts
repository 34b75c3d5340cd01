import type { startPosting as endpoint } from '#contract/workforce/index.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { isRefusal, refuse, type Refusal } from '#domain/kernel/refusal.ts'
import type { AuditChange, UseCase } from '#server/http/context.ts'
import { createRecord, findRecord, saveRecord } from '#server/record/index.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { decideAct } from '../decide-act.ts'
import { preparePosting, type PreparedPosting } from './prepare-posting.ts'

/** Puts somebody in a seat, if every plan in force lets it. @refuses POSTING_SHUT @refuses POSTED_TWICE and what preparePosting and createRecord refuse */
export const startPosting =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, { id, candidates, ...draft }) => {
    const { tx, actor, note } = context
    const prepared = await preparePosting(opener, context, id, draft)
    if (isRefusal(prepared)) return prepared
    const { place, plans, seatIn, worker, facts, entity, answer } = prepared
    const denied = draft.isTowns ? undefined : decideAct(plans, actor, 'posting.start', entity)
    if (denied) return denied
    if (answer.obstacle !== null) return refuse('POSTED_TWICE')
    if (!answer.isOpen) return shutBy(prepared)
    const rows = candidates.map(({ id: personId, name, values }) => ({ personId, nameText: name, ...values }))
    const isPast = draft.startOn <= place.workDay
    const saved = await createRecord(
      context,
      { ...place, isByModule: true },
      {
        subject: 'posting',
        id,
        divisionCode: seatIn.divisionCode,
        agencyId: worker?.agencyId ?? null,
        stationId: seatIn.subject === 'station' ? seatIn.id : null,
        facts: rows.length === 0 ? facts : { ...facts, candidates: rows },
        ...(isPast && { effectiveOn: draft.startOn as CivilDate }),
      },
    )
    if (isRefusal(saved))
      // somebody else put the same person in another seat at the same moment
      return saved.code === 'RECORD_CHANGED' && !(await findRecord(tx, 'posting', id)) ? refuse('POSTED_TWICE') : saved
    const moved = await moveFile(context, prepared)
    if (isRefusal(moved)) return moved
    note({
      divisionCode: seatIn.divisionCode,
      subject: 'posting',
      subjectId: id,
      changes: [...saved.changes, ...moved],
      ...(draft.exceptions.length > 0 && { detail: { exceptions: exceptedIn(answer, draft.exceptions) } }),
    })
    return { id, version: saved.record.version }
  }

/** What the rules are called that exceptions were made from. */
const exceptedIn = ({ points }: PreparedPosting['answer'], exceptions: readonly { readonly ruleId: string }[]): string =>
  points
    .filter((point) => exceptions.some(({ ruleId }) => ruleId === point.ruleId))
    .map(({ label }) => label)
    .join('、')

/** The clause that keeps the seat shut, and everything that is missing. */
function shutBy({ plans, answer }: PreparedPosting): Refusal {
  const shut = answer.points.filter(({ isRefusing }) => isRefusing)
  const cites = plans.flatMap(({ layers }) => shut.flatMap(({ ruleId }) => layers.byKey.get(ruleId)?.rule.rule.cites ?? []))
  const [clause] = cites
  return refuse('POSTING_SHUT', {
    ...(clause !== undefined && { clause }),
    detail: shut.map(({ sentence, lacks }) => [sentence, ...lacks].join(' ')).join('\n'),
  })
}

/** A worker's file lies where the worker sits, so that the town and the station can read it. */
async function moveFile(
  context: Parameters<typeof saveRecord>[0],
  { place, worker, seatIn }: PreparedPosting,
): Promise<readonly AuditChange[] | Refusal> {
  const stationId = seatIn.subject === 'station' ? seatIn.id : null
  if (!worker || (worker.stationId === stationId && worker.divisionCode === seatIn.divisionCode)) return []
  const saved = await saveRecord(context, { ...place, isByModule: true }, worker, {
    version: worker.version,
    facts: {},
    place: { divisionCode: seatIn.divisionCode, stationId },
  })
  return isRefusal(saved) ? saved : saved.changes
}
