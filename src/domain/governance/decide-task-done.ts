import type { CivilDate } from '../kernel/civil-date.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { tasksOf, type TaskHolder } from './tasks.ts'

type Facts = Readonly<Record<string, unknown>>

interface Done {
  readonly no: number
  readonly doneOn: CivilDate
  /** Files that prove it; what is known already stays. */
  readonly evidenceIds: readonly string[]
}

/**
 * The facts to be written when a task is done: of a task of its own, or the whole list in which its row stands.
 * @refuses TASK_NOT_FOUND @refuses TASK_DONE_ALREADY @refuses TASK_WITHOUT_OWNER @refuses TASK_DAY_TO_COME
 */
export function decideTaskDone(
  subject: TaskHolder,
  facts: Facts,
  { no, doneOn, evidenceIds }: Done,
  today: CivilDate,
): Facts | Refusal {
  const task = tasksOf(subject, facts)[no]
  if (!task) return refuse('TASK_NOT_FOUND')
  if (typeof task.doneOn === 'string') return refuse('TASK_DONE_ALREADY', { detail: task.doneOn })
  if (task.ownerCode === undefined) return refuse('TASK_WITHOUT_OWNER')
  if (doneOn > today) return refuse('TASK_DAY_TO_COME')
  const proof = [...new Set([...task.evidenceIds, ...evidenceIds])]
  // a meeting's tasks keep no evidence of their own: it hangs on the meeting
  const done = subject === 'meeting' || proof.length === 0 ? { doneOn } : { doneOn, evidenceIds: proof }
  if (subject === 'task') return done
  return { tasks: (facts['tasks'] as readonly Facts[]).map((row, i) => (i === no ? { ...row, ...done } : row)) }
}
