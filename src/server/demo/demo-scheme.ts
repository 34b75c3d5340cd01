import type { Id } from '#domain/kernel/id.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'

/** A fact in engine form: integers, ISO dates, ids of linked entities, plain rows. */
export type DemoFact = number | boolean | string | null | readonly DemoFact[] | DemoFacts
export interface DemoFacts {
  readonly [name: string]: DemoFact
}

/** Numbers that tell a person or a body apart; not facts, and stored only where such columns are encrypted. */
export interface DemoIdentity {
  readonly idNumber?: string
  readonly phone?: string
  readonly uscc?: string
}

export interface DemoEntity {
  readonly subject: string
  readonly id: Id
  readonly divisionCode: string
  readonly stationId?: Id
  readonly agencyId?: Id
  /** The account whose own client or case it is. */
  readonly assignedTo?: Id
  /** The evaluation rounds that drew it into their sample. */
  readonly roundIds?: readonly Id[]
  /** Readable by everybody signed in whose scope meets the division. */
  readonly isOpen: boolean
  readonly name: string
  readonly facts: DemoFacts
  readonly identity?: DemoIdentity
}

/** A county that keeps records of its own; its name says that it is a demonstration. */
export interface DemoCounty {
  readonly code: string
  readonly name: string
}

/** One plan at work on invented records. */
export interface DemoScheme {
  readonly schemeId: string
  /** The day on which this demonstration is judged. */
  readonly demoDay: CivilDate
  /** Where the plan is in force, and from which day. */
  readonly adoption: { readonly unitCode: string; readonly from: CivilDate }
  readonly counties: readonly DemoCounty[]
  /** Divisions that exist only here. */
  readonly fictionalDivisions: readonly DemoCounty[]
  /** Who signed the settings, and on which day. */
  readonly signer: { readonly name: string; readonly on: CivilDate }
  /** Settings left unsigned, so that `unsettled` is seen. */
  readonly unsigned: readonly string[]
  readonly entities: readonly DemoEntity[]
}
