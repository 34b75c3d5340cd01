import { decideEffect, decideSeats, limitsIn, type Seat } from '#domain/governance/index.ts'
import { refuse, type Refusal } from '#domain/kernel/refusal.ts'
import type { SignedInContext } from '#server/http/context.ts'
import { findRecord, type RecordGuard, type RecordGuards, type RecordRow } from '#server/record/index.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { askGate } from './ask-gate.ts'
import { findOffices } from './find-offices.ts'

/** What this module insists on of its records, however they are written. */
export const governanceGuards = (opener: SchemeOpener): RecordGuards => ({
  body: guardBody(opener),
  decision: guardDecision(opener),
  task: guardTask(opener),
})

const seatsIn = (record: RecordRow | undefined): readonly Seat[] => (record?.facts['seats'] ?? []) as readonly Seat[]

/** No more hold an office at the same time than the plan lets. @refuses SEAT_TAKEN */
const guardBody =
  (opener: SchemeOpener): RecordGuard =>
  async (context, { before, after }) => {
    if (before?.facts['seats'] === after.facts['seats']) return undefined
    return decideSeats(seatsIn(before), seatsIn(after), limitsIn(await findOffices(opener, context, after)))
  }

/** A decision takes effect when the plan's gate is open and the meeting it needs is on record. @refuses DECISION_NOT_EFFECTIVE */
const guardDecision =
  (opener: SchemeOpener): RecordGuard =>
  async (context, { before, after }) => {
    const decidedOn = after.facts['decidedOn']
    if (typeof decidedOn !== 'string') return undefined
    const refused = await effectOf(opener, context, after, decidedOn)
    // what had taken effect against the plan can be put right step by step
    const was = refused ? before?.facts['decidedOn'] : undefined
    return before && typeof was === 'string' && (await effectOf(opener, context, before, was)) ? undefined : refused
  }

async function effectOf(
  opener: SchemeOpener,
  context: SignedInContext,
  record: RecordRow,
  decidedOn: string,
): Promise<Refusal | undefined> {
  const { state, clause, because } = await askGate(opener, context, record, 'decision.effect')
  const why = { ...(clause !== undefined && { clause }), detail: because.join('；') }
  if (state === 'closed') return refuse('DECISION_NOT_EFFECTIVE', why)
  const meetingId = record.facts['meetingId']
  const found = typeof meetingId === 'string' ? await findRecord(context.tx, 'meeting', meetingId) : undefined
  const meeting = found && { heldOn: found.facts['heldOn'], attendeeIds: found.facts['attendeeIds'] }
  return decideEffect({ isGuarded: state === 'open', clause, decidedOn, meeting })
}

/** A task is closed when the plan's gate is open. @refuses TASK_NOT_CLOSABLE */
const guardTask =
  (opener: SchemeOpener): RecordGuard =>
  async (context, { before, after }) => {
    const isDone = (record: RecordRow | undefined): boolean => typeof record?.facts['doneOn'] === 'string'
    if (!isDone(after) || isDone(before)) return undefined
    const { state, clause, because } = await askGate(opener, context, after, 'task.close')
    return state === 'closed'
      ? refuse('TASK_NOT_CLOSABLE', { ...(clause !== undefined && { clause }), detail: because.join('；') })
      : undefined
  }
