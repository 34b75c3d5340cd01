import type { Unit } from '../catalogue/types.ts'
import type { Truth } from '../state.ts'
import type { Entity, FactValue, Moment, Row } from '../facts/world.ts'

/** Reads a fact of the row in hand `r` or of the rule's subject `e`. */
export type Read = (r: Row, e: Entity, m: Moment) => FactValue

/** Truth of a condition on the row in hand and the rule's subject. */
export type Test = (r: Row, e: Entity, m: Moment) => Truth

/** What kind of number a measure yields: its unit, or the levels of an ordinal. */
export interface Kind {
  readonly unit?: Unit
  readonly levels?: readonly string[]
}

/** A bound ready to compare: a constant, a fact, or a setting nobody has signed. */
export interface Bound {
  readonly constant?: number
  readonly read?: Read
  readonly fact?: string
  /** Setting that supplies the value; `unsigned` while nobody has. */
  readonly setting?: string
  readonly unsigned?: true
}

/** A compiled measure: read it with `take`. `facts` are named when the value is missing; `label` says in 中文 what is measured. */
export interface CompiledMeasure {
  /** Yields the numerator; means set `m.den`, counts `m.slack` (rows they could not decide) and `m.unsettled`. */
  readonly read: Read
  readonly kind: Kind
  readonly facts: readonly string[]
  readonly label: string
  /** Reading it leaves `m.den`, `m.slack` and `m.unsettled` as they are: a fact as recorded. */
  readonly isPlain: boolean
  /** Of a plain count of rows: whether there are so many, without counting further. */
  readonly reaches?: (least: number) => Test
  /** Codes and texts compare by equality only. */
  readonly isNumeric: boolean
  /** Whether a fact holds several codes; undefined for what is measured and not a fact. */
  readonly isList?: boolean
}
