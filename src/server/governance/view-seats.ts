import type { listBodies } from '#contract/governance.ts'
import type { z } from 'zod'
import { isHeldOn, type Seat } from '#domain/governance/index.ts'
import type { Plans } from './open-plans.ts'

type SeatView = z.output<typeof listBodies.output>['bodies'][number]['seats'][number]

/** Seats with who holds them, the present ones of a day marked. */
export const viewSeats = (
  plans: Plans,
  divisionCode: string,
  seats: readonly Seat[],
  on: string,
  names: ReadonlyMap<string, string>,
): SeatView[] =>
  seats.map((seat) => ({
    seatCode: seat.seatCode ?? '',
    seatLabel: seat.seatCode == null ? '职务未填' : plans.say(divisionCode, seat.seatCode, 'seatCode'),
    personId: seat.personId ?? '',
    personName: names.get(seat.personId ?? '') ?? null,
    from: seat.from ?? null,
    to: seat.to ?? null,
    isHeld: isHeldOn(seat, on),
  }))
