import type { Role } from '#domain/kernel/actor.ts'
import { doesKeep } from '#domain/record/index.ts'
import type { SubjectDef } from '#domain/scheme/index.ts'

/** Subjects that come to be by an act of their own, with more than a name: a plan adopted, a station registered, a worker filed. */
const BY_THEIR_OWN_ACT: ReadonlySet<string> = new Set(['unit', 'station', 'worker', 'posting'])

/** Whether a role opens new records of a subject: its keeper does. */
export const mayOpen = (def: SubjectDef, role: Role): boolean =>
  !BY_THEIR_OWN_ACT.has(def.subject) && doesKeep(role, def.facts['nameText']?.supplier ?? '')
