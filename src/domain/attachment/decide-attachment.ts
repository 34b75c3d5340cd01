import { can } from '../access/index.ts'
import type { Actor } from '../kernel/actor.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'

type Asking = Pick<Actor, 'role' | 'scope'>

/** Subjects of the fact catalogue that are people: their files are read by those who may read people, and the audit says who did. */
const PEOPLE = new Set(['person', 'client', 'worker', 'volunteer'])

export const isSensitive = (subject: string): boolean => PEOPLE.has(subject)

/** Whether `actor` may see the files of such records at all. @refuses NOT_ALLOWED */
export const decideReading = (actor: Asking, subject: string): Refusal | undefined =>
  isSensitive(subject) && !can(actor, 'read person') ? refuse('NOT_ALLOWED') : undefined

/** What decides on adding to a record, or taking away from it. */
export interface AttachmentStanding {
  readonly subject: string
  readonly isHeld: boolean
  readonly isRemoved: boolean
}

/** Whether a file may be taken down: not twice, and not what a decision rests on. @refuses NOT_ALLOWED @refuses ATTACHMENT_GONE @refuses ATTACHMENT_HELD */
export function decideRemoval(actor: Asking, { subject, isHeld, isRemoved }: AttachmentStanding): Refusal | undefined {
  const denied = decideReading(actor, subject)
  if (denied) return denied
  if (isRemoved) return refuse('ATTACHMENT_GONE')
  return isHeld ? refuse('ATTACHMENT_HELD') : undefined
}
