import type { Choice, ColumnKind, ListValue } from './list-definition.ts'

/** One column of a spreadsheet that is taken in. Never a number that tells a person apart: rows are kept in clear until undone. */
export interface ImportColumn {
  readonly key: string
  /** 中文, as the head of the column. */
  readonly title: string
  readonly kind: ColumnKind
  readonly isRequired?: true
  /** All of these together tell a record from every other: the same row again is the same record. */
  readonly isKey?: true
  readonly minLength?: number
  /** Of a `code`: what it can be, where that is the same everywhere; otherwise whoever takes it in says. */
  readonly choices?: readonly Choice[]
  readonly maxLength?: number
  readonly min?: number
  readonly max?: number
  /** A cell as it should be filled in. */
  readonly example: string
  readonly note?: string
}

/**
 * What a row says, by column. A cell left empty says nothing, and what is recorded stays; null: the cell says that there is
 * none.
 */
export type ImportValues = Readonly<Record<string, ListValue>>

/** Written into a cell to take away what is recorded: an empty one takes nothing away. */
export const CLEARED = '清空'

/** What is wrong with a row: in one cell, or as a whole. */
export interface ImportFault {
  readonly column?: string
  readonly message: string
}

/** A kind of spreadsheet: what it is called, its columns, and what only a whole row can say. */
export interface ImportDefinition {
  readonly key: string
  readonly title: string
  readonly columns: readonly ImportColumn[]
  readonly check?: (values: ImportValues) => readonly ImportFault[]
  /** For the sheet that explains how to fill it in. */
  readonly notes?: readonly string[]
}

/** Checks a definition as the program starts. @throws Error for a column twice, or nothing that tells rows apart */
export function defineImport(one: ImportDefinition): ImportDefinition {
  const keys = one.columns.map(({ key }) => key)
  if (new Set(keys).size < keys.length) throw new Error(`${one.key}: a column twice`)
  if (new Set(one.columns.map(({ title }) => plainHeading(title))).size < keys.length)
    throw new Error(`${one.key}: a title twice`)
  const natural = one.columns.filter(({ isKey }) => isKey)
  if (natural.length === 0 || natural.some(({ isRequired }) => !isRequired)) throw new Error(`${one.key}: a key must be required`)
  return one
}

/** The columns that can be anything of a list, by what they can be. */
export type Dictionaries = Readonly<Record<string, readonly Choice[]>>

/** What a row's key columns say, as one text: equal for the same record. */
export const keyOf = ({ columns }: ImportDefinition, values: ImportValues): string =>
  JSON.stringify(columns.filter(({ isKey }) => isKey).map(({ key }) => values[key] ?? null))

/** A heading without what people put around it: `* 面积（平方米）` → `面积`. */
export const plainHeading = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[([【].*?[)\]】]/g, '')
    .replace(/[\s*:]/g, '')
    .toLowerCase()

/** Which heading stands for which column: those kept from last time where they are there, else the one of the same name. */
export function guessMapping(
  { columns }: ImportDefinition,
  headings: readonly string[],
  kept: Readonly<Record<string, string>> = {},
): Readonly<Record<string, number>> {
  const plain = headings.map(plainHeading)
  const taken = new Set<number>()
  const found: Record<string, number> = {}
  for (const { key, title } of columns) {
    const wanted = [kept[key], title].flatMap((text) => (text === undefined ? [] : [plainHeading(text)]))
    const at = wanted.map((one) => plain.findIndex((heading, i) => heading === one && !taken.has(i))).find((i) => i >= 0)
    if (at === undefined) continue
    taken.add(at)
    found[key] = at
  }
  return found
}
