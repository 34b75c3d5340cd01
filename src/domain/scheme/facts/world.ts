import type { CivilDate } from '../../kernel/civil-date.ts'
import type { CivilPeriod } from '../../kernel/period.ts'
import type { WorkCalendar } from '../../kernel/working-days.ts'

/** Absent (`undefined`) = nobody has said; `null` = known to be none. */
export type FactValue = number | boolean | string | null | undefined | readonly FactValue[] | Row
/** A plain record of rows, or an entity when it carries `subject`. */
export interface Row {
  readonly [field: string]: FactValue
}
/** One station, contract, person …: facts as fields, rows as arrays, to-one links as nested entities. */
export interface Entity extends Row {
  readonly id: string
  readonly subject: string
}

/** An entity as it is stored or typed: facts, id links and plain rows; entity rows and to-one links may be nested. */
export interface EntitySource {
  readonly subject: string
  readonly id: string
  readonly facts: Row
}

/** All subjects a scheme can be asked about, by subject. */
export type World = ReadonlyMap<string, readonly Entity[]>

/** The judged moment. `den` and `slack` are scratch: denominator of the last measure, rows the last count could not decide. */
export interface Moment {
  readonly asOf: CivilDate
  period: CivilPeriod | undefined
  readonly calendar: WorkCalendar
  readonly actor: Row | undefined
  den: number
  slack: number
  /** Some of the undecided rows wait for a setting to be signed, none for a fact. */
  unsettled: boolean
  /** Scratch too: first day on which what has been judged so far may come out otherwise; see `compared`. */
  until: string
  /** Row around the rows being counted, for `row.field`. */
  outer?: Row | undefined
}

/** A single value as text, as ids, days and codes are compared and shown; lists and rows have none. */
export const textOf = (value: FactValue): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? `${value}` : undefined
