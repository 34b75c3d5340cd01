/** What a column holds: text; a whole number; hundredths of m²; a civil day; one of a list of codes; yes or no. */
export const COLUMN_KINDS = ['text', 'int', 'area', 'date', 'code', 'bool'] as const
export type ColumnKind = (typeof COLUMN_KINDS)[number]

/** A value of a list as it travels: areas in hundredths of m², days as text, codes as codes; null where nothing is recorded. */
export type ListValue = string | number | boolean | null

export interface Choice {
  readonly value: string
  readonly label: string
}

/** One column of a list, the same for the server, the page, the spreadsheet and whoever reads its head. */
export interface ListColumn {
  readonly key: string
  /** 中文 */
  readonly title: string
  readonly kind: ColumnKind
  readonly isSortable?: true
  readonly isFilterable?: true
  /** Not shown until somebody chooses it. */
  readonly isHidden?: true
  /** Stays on the page: no spreadsheet takes it along. */
  readonly isNotExported?: true
  /** 口径: what the figure counts and what not, for the head of the spreadsheet. */
  readonly definition?: string
  /** Of a `code`: what it can be, where that is the same everywhere. */
  readonly choices?: readonly Choice[]
  /** Of a `code`: choosing one means everything whose code begins with it, as with divisions. */
  readonly isTree?: true
}

export interface Sort {
  readonly column: string
  readonly isDescending: boolean
}

/** One list of records: what it is called, its columns, and how it lies before anybody sorts it. */
export interface ListDefinition {
  readonly key: string
  readonly title: string
  readonly columns: readonly ListColumn[]
  readonly defaultSort: Sort
}

/** Names in the address and the query of a list that no column may bear. */
const RESERVED = new Set(['id', 'countyId', 'sort', 'after', 'limit', 'columns', 'count', 'view', 'show'])

/** Checks a definition as the program starts. @throws Error for a column twice, a reserved name, or a sort that is none */
export function defineList(list: ListDefinition): ListDefinition {
  const keys = list.columns.map(({ key }) => key)
  for (const key of keys)
    if (!/^[a-z][A-Za-z0-9]*$/.test(key) || RESERVED.has(key)) throw new Error(`${list.key}: no name for a column: ${key}`)
  if (new Set(keys).size < keys.length) throw new Error(`${list.key}: a column twice`)
  if (!columnOf(list, list.defaultSort.column)?.isSortable) throw new Error(`${list.key}: not a sort: ${list.defaultSort.column}`)
  return list
}

export const columnOf = (list: ListDefinition, key: string): ListColumn | undefined =>
  list.columns.find((column) => column.key === key)

/** The columns that a spreadsheet may take along. */
export const exportedColumns = (list: ListDefinition): readonly ListColumn[] =>
  list.columns.filter(({ isNotExported }) => isNotExported !== true)
