import { refuse, type Refusal } from '../kernel/refusal.ts'

/** One piece of work in hand. */
export interface InHand {
  readonly subject: string
  readonly id: string
  /** It is the leaver's by being assigned to the account, and names no worker. */
  readonly isByAccount: boolean
}

/** Somebody of the same station, or its head. */
export interface Taker {
  readonly id: string
  readonly accountId: string | undefined
}

export interface Assignment {
  readonly subject: string
  readonly id: string
  readonly toId: string
}

export interface Move {
  readonly subject: string
  readonly id: string
  readonly to: Taker
}

const keyOf = ({ subject, id }: { readonly subject: string; readonly id: string }): string => `${subject}/${id}`

/**
 * Who takes over what: everything in hand goes to exactly one taker, and nothing else moves.
 * @refuses HANDOVER_INCOMPLETE @refuses HANDOVER_CHANGED @refuses HANDOVER_NO_TAKER @refuses HANDOVER_NEEDS_ACCOUNT
 */
export function decideHandover(
  inHand: readonly InHand[],
  takers: readonly Taker[],
  assignments: readonly Assignment[],
): readonly Move[] | Refusal {
  const wanted = new Map(assignments.map((one) => [keyOf(one), one.toId]))
  const known = new Set(inHand.map(keyOf))
  if (wanted.size < assignments.length || [...wanted.keys()].some((key) => !known.has(key))) return refuse('HANDOVER_CHANGED')
  const left = inHand.filter((one) => !wanted.has(keyOf(one)))
  if (left.length > 0) return refuse('HANDOVER_INCOMPLETE', { detail: `还有 ${left.length} 件没有接手人` })
  const byId = new Map(takers.map((taker) => [taker.id, taker]))
  const moves: Move[] = []
  for (const one of inHand) {
    const to = byId.get(wanted.get(keyOf(one)) ?? '')
    if (!to) return refuse('HANDOVER_NO_TAKER')
    if (one.isByAccount && to.accountId === undefined) return refuse('HANDOVER_NEEDS_ACCOUNT')
    moves.push({ subject: one.subject, id: one.id, to })
  }
  return moves
}
