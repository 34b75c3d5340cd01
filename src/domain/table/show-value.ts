import { formatQuantity } from '../kernel/quantity.ts'
import type { ListColumn, ListValue } from './list-definition.ts'

/** A value as people read it; empty where nothing is recorded. `labels` names the codes that the definition does not. */
export function showValue(column: ListColumn, value: ListValue | undefined, labels?: Readonly<Record<string, string>>): string {
  if (value === null || value === undefined) return ''
  switch (column.kind) {
    case 'area':
      return formatQuantity(Number(value), 'm²')
    case 'bool':
      return value === true ? '是' : '否'
    case 'code':
      return labelOf(column, String(value), labels)
    case 'text':
    case 'int':
    case 'date':
      return String(value)
  }
}

/** The name of a code; the code itself where none is known. */
export const labelOf = ({ choices }: ListColumn, code: string, labels?: Readonly<Record<string, string>>): string =>
  choices?.find(({ value }) => value === code)?.label ?? labels?.[code] ?? code
