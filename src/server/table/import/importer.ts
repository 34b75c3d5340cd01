import type { Action } from '#domain/access/index.ts'
import type { Actor } from '#domain/kernel/actor.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import type { Id } from '#domain/kernel/id.ts'
import type { Dictionaries, ImportDefinition, ImportValues, ListValue } from '#domain/table/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'

export interface ImportContext {
  readonly tx: Tx
  readonly actor: Actor
  readonly now: Date
  readonly today: CivilDate
  readonly newId: () => Id
}

/** A record as an import sees it: its version, and what it says by the columns of the import. */
export interface Recorded {
  readonly id: string
  readonly version: number
  readonly values: Readonly<Record<string, ListValue | undefined>>
}

export interface NewRow {
  readonly id: Id
  readonly values: ImportValues
}

/** What changes of a record that is at `version`; undefined takes away what was recorded, null says there is none. */
export interface ChangedRow {
  readonly id: string
  readonly version: number
  readonly values: Readonly<Record<string, ListValue | undefined>>
}

/**
 * Where the rows of an import go; hundreds at a time. Everything under the row-level security of whoever imports. A record
 * that is added is at version 1, one that is changed at one version more.
 */
export interface ImportTarget {
  /** The records that rows speak of, by their key columns, in the order of the rows. */
  find(context: ImportContext, rows: readonly ImportValues[]): Promise<readonly (Recorded | undefined)[]>
  findById(context: ImportContext, ids: readonly string[]): Promise<ReadonlyMap<string, Recorded>>
  /** Keeps others from changing what new rows are judged by, until the transaction ends. */
  hold?(context: ImportContext, rows: readonly ImportValues[]): Promise<void>
  /**
   * Why a row may not be written, in a sentence, for each; where only the records themselves can say. In the order of the
   * sheet, each once in a transaction.
   */
  judge?(
    context: ImportContext,
    rows: readonly { readonly values: ImportValues; readonly recorded: Recorded | undefined }[],
  ): Promise<readonly (string | undefined)[]>
  add(context: ImportContext, rows: readonly NewRow[]): Promise<void>
  /** Answers how many were still at their version; fewer than given takes the whole import back. */
  change(context: ImportContext, rows: readonly ChangedRow[]): Promise<number>
  /** The same for records that an undone import had added. */
  remove(context: ImportContext, rows: readonly { readonly id: string; readonly version: number }[]): Promise<number>
}

/** One kind of spreadsheet that can be taken in. */
export interface Importer {
  readonly definition: ImportDefinition
  /** Who may, besides reaching the records. */
  readonly who: Action
  /** What the columns can be that are anything of a list here: the towns of this county. */
  dictionaries(context: Pick<ImportContext, 'tx' | 'actor'>): Promise<Dictionaries>
  readonly target: ImportTarget
}

export type Importers = ReadonlyMap<string, Importer>
export const importersOf = (importers: readonly Importer[]): Importers =>
  new Map(importers.map((one) => [one.definition.key, one]))
