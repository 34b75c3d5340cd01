import type { endPosting as endpoint } from '#contract/workforce/index.ts'
import { covers } from '#domain/access/index.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { isRefusal, refuse, type Refusal } from '#domain/kernel/refusal.ts'
import { doesKeep } from '#domain/record/index.ts'
import { decideHandover, type Move } from '#domain/workforce/index.ts'
import type { AuditChange, SignedInContext, UseCase } from '#server/http/context.ts'
import { findRecord, openPlace, saveRecord, type RecordRow } from '#server/record/index.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { decideAct } from '../decide-act.ts'
import { plansOver } from '../plans-over.ts'
import { closePostingAccounts } from '../repository.ts'
import { textIn } from '../rows-in.ts'
import { heldWork } from './hold-work.ts'

type Rules = Parameters<typeof saveRecord>[1]

/**
 * Ends a posting: what is in hand goes to others of the place, the file goes back to the employer, the accounts that rest on the
 * posting close. @refuses POSTING_OVER @refuses POSTING_DAYS @refuses END_TO_COME @refuses POSTING_NOT_YOURS and what heldWork,
 * decideHandover and saveRecord refuse
 */
export const endPosting =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, { postingId, version, endOn, reason, assignments }) => {
    const { tx, actor, now, note } = context
    const posting = await findRecord(tx, 'posting', postingId)
    if (!posting) return refuse('RECORD_NOT_FOUND')
    const place: Rules = { ...(await openPlace(opener, context, posting.divisionCode)), isByModule: true }
    const shut = await mayEnd(opener, context, posting)
    if (shut) return shut
    const [startOn, ended] = [textIn(posting.facts, 'startOn'), textIn(posting.facts, 'endOn')]
    if (ended !== undefined && ended < endOn) return refuse('POSTING_OVER')
    if (startOn !== undefined && endOn < startOn) return refuse('POSTING_DAYS')
    if (endOn > place.workDay) return refuse('END_TO_COME')
    const held = await heldWork(context, posting, endOn as CivilDate)
    if (isRefusal(held)) return held
    const moves = decideHandover(held.inHand, held.takers, assignments)
    if (isRefusal(moves)) return moves
    const changes: AuditChange[] = []
    for (const move of moves) {
      const moved = await handOver(context, place, textIn(posting.facts, 'workerId'), move)
      if (isRefusal(moved)) return moved
      changes.push(...moved)
    }
    const saved = await saveRecord(context, place, posting, { version, facts: { endOn, endReasonText: reason } })
    if (isRefusal(saved)) return saved
    if (held.keeps.length === 0) {
      const back = await giveBackFile(context, place, posting)
      if (isRefusal(back)) return back
    }
    const closedAccounts = await closePostingAccounts(tx, {
      countyId: posting.countyId,
      postingId,
      by: actor.accountId,
      at: now,
    })
    note({
      divisionCode: posting.divisionCode,
      subject: 'posting',
      subjectId: postingId,
      detail: { moved: moves.length, closedAccounts },
      changes: [...saved.changes, ...changes],
    })
    return { version: saved.record.version, moved: moves.length, closedAccounts }
  }

/** Who arranged it may end it. @refuses POSTING_NOT_YOURS @refuses PLAN_DENIES */
async function mayEnd(opener: SchemeOpener, context: SignedInContext, posting: RecordRow): Promise<Refusal | undefined> {
  const isTowns = textIn(posting.facts, 'workerId') === undefined
  if (!doesKeep(context.actor.role, isTowns ? 'town' : 'agency')) return refuse('POSTING_NOT_YOURS')
  if (isTowns) return undefined
  const plans = await plansOver(opener, context, posting.divisionCode)
  const entity = plans[0]?.world.get('posting')?.find(({ id }) => id === posting.id)
  return decideAct(plans, context.actor, 'posting.swap', entity)
}

/** One piece of work gets its new owner: the fact that names who is responsible, and the account where it is assigned to one. */
async function handOver(
  context: SignedInContext,
  rules: Rules,
  leaverId: string | undefined,
  { subject, id, to }: Move,
): Promise<readonly AuditChange[] | Refusal> {
  const work = await findRecord(context.tx, subject, id)
  if (!work) return refuse('HANDOVER_CHANGED')
  const facts = Object.fromEntries(
    ['workerId', 'leadWorkerId']
      .filter((name) => work.facts[name] === leaverId && leaverId !== undefined)
      .map((name) => [name, to.id]),
  )
  const saved = await saveRecord(context, rules, work, {
    version: work.version,
    facts,
    place: { assignedTo: to.accountId ?? null },
  })
  if (isRefusal(saved)) return saved
  const of = (change: AuditChange): AuditChange => ({ ...change, field: `${subject}/${id}.${change.field}` })
  const assigned = { field: 'assignedTo', before: work.assignedTo, after: to.accountId ?? null }
  return [...saved.changes, ...(assigned.before === assigned.after ? [] : [assigned])].map(of)
}

/** The file of somebody without a seat lies with the employer again. */
async function giveBackFile(context: SignedInContext, rules: Rules, posting: RecordRow): Promise<Refusal | undefined> {
  const workerId = textIn(posting.facts, 'workerId')
  const worker = workerId === undefined ? undefined : await findRecord(context.tx, 'worker', workerId)
  if (!worker || worker.stationId === null) return undefined
  const county = worker.divisionCode.slice(0, 6)
  const isWithin = covers({ code: context.actor.scope.code }, { code: county })
  const saved = await saveRecord(context, rules, worker, {
    version: worker.version,
    facts: {},
    place: { stationId: null, ...(isWithin && { divisionCode: county }) },
  })
  return isRefusal(saved) ? saved : undefined
}
