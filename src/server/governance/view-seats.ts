import type { listBodies } from '#contract/governance.ts'
import type { z } from 'zod'
import { isHeldOn, type Office, type Seat } from '#domain/governance/index.ts'
import type { Plans } from './open-plans.ts'

type SeatView = z.output<typeof listBodies.output>['bodies'][number]['seats'][number]

/** What a seat is called in a body: as the rules that count its seats say, else as the plan's words do. */
export const seatLabel = (plans: Plans, divisionCode: string, offices: readonly Office[], seatCode: string): string =>
  offices.find((office) => office.seatCode === seatCode)?.label ?? plans.say(divisionCode, seatCode, 'seatCode')

/** Seats with who holds them, the present ones of a day marked. */
export const viewSeats = (
  label: (seatCode: string) => string,
  seats: readonly Seat[],
  on: string,
  names: ReadonlyMap<string, string>,
): SeatView[] =>
  seats.map((seat) => ({
    seatCode: seat.seatCode ?? '',
    seatLabel: seat.seatCode == null ? '职务未填' : label(seat.seatCode),
    personId: seat.personId ?? '',
    personName: names.get(seat.personId ?? '') ?? null,
    from: seat.from ?? null,
    to: seat.to ?? null,
    isHeld: isHeldOn(seat, on),
  }))
