import { addMonths, daysBetween, monthsBetween, type CivilDate } from '../kernel/civil-date.ts'

/**
 * The three ways of counting a division as covered, each within the one before: built (a station is open), staffed (somebody
 * is posted there), serving (a service is on record). Which of them a plan means its own coverage rule says.
 */
export const COVER_WAYS = ['built', 'staffed', 'serving'] as const
export type CoverWay = (typeof COVER_WAYS)[number]
export const COVER_LABELS: Readonly<Record<CoverWay, string>> = { built: '已建站', staffed: '有人在岗', serving: '在服务' }

interface StationFacts {
  readonly openedOn: CivilDate | null
  readonly postings: readonly {
    readonly workerId: string | null
    readonly startOn: CivilDate
    readonly endOn: CivilDate | null
  }[]
  readonly servedOn: readonly CivilDate[]
}

/** How far a division is covered on a day by the stations in it; undefined where it is not. The last day of a posting counts. */
export function coverOn(stations: readonly StationFacts[], day: CivilDate): CoverWay | undefined {
  const open = stations.filter((s) => s.openedOn !== null && s.openedOn <= day)
  const staffed = open.filter((s) =>
    s.postings.some((p) => p.workerId !== null && p.startOn <= day && (p.endOn === null || day <= p.endOn)),
  )
  if (staffed.some((s) => s.servedOn.some((on) => on <= day))) return 'serving'
  return staffed.length > 0 ? 'staffed' : open.length > 0 ? 'built' : undefined
}

/** A count of divisions out of how many, as a share in basis points rounded to the nearest; null of none. */
export const shareOf = (counted: number, of: number): number | null => (of === 0 ? null : Math.round((counted * 10_000) / of))

/** A target that has a day: how many of the units there are must be covered by then. */
export interface CoverTarget {
  readonly needed: number
  readonly dueOn: CivilDate
}
export interface Pace {
  /** Units still to come. */
  readonly missing: number
  /** Whole months left, at least one while the day has not passed. */
  readonly monthsLeft: number
  /** Units needed a month to get there; null when the day has passed or nothing is missing. */
  readonly perMonth: number | null
  readonly state: 'met' | 'open' | 'missed'
  /** Days past the due day, where it was missed. */
  readonly daysLate: number
}

/** What is still to be done for a target, and how fast, as of a day. */
export function paceOf(counted: number, { needed, dueOn }: CoverTarget, day: CivilDate): Pace {
  const missing = Math.max(0, needed - counted)
  if (missing === 0) return { missing, monthsLeft: 0, perMonth: null, state: 'met', daysLate: 0 }
  if (day > dueOn) return { missing, monthsLeft: 0, perMonth: null, state: 'missed', daysLate: daysBetween(dueOn, day) }
  const whole = monthsBetween(day, dueOn)
  const monthsLeft = Math.max(1, addMonths(day, whole) < dueOn ? whole + 1 : whole)
  return { missing, monthsLeft, perMonth: Math.ceil(missing / monthsLeft), state: 'open', daysLate: 0 }
}
