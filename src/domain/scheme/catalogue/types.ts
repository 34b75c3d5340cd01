import { z } from 'zod'
import type { Unit } from '../../kernel/quantity.ts'

export type { Unit }

export const FactTypeName = z.enum([
  'int',
  'bool',
  'code',
  'codes',
  'text',
  'date',
  'month',
  'instant',
  'id',
  'ids',
  'ordinal',
  'year',
  'years',
])
export type FactTypeName = z.infer<typeof FactTypeName>

/** How a fact comes to be: by work in the system, by a person's word, from an outside register, by code, by attestation. */
export type Origin = 'recorded' | 'declared' | 'outside' | 'derived' | 'attested'

export interface FactDef {
  readonly type: FactTypeName
  readonly label: string
  readonly unit?: Unit
  readonly origin: Origin
  /** Role that can supply the fact when it is missing. */
  readonly supplier: string
  /** Codes of an ordinal fact, lowest first. */
  readonly levels?: readonly string[]
  /** Most characters of a text. */
  readonly longest?: number
}

export interface RowsDef {
  readonly label: string
  readonly origin: Origin
  readonly supplier: string
  /** Rows that are entities of this subject, found by their link back. */
  readonly of?: string
  /** To-one link of the row entity that points back to this subject. */
  readonly via?: string
  /** Rows that are the units below this one of a tier. */
  readonly tier?: string
  /** Fields of plain rows. */
  readonly fields?: Readonly<Record<string, FactDef>>
  /** Event rows: date or month field. A row later than the judged day does not exist yet. */
  readonly on?: string
  /** Interval rows: first and last day fields; only rows in force on the judged day count. */
  readonly during?: readonly [string, string]
}

export interface SubjectDef {
  readonly subject: string
  readonly module: string
  readonly label: string
  readonly facts: Readonly<Record<string, FactDef>>
  readonly rows: Readonly<Record<string, RowsDef>>
  /** To-one links: name → subject and the id field that carries it. */
  readonly links: Readonly<Record<string, { readonly to: string; readonly via: string }>>
  /** Fact that tells the tier (`unit:town`). */
  readonly tierFact?: string
  /** Fact shown as the subject's name. */
  readonly nameFact?: string
  /** To-one link up a tree: rows of a subject are also those of everything below it. */
  readonly rollUp?: string
}

/** Every fact the engine can ask for. A plan may coin fields and entry types beside it. */
export type Catalogue = Readonly<Record<string, SubjectDef>>
