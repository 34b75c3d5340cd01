import type { State } from '../scheme/index.ts'

/** A stretch of a plan, as recorded: what is missing was not said. */
export interface Phase {
  readonly code: string
  readonly from: string | undefined
  readonly to: string | undefined
}

/** The phase in which a day falls; the first where phases overlap. */
export const phaseOn = (phases: readonly Phase[], day: string | null | undefined): string | undefined =>
  typeof day === 'string' ? phases.find(({ from, to }) => (from ?? '') <= day && day <= (to ?? '9999'))?.code : undefined

/** Late first, then what is at risk, due, unclear, in order; by day inside each, without a day last. */
const RANK: readonly (readonly State[])[] = [
  ['overdue'],
  ['not-met', 'differs'],
  ['at-risk'],
  ['due'],
  ['unknown', 'unsettled'],
  ['late', 'met', 'agrees', 'excepted', 'not-applicable'],
]
const rankOf = (state: State): number => RANK.findIndex((states) => states.includes(state))

interface Line {
  readonly state: State
  readonly dueOn: string | null
  readonly what: string
}

export const compareLines = (a: Line, b: Line): number =>
  rankOf(a.state) - rankOf(b.state) || compare(a.dueOn ?? '9999', b.dueOn ?? '9999') || compare(a.what, b.what)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
