import type { RecordView } from '#contract/record.ts'
import { howToFill, typedText, valueTyped, type FactValue } from './fact-text.ts'

type ListView = RecordView['lists'][number]
export type TypedRow = Readonly<Record<string, string>>

/** What is being typed onto a record: single facts by name, lists as rows. Only what was touched stands here. */
export interface RecordDraft {
  readonly texts: Readonly<Record<string, string>>
  readonly rows: Readonly<Record<string, readonly TypedRow[]>>
  /** Facts of which somebody says that there are none. */
  readonly none: readonly string[]
}

export const EMPTY_DRAFT: RecordDraft = { texts: {}, rows: {}, none: [] }

export const rowsTyped = (list: ListView, value: FactValue | undefined): readonly TypedRow[] =>
  Array.isArray(value)
    ? value.map((row: FactValue) =>
        Object.fromEntries(
          list.fields.map((field) => [
            field.name,
            field.type === 'bool'
              ? boolText((row as Record<string, FactValue>)[field.name])
              : typedText(field, (row as Record<string, FactValue>)[field.name]),
          ]),
        ),
      )
    : []

export const boolText = (value: FactValue | undefined): string => (value === true ? '是' : value === false ? '否' : '')

export interface Filled {
  readonly facts: Readonly<Record<string, FactValue>>
  readonly faults: Readonly<Record<string, string>>
}

/** The draft as facts to be saved, or what cannot be read, by the path of the field. */
export function fillIn({ fields, lists }: Pick<RecordView, 'fields' | 'lists'>, { texts, rows, none }: RecordDraft): Filled {
  const facts: Record<string, FactValue> = {}
  const faults: Record<string, string> = {}
  for (const field of fields) {
    const text = texts[field.name]
    if (none.includes(field.name)) facts[field.name] = null
    else if (text !== undefined && text.trim() !== '') {
      const value = valueTyped(field, text)
      if (value === undefined) faults[field.name] = howToFill(field)
      else facts[field.name] = value
    }
  }
  for (const list of lists) {
    const typed = rows[list.name]
    if (!typed) continue
    facts[list.name] = typed
      .filter((row) => Object.values(row).some((text) => text.trim() !== ''))
      .map((row, i) => {
        const out: Record<string, FactValue> = {}
        for (const field of list.fields) {
          const text = row[field.name] ?? ''
          if (text.trim() === '') continue
          const value = valueTyped(field, text)
          if (value === undefined) faults[`${list.name}.${i}.${field.name}`] = `第 ${i + 1} 行：${howToFill(field)}`
          else out[field.name] = value
        }
        return out
      })
  }
  return { facts, faults }
}
