import type { Rule } from '../scheme/index.ts'
import type { SeatLimit } from './decide-seats.ts'

/** How many may hold each office at most, as a rule of a plan says; nothing where it says no most, or not in a number. */
export function seatLimitsOf(rule: Rule): readonly SeatLimit[] {
  if (rule.kind !== 'quota' || rule.subject !== 'body') return []
  return rule.counts.flatMap(({ of, where, equals, atMost, label }): readonly SeatLimit[] => {
    const most = equals ?? atMost
    const seatCode = where && 'fact' in where && where.fact === 'seatCode' && 'is' in where ? where.is : undefined
    return of === 'body.seats[]' && typeof most === 'number' && typeof seatCode === 'string'
      ? [{ seatCode, most, label: label ?? rule.label, clause: rule.cites[0] ?? '' }]
      : []
  })
}
