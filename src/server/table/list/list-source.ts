import type { Actor } from '#domain/kernel/actor.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { columnOf, type ListDefinition } from '#domain/table/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'

/** Where the names of a column's codes stand. */
export interface Lookup {
  readonly table: string
  readonly key: string
  readonly label: string
  /** Of records that share a table: of which subject. */
  readonly subject?: string
}

/** A column of the database, and another to sort by where that differs (a name by its pinyin). */
export interface PlacedColumn {
  readonly value: string
  readonly sort: string
  /** No row is without a value to sort by: the database says so. */
  readonly isEverywhere?: true
}

/** Where a list lies in the database: names only, so that they can be checked against it. */
export interface ListSource {
  /** A table of schema `app` with county_id and id, under row-level security. */
  readonly table: string
  /** Database column of each column of the list. */
  readonly columns: Readonly<Record<string, string | PlacedColumn>>
  /** Conditions that every row of the list meets: database column = value. */
  readonly fixed?: Readonly<Record<string, string | boolean>>
  /** Names of codes, by column of the list. */
  readonly lookups?: Readonly<Record<string, Lookup>>
  /** Columns whose codes the plans in force name, each by the fact it shows. */
  readonly facts?: Readonly<Record<string, string>>
}

/** What the codes of a fact are called where the reader stands, and which of them the plans there know. */
export interface ListWords {
  readonly say: (code: string, fact: string) => string
  readonly codesOf: (fact: string) => readonly string[]
}
export type OpenWords = (context: { readonly tx: Tx; readonly actor: Actor; readonly today: CivilDate }) => Promise<ListWords>

/** Names of divisions: what most lists need. */
export const DIVISION_NAMES: Lookup = { table: 'division', key: 'code', label: 'name' }

export interface BoundList {
  readonly list: ListDefinition
  readonly source: ListSource
  /** Opens the words for the facts of `source`. */
  readonly words?: OpenWords | undefined
}

/** A list with its place in the database. @throws Error where a column has none, as the program starts */
export function bindSource(list: ListDefinition, source: ListSource, words?: OpenWords): BoundList {
  for (const { key } of list.columns) if (source.columns[key] === undefined) throw new Error(`${list.key}: no place for ${key}`)
  for (const key of [...Object.keys(source.columns), ...Object.keys(source.lookups ?? {})])
    if (!columnOf(list, key)) throw new Error(`${list.key}: a place for nothing: ${key}`)
  return { list, source, words }
}

export function databaseColumn(source: ListSource, key: string, use: 'value' | 'sort'): string {
  const column = columnIn(source, key)
  return typeof column === 'string' ? column : column[use]
}

/** Whether rows without a value to sort by need not be looked for. */
export function isEverywhere(source: ListSource, key: string): boolean {
  const column = columnIn(source, key)
  return typeof column !== 'string' && column.isEverywhere === true
}

function columnIn(source: ListSource, key: string): string | PlacedColumn {
  const column = source.columns[key]
  if (column === undefined) throw new Error(`no place for ${key}`)
  return column
}
