import { can } from '../access/index.ts'
import type { Actor } from '../kernel/actor.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'

type Asking = Pick<Actor, 'role' | 'scope'>

/** Subjects of the fact catalogue that are people: their files are read by those who may read people, and the audit says who did. */
const PEOPLE = new Set(['person', 'client', 'worker', 'volunteer'])

export const isSensitive = (subject: string): boolean => PEOPLE.has(subject)

/** Whether `actor` may see the files of such records at all; who may not is told that there is none. */
export const mayRead = (actor: Asking, subject: string): boolean => !isSensitive(subject) || can(actor, 'read person')

/** What decides whether a file may be taken down. */
export interface AttachmentStanding {
  readonly isHeld: boolean
  readonly isRemoved: boolean
}

/** Whether a file may be taken down: not twice, and not what a decision rests on. @refuses ATTACHMENT_GONE @refuses ATTACHMENT_HELD */
export function decideRemoval({ isHeld, isRemoved }: AttachmentStanding): Refusal | undefined {
  if (isRemoved) return refuse('ATTACHMENT_GONE')
  return isHeld ? refuse('ATTACHMENT_HELD') : undefined
}
