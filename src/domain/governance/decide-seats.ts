import { refuse, type Refusal } from '../kernel/refusal.ts'
import { isHeldOn, type Seat } from './seats.ts'

/** How many may hold an office at the same time, by a rule of the plan in force. */
export interface SeatLimit {
  readonly seatCode: string
  readonly label: string
  readonly most: number
  readonly clause: string
}

/**
 * Whether a body may be filled like this: on no day do more hold an office than the plan lets. What was too many before may
 * stay until somebody puts it right, but not grow.
 * @refuses SEAT_TAKEN
 */
export function decideSeats(before: readonly Seat[], after: readonly Seat[], limits: readonly SeatLimit[]): Refusal | undefined {
  for (const { seatCode, label, most, clause } of limits) {
    const counted = (seats: readonly Seat[], day: string): number =>
      seats.filter((seat) => seat.seatCode === seatCode && isHeldOn(seat, day)).length
    // the number grows only on a day on which somebody takes the seat
    const days = after.flatMap((seat) => (seat.seatCode === seatCode ? [seat.from ?? ''] : [])).toSorted()
    for (const day of days) {
      const n = counted(after, day)
      if (n > most && n > counted(before, day))
        return refuse('SEAT_TAKEN', {
          clause,
          detail: `${label}：${day === '' ? '任职日期未填的' : `${day} 起`}同时有 ${n} 人，方案只设 ${most} 人`,
        })
    }
  }
  return undefined
}
