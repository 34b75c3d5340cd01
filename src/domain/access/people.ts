import type { Actor } from '../kernel/actor.ts'
import { can } from './can.ts'

/** Subjects of the fact catalogue that are people: their records and files are for those who may read about people. */
export const PERSON_SUBJECTS = ['person', 'client', 'worker', 'volunteer'] as const

export const isPersonSubject = (subject: string): boolean => PERSON_SUBJECTS.some((one) => one === subject)

/** Whether `actor` may see records of such a subject at all; who may not is told that there is none. */
export const mayReadSubject = (actor: Pick<Actor, 'role' | 'scope'>, subject: string): boolean =>
  !isPersonSubject(subject) || can(actor, 'read person')
