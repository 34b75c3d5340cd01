import { refuse, type Refusal } from '../kernel/refusal.ts'
import type { FactsDraft } from '../record/index.ts'
import { birthOn } from './birth-on.ts'

interface WorkerDraft {
  readonly facts: FactsDraft
  /** In its one written form, known to be good; undefined where nobody has said it. */
  readonly idNumber: string | undefined
}

/**
 * The file of somebody new: has a name, and a birthday that is the one of the identity number; where only the number was said,
 * the birthday is taken from it. @refuses WORKER_NAMELESS @refuses BIRTHDAY_DIFFERS
 */
export function decideWorker({ facts, idNumber }: WorkerDraft): FactsDraft | Refusal {
  const name = typeof facts['nameText'] === 'string' ? facts['nameText'].trim() : ''
  if (name === '') return refuse('WORKER_NAMELESS')
  const told = facts['birthOn']
  const read = idNumber === undefined ? undefined : birthOn(idNumber)
  if (read !== undefined && typeof told === 'string' && told !== read) return refuse('BIRTHDAY_DIFFERS')
  return { ...facts, nameText: name, ...(read !== undefined && (told === undefined || told === null) && { birthOn: read }) }
}
