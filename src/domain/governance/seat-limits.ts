import type { Rule } from '../scheme/index.ts'
import type { SeatLimit } from './decide-seats.ts'

/** An office that a rule of a plan names, with how many may hold it at most, where it says. */
export interface Office extends Omit<SeatLimit, 'most'> {
  readonly most: number | undefined
}

/** The offices of a body that a rule of a plan counts. */
export function officesOf(rule: Rule): readonly Office[] {
  if (rule.kind !== 'quota' || rule.subject !== 'body') return []
  return rule.counts.flatMap(({ of, where, equals, atMost, label }): readonly Office[] => {
    const most = equals ?? atMost
    const seatCode = where && 'fact' in where && where.fact === 'seatCode' && 'is' in where ? where.is : undefined
    return of === 'body.seats[]' && typeof seatCode === 'string'
      ? [{ seatCode, most: typeof most === 'number' ? most : undefined, label: label ?? rule.label, clause: rule.cites[0] ?? '' }]
      : []
  })
}

/** How many may hold each office at the same time; offices without a most are free. */
export const limitsIn = (offices: readonly Office[]): readonly SeatLimit[] =>
  offices.flatMap(({ most, ...office }) => (most === undefined ? [] : [{ ...office, most }]))
