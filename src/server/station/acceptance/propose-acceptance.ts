import type { proposeAcceptance as endpoint } from '#contract/station/index.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import { decideProposal } from '#domain/station/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { openPlace } from '#server/record/index.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { findStation } from '../find-station.ts'
import { judgeGate } from './judge-gate.ts'
import { plansOver } from '../plans-over.ts'
import { publicClauseOf } from './public-clause.ts'
import { insertAcceptance, listAcceptances } from '../repository.ts'

/**
 * An inspector concludes an acceptance; it counts once another signs it. What the plans say at this moment, and the facts it
 * rests on, are kept with it.
 * @refuses STATION_NOT_FOUND @refuses GATE_CLOSED @refuses ACCEPTANCE_DONE @refuses ACCEPTANCE_TOO_EARLY
 * @refuses ACCEPTANCE_PENDING @refuses ACCEPTANCE_UNFIT @refuses STATION_DAY_UNFIT @refuses REPRESENTATIVES_MISSING
 */
export const proposeAcceptance =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, input) => {
    const { tx, actor, now, note } = context
    const { stationId, id, gate } = input
    const station = await findStation(context, stationId)
    if (!station) return refuse('STATION_NOT_FOUND')
    const { record } = station
    const earlier = await listAcceptances(tx, stationId, gate)
    if (earlier.some((one) => one.id === id && one.proposedById === actor.accountId)) return { id }
    const place = await openPlace(opener, context, record.divisionCode)
    const plans = await plansOver(opener, context, record.divisionCode)
    const judged = judgeGate(plans, stationId, gate)
    const refused = decideProposal(
      {
        station,
        gate: judged,
        isPending: earlier[0] !== undefined && earlier[0].verdict === null,
        workDay: place.workDay as CivilDate,
        publicClause: publicClauseOf(plans),
      },
      input,
    )
    if (refused) return refused
    const isNew = await insertAcceptance(
      tx,
      { ...record, stationId },
      {
        id,
        gate,
        round: (earlier[0]?.round ?? 0) + 1,
        result: input.result,
        on: input.on,
        correctBy: input.correctBy ?? null,
        remark: input.remark,
        representatives: input.representatives ?? null,
        judged: { state: judged.state, refusing: judged.refusing.map(({ text }) => text), plans: judged.kept },
        by: actor.accountId,
        byName: actor.name,
        at: now,
      },
    )
    if (!isNew) return refuse('ACCEPTANCE_PENDING')
    note({
      divisionCode: record.divisionCode,
      subject: 'station',
      subjectId: stationId,
      detail: { acceptanceId: id, gate, result: input.result },
    })
    return { id }
  }
