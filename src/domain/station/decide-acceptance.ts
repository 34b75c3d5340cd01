import type { CivilDate } from '../kernel/civil-date.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import {
  ACCEPTANCES,
  isAccepted,
  type AcceptanceGate,
  type AcceptanceResult,
  type AcceptedStation,
  type GateState,
} from './acceptance.ts'

export interface AcceptanceDraft {
  readonly gate: AcceptanceGate
  readonly result: AcceptanceResult
  readonly on: string
  readonly correctBy?: string | undefined
  readonly remark: string
  readonly representatives?: { readonly count: number; readonly opinion: string } | undefined
}

interface Inspected {
  readonly station: AcceptedStation
  readonly gate: GateState
  /** A conclusion waits for its second signature. */
  readonly isPending: boolean
  /** The day on which work is judged there. */
  readonly workDay: CivilDate
  /** Clause under which recipients take part, where a plan in force has one. */
  readonly publicClause?: string | undefined
}

/** What keeps an acceptance from being concluded or signed at all. */
function standsInTheWay(gate: AcceptanceGate, station: AcceptedStation): Refusal | undefined {
  if (station.closedOn !== null) return refuse('STATION_IS_CLOSED')
  if (isAccepted(gate, station)) return refuse('ACCEPTANCE_DONE')
  if (gate === 'station.mature' && station.openedOn === null) return refuse('ACCEPTANCE_TOO_EARLY')
  return undefined
}

/** A gate that is shut refuses with its first clause and tells all that is missing. */
function refusedBy({ state, refusing }: GateState): Refusal | undefined {
  if (state !== 'closed') return undefined
  const [first] = refusing
  return refuse('GATE_CLOSED', {
    ...(first && { clause: first.clause }),
    detail: refusing.map(({ text }) => text).join('；'),
  })
}

/**
 * Whether an inspection may conclude so. A station whose gate is shut is not concluded fit; where no plan says what to ask,
 * the inspector states the ground.
 * @refuses STATION_IS_CLOSED @refuses ACCEPTANCE_DONE @refuses ACCEPTANCE_TOO_EARLY @refuses ACCEPTANCE_PENDING
 * @refuses STATION_DAY_UNFIT @refuses ACCEPTANCE_UNFIT @refuses GATE_CLOSED @refuses REPRESENTATIVES_MISSING
 */
export function decideProposal(
  { station, gate, isPending, workDay, publicClause }: Inspected,
  d: AcceptanceDraft,
): Refusal | undefined {
  const barred = standsInTheWay(d.gate, station)
  if (barred) return barred
  if (isPending) return refuse('ACCEPTANCE_PENDING')
  if (d.on > workDay) return refuse('STATION_DAY_UNFIT', { detail: `验收日期不能晚于 ${workDay}` })
  if (d.gate === 'station.mature' && station.openedOn !== null && d.on < station.openedOn)
    return refuse('STATION_DAY_UNFIT', { detail: `成熟验收不能早于开站日 ${station.openedOn}` })
  if (d.result === 'correct' && (d.correctBy === undefined || d.correctBy <= d.on))
    return refuse('ACCEPTANCE_UNFIT', { detail: '限期整改须写明整改期限，且晚于验收日期' })
  if (d.result !== 'correct' && d.correctBy !== undefined)
    return refuse('ACCEPTANCE_UNFIT', { detail: '只有限期整改才写整改期限' })
  if (d.result !== 'passed') return d.remark === '' ? refuse('ACCEPTANCE_UNFIT', { detail: '请写明问题' }) : undefined
  const shut = refusedBy(gate)
  if (shut) return shut
  if (gate.state === 'silent' && d.remark === '')
    return refuse('ACCEPTANCE_UNFIT', { detail: '方案没有列这项验收的条件，请写明验收依据' })
  if (publicClause !== undefined && d.representatives === undefined)
    return refuse('REPRESENTATIVES_MISSING', { clause: publicClause })
  return undefined
}

export interface Signature {
  readonly verdict: 'agreed' | 'returned'
  readonly reason: string
  readonly publishedOn?: string | undefined
}

/** What stands on the station's record once an acceptance is signed. */
export interface Accepted {
  readonly stageCode: string
  readonly openedOn?: string
}

/**
 * Whether the second signature may be given, and what it brings about: nothing unless the conclusion is that the station is
 * fit and the gate stands open at the moment of signing.
 * @refuses ACCEPTANCE_DECIDED @refuses ACCEPTANCE_SAME_SIGNER @refuses ACCEPTANCE_UNFIT @refuses STATION_DAY_UNFIT
 * @refuses STATION_IS_CLOSED @refuses ACCEPTANCE_DONE @refuses ACCEPTANCE_TOO_EARLY @refuses GATE_CLOSED
 */
export function decideSignature(
  {
    station,
    gate,
    proposal,
    signerId,
    isSigned,
    workDay,
    publicClause,
  }: Pick<Inspected, 'station' | 'gate' | 'workDay' | 'publicClause'> & {
    readonly proposal: Pick<AcceptanceDraft, 'gate' | 'result' | 'on'> & { readonly proposedBy: string }
    readonly signerId: string
    readonly isSigned: boolean
  },
  { verdict, reason, publishedOn }: Signature,
): Accepted | undefined | Refusal {
  if (isSigned) return refuse('ACCEPTANCE_DECIDED')
  if (signerId === proposal.proposedBy) return refuse('ACCEPTANCE_SAME_SIGNER')
  if (verdict === 'returned') return reason === '' ? refuse('ACCEPTANCE_UNFIT', { detail: '退回须写明理由' }) : undefined
  if (publishedOn !== undefined && (publishedOn < proposal.on || publishedOn > workDay))
    return refuse('STATION_DAY_UNFIT', { detail: `公布日期应在 ${proposal.on} 至 ${workDay} 之间` })
  if (proposal.result !== 'passed') return undefined
  const barred = standsInTheWay(proposal.gate, station) ?? refusedBy(gate)
  if (barred) return barred
  if (publicClause !== undefined && publishedOn === undefined)
    return refuse('ACCEPTANCE_UNFIT', { clause: publicClause, detail: '验收结果须向社会公布，请填公布日期' })
  const { stage } = ACCEPTANCES[proposal.gate]
  return proposal.gate === 'station.open' ? { stageCode: stage, openedOn: proposal.on } : { stageCode: stage }
}
