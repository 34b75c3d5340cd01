import type { Dictionaries, ImportDefinition, ImportFault, ImportValues } from './import-definition.ts'
import { readCell } from './read-cell.ts'

export interface RowRead {
  readonly values: ImportValues
  readonly faults: readonly ImportFault[]
}

/** Reads one row: every cell, and then the row as a whole where its cells are right. */
export function readRow(
  one: ImportDefinition,
  cells: Readonly<Record<string, string | undefined>>,
  dictionaries: Dictionaries,
): RowRead {
  const values: Record<string, ImportValues[string]> = {}
  const faults: ImportFault[] = []
  for (const column of one.columns) {
    const read = readCell(column, cells[column.key], dictionaries[column.key])
    if ('fault' in read) faults.push({ column: column.key, message: read.fault })
    else if (read.value !== undefined) values[column.key] = read.value
  }
  return { values, faults: faults.length > 0 ? faults : (one.check?.(values) ?? []) }
}

/** One fault as a sentence: `第 12 行「面积」：不能空着`. */
export function faultInWords(one: ImportDefinition, line: number, { column, message }: ImportFault): string {
  const title = column === undefined ? undefined : (one.columns.find(({ key }) => key === column)?.title ?? column)
  return title === undefined ? `第 ${line} 行：${message}` : `第 ${line} 行「${title}」：${message}`
}

export interface ImportChange {
  readonly column: string
  /** null: known to be none; absent: not recorded. */
  readonly before?: ImportValues[string] | null
  /** null: from now on known to be none. */
  readonly after: ImportValues[string]
}

/** What a row would change of what is recorded; cells left empty change nothing. */
export const changesBy = (
  values: ImportValues,
  recorded: Readonly<Record<string, ImportValues[string] | null | undefined>>,
): readonly ImportChange[] =>
  Object.entries(values).flatMap(([column, after]) => {
    const before = recorded[column]
    return before === after ? [] : [{ column, ...(before !== undefined && { before }), after }]
  })
