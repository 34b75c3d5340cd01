import { addDays, type CivilDate } from '../kernel/civil-date.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { decideSeats, type SeatLimit } from './decide-seats.ts'
import { isHeldOn, type Seat } from './seats.ts'

export interface TakingSeat {
  readonly seatCode: string
  readonly personId: string
  readonly from: CivilDate
  /** Who leaves the same office the day before. */
  readonly replacesPersonId?: string | undefined
}

/**
 * The seats of a body with one more held, and its holder before leaving on the day before.
 * @refuses SEAT_TAKEN @refuses SEAT_NOT_HELD @refuses SEAT_HELD_ALREADY
 */
export function decideTakingSeat(
  seats: readonly Seat[],
  { seatCode, personId, from, replacesPersonId }: TakingSeat,
  limits: readonly SeatLimit[],
): readonly Seat[] | Refusal {
  const holds = (seat: Seat, who: string): boolean => seat.seatCode === seatCode && seat.personId === who && isHeldOn(seat, from)
  if (seats.some((seat) => holds(seat, personId))) return refuse('SEAT_HELD_ALREADY')
  const eve = addDays(from, -1)
  const isLeaving = (seat: Seat): boolean =>
    replacesPersonId !== undefined && holds(seat, replacesPersonId) && isHeldOn(seat, eve)
  if (replacesPersonId !== undefined && !seats.some(isLeaving)) return refuse('SEAT_NOT_HELD')
  const after = [...seats.map((seat) => (isLeaving(seat) ? { ...seat, to: eve } : seat)), { seatCode, personId, from, to: null }]
  return decideSeats(seats, after, limits) ?? after
}
