import type { signAcceptance as endpoint } from '#contract/station/index.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import { ACCEPTANCE_GATES, decideSignature } from '#domain/station/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { holdAttachments } from '#server/attachment/index.ts'
import { openPlace, saveRecord } from '#server/record/index.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { findStation } from '../find-station.ts'
import { judgeGate } from './judge-gate.ts'
import { plansOver } from '../plans-over.ts'
import { publicClauseOf } from './public-clause.ts'
import { findAcceptance, insertSignature } from '../repository.ts'
import { whoSigns } from './who-signs.ts'

/**
 * The second signature under a conclusion, by another account of a party the plan names. A station found fit is opened, or
 * called mature, by it and by nothing else; the gate is judged anew at this moment.
 * @refuses STATION_NOT_FOUND @refuses ACCEPTANCE_NOT_FOUND @refuses PLAN_DENIES @refuses ACCEPTANCE_DECIDED
 * @refuses ACCEPTANCE_SAME_SIGNER @refuses ACCEPTANCE_UNFIT @refuses STATION_DAY_UNFIT @refuses GATE_CLOSED
 * @refuses ACCEPTANCE_DONE @refuses STATION_IS_CLOSED @refuses KEPT_APART
 */
export const signAcceptance =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, { stationId, acceptanceId, id, verdict, reason, publishedOn }) => {
    const { tx, actor, now, note } = context
    const station = await findStation(context, stationId)
    if (!station) return refuse('STATION_NOT_FOUND')
    const { record } = station
    const proposal = await findAcceptance(tx, stationId, acceptanceId)
    const gate = ACCEPTANCE_GATES.find((one) => one === proposal?.gate)
    if (!proposal || !gate) return refuse('ACCEPTANCE_NOT_FOUND')
    const place = await openPlace(opener, context, record.divisionCode)
    const plans = await plansOver(opener, context, record.divisionCode)
    const signers = whoSigns(plans, stationId, gate)
    if (!signers.roles.has(actor.role))
      return refuse('PLAN_DENIES', {
        ...(signers.clause !== undefined && { clause: signers.clause }),
        detail: `由${signers.labels.join('、') || '方案另定的单位'}签署`,
      })
    const judged = judgeGate(plans, stationId, gate)
    const decided = decideSignature(
      {
        station,
        gate: judged,
        proposal: { gate, result: proposal.result as 'passed', on: proposal.on, proposedBy: proposal.proposedById },
        signerId: actor.accountId,
        isSigned: proposal.verdict !== null,
        workDay: place.workDay as CivilDate,
        publicClause: publicClauseOf(plans),
      },
      { verdict, reason, publishedOn },
    )
    if (isRefusal(decided)) return decided
    const isNew = await insertSignature(
      tx,
      { ...record, stationId },
      {
        id,
        acceptanceId,
        verdict,
        reason,
        publishedOn: publishedOn ?? null,
        judged: { state: judged.state, refusing: judged.refusing.map(({ text }) => text), plans: judged.kept },
        by: actor.accountId,
        byName: actor.name,
        at: now,
      },
    )
    if (!isNew) return refuse('ACCEPTANCE_DECIDED')
    const saved = decided
      ? await saveRecord(context, { ...place, isByModule: true }, record, { version: record.version, facts: { ...decided } })
      : undefined
    if (isRefusal(saved)) return saved
    if (saved) await holdAttachments(context, 'station', stationId)
    note({
      divisionCode: record.divisionCode,
      subject: 'station',
      subjectId: stationId,
      detail: { acceptanceId, gate, verdict, result: proposal.result },
      ...(saved && { changes: saved.changes }),
    })
    return { id }
  }
