import { daysBetween, type CivilDate } from '../kernel/civil-date.ts'

type Facts = Readonly<Record<string, unknown>>

/** The subjects whose records hold tasks: a task of its own, the rows of a plan, what a meeting handed out. */
export const TASK_HOLDERS = ['task', 'plan', 'meeting'] as const
export type TaskHolder = (typeof TASK_HOLDERS)[number]

/** One task as somebody recorded it; undefined is unknown, null is none. */
export interface RecordedTask {
  /** Which row of the record, 0 for a task of its own. */
  readonly no: number
  /** What the plan calls it, where it is a row of a plan. */
  readonly id: string | undefined
  readonly what: string | undefined
  readonly ownerCode: string | undefined
  readonly supportCodes: readonly string[]
  readonly phaseCode: string | undefined
  readonly dueOn: string | null | undefined
  readonly doneOn: string | null | undefined
  readonly evidenceIds: readonly string[]
}

/** How a task stands: the words of the engine, of which a task needs these. */
export type TaskState = 'met' | 'late' | 'overdue' | 'at-risk' | 'due' | 'unknown'

const text = (x: unknown): string | undefined => (typeof x === 'string' && x !== '' ? x : undefined)
const dayOf = (x: unknown): string | null | undefined => (x === null ? null : text(x))
const texts = (x: unknown): readonly string[] => (Array.isArray(x) ? x.filter((one) => typeof one === 'string') : [])
const rowsOf = (x: unknown): readonly Facts[] =>
  Array.isArray(x) ? x.map((row: unknown) => (typeof row === 'object' && row !== null ? (row as Facts) : {})) : []

/** The tasks that a record holds. */
export function tasksOf(subject: TaskHolder, facts: Facts): readonly RecordedTask[] {
  if (subject === 'task') return [taskIn({ ...facts, whatText: facts['nameText'], ownerCode: facts['leadCode'] }, 0)]
  return rowsOf(facts['tasks']).map(taskIn)
}

const taskIn = (row: Facts, no: number): RecordedTask => ({
  no,
  id: text(row['id']),
  what: text(row['whatText']),
  ownerCode: text(row['ownerCode']),
  supportCodes: texts(row['supportCodes']),
  phaseCode: text(row['phaseCode']),
  dueOn: dayOf(row['dueOn']),
  doneOn: dayOf(row['doneOn']),
  evidenceIds: texts(row['evidenceIds']),
})

/**
 * How a task stands on a day. Done on the last day is in time; without a day by which, nobody is late. How many days before
 * its end it counts as at risk is the plan's to say.
 */
export function stateOfTask(
  { dueOn, doneOn }: Pick<RecordedTask, 'dueOn' | 'doneOn'>,
  today: CivilDate,
  atRiskDays: number,
): TaskState {
  const isDone = typeof doneOn === 'string' && doneOn <= today
  if (typeof dueOn !== 'string') return isDone ? 'met' : 'unknown'
  if (isDone) return doneOn > dueOn ? 'late' : 'met'
  if (dueOn < today) return 'overdue'
  return daysBetween(today, dueOn as CivilDate) <= atRiskDays ? 'at-risk' : 'due'
}
