import type { CivilDate } from '../../kernel/civil-date.ts'
import type { Unit } from '../catalogue/types.ts'
import type { Rule } from '../schema/rule.ts'
import type { State, StateCode, Truth } from '../state.ts'
import type { Entity, Moment, Row } from '../facts/world.ts'
import type { TraceNode } from './trace.ts'

/** A number as measured: numerator over `den`, in the unit's integers. */
export interface Amount {
  readonly value: number
  readonly den: number
  readonly unit?: Unit
}

/** One item of a checklist, count of a quota, part of a score or of a payment, step of a process, key of a ranking. */
export interface RulingItem {
  readonly id: string
  readonly label: string
  readonly truth: Truth
  /** Role that owes the item. */
  readonly by?: string
  readonly amount?: Amount
  readonly limits?: readonly { readonly op: string; readonly value: number | null | undefined; readonly fact?: string }[]
  readonly trace?: TraceNode
}

/** Something owed by a day within a ruling. */
export interface Obligation {
  readonly id?: string
  readonly dueOn: CivilDate
  readonly doneOn?: CivilDate | true
  readonly state: State
}

/** Everything a ruling sheet can show of one rule on one subject. */
export interface Ruling {
  readonly rule: Rule
  readonly entity: Entity
  readonly state: State
  readonly label?: string
  readonly amount?: Amount
  /** Money that the band reached carries. */
  readonly payable?: Amount
  readonly where?: TraceNode
  readonly trace?: TraceNode
  readonly items: readonly RulingItem[]
  readonly obligations: readonly Obligation[]
  /** Rows that keep a share or count from being met: the work list. */
  readonly gapRows: readonly Row[]
  /** Facts that are missing, by name. */
  readonly missing: readonly string[]
  /** Settings nobody has signed. */
  readonly unsigned: readonly string[]
  /** Last day of a term, of a ban, of a rectification. */
  readonly endsOn?: CivilDate
  readonly order?: readonly string[]
  /** Rule that defeated this one, or the waiver's reason. */
  readonly because?: string
}
/** What a kernel shows of a subject; `code` and `label` where it found them on the way, `missing` worked out only when asked. */
export type RulingBody = Partial<Omit<Ruling, 'rule' | 'entity' | 'state' | 'unsigned' | 'missing'>> & {
  readonly code?: StateCode
  readonly missing?: readonly string[] | (() => readonly string[])
}

/** What each rule kind compiles to; `rule.ts` wraps it with where, validity, defeat, waiver and due. */
export interface Kernel {
  readonly state: (e: Entity, m: Moment) => StateCode
  readonly label?: (e: Entity, m: Moment) => string | undefined
  /** Sets `m.den`. */
  readonly value?: (e: Entity, m: Moment) => number | undefined
  readonly unit?: Unit
  readonly labels?: readonly string[]
  /** A label is only ever given where the state is known too. */
  readonly isSureLabel?: true
  readonly body: (e: Entity, m: Moment) => RulingBody
  /** An unmet state cannot mend itself within the period (an upper bound is broken). */
  readonly isFinal?: (e: Entity, m: Moment) => boolean
}
