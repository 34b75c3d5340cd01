import type { CivilDate } from '../../kernel/civil-date.ts'
import type { Entity, Row } from './world.ts'

/**
 * What follows on a day about the entities of a subject, worked out before anything is judged. It may read what is recorded of
 * the entity and of what is linked to it, and nothing that follows itself.
 */
export interface Derivation {
  readonly subject: string
  /** Whether there is such a thing on the day at all. */
  readonly isThere: (facts: Row, day: CivilDate) => boolean
  /** The facts that follow; undefined where none do, and what is recorded stands. */
  readonly follows: (e: Entity, day: CivilDate) => Row | undefined
}
