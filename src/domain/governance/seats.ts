import type { CivilDate } from '../kernel/civil-date.ts'

/** A row of `body.seats`: who holds which office from when to when, both days included. Absent is unknown, null is none. */
export interface Seat {
  readonly seatCode?: string | null
  readonly personId?: string | null
  readonly from?: string | null
  readonly to?: string | null
}

/** Whether a seat is held on a day. A day nobody recorded shuts nobody out. */
export const isHeldOn = ({ from, to }: Seat, day: string): boolean => (from ?? '') <= day && (to ?? '9999') >= day

/** Who sat on a day. */
export const seatsOn = (seats: readonly Seat[], day: CivilDate): readonly Seat[] => seats.filter((seat) => isHeldOn(seat, day))
