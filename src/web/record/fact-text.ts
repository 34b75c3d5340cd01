import type { FieldView } from '#contract/record.ts'
import { formatQuantity, parseQuantity, writtenUnit, type Unit } from '#domain/kernel/quantity.ts'

export type FactValue = string | number | boolean | null | readonly FactValue[] | { readonly [name: string]: FactValue }

const unitOf = ({ unit }: FieldView): Unit | undefined => unit as Unit | undefined

/** A field with the unit in which it is typed: 面积（m²）. */
export const labelWithUnit = (field: FieldView): string => {
  const unit = unitOf(field)
  return unit === undefined ? field.label : `${field.label}（${writtenUnit(unit)}）`
}

/** A value for reading. Nothing recorded is 未填, recorded as none is 无. */
export function factInWords(field: FieldView, value: FactValue | undefined): string {
  if (value === undefined) return '未填'
  if (value === null) return '无'
  if (Array.isArray(value)) return value.length === 0 ? '无' : value.map((one: FactValue) => factInWords(field, one)).join('、')
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'number') return formatQuantity(value, unitOf(field))
  if (typeof value === 'string') return field.options?.find(({ code }) => code === value)?.label ?? value
  return '已填'
}

/** A value as it is typed: 39.00 for 3900 hundredths of m². */
export function typedText(field: FieldView, value: FactValue | undefined): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'number') return formatQuantity(value, unitOf(field)).replace(/[^\d.-]/g, '')
  if (Array.isArray(value)) return value.join('、')
  return typeof value === 'string' ? value : ''
}

/** The digits of a number typed with full-width figures, thousands apart, or its unit behind it. */
function plainNumber(typed: string, unit: Unit | undefined): string {
  const plain = typed.normalize('NFKC').replaceAll(/[\s,]/g, '')
  const written = unit === undefined ? '' : writtenUnit(unit).normalize('NFKC')
  return written !== '' && plain.endsWith(written) ? plain.slice(0, -written.length) : plain
}

/** What is asked of a field whose text cannot be read. */
export function howToFill(field: FieldView): string {
  const unit = unitOf(field)
  if (field.type === 'years') return `${field.label}请填四位年份，几个用顿号隔开，例如 2023、2024`
  if (field.type === 'year') return `${field.label}请填四位年份，例如 2024`
  if (unit === undefined) return `${field.label}请填整数，例如 12`
  return `${field.label}请填数字，例如 ${formatQuantity(unit === 'fen' ? 123_456 : 4000, unit)}`
}

/**
 * What was typed as a value of the field; undefined when it cannot be read as one. Nothing typed is undefined as well:
 * whoever knows that there is none says so by itself.
 */
export function valueTyped(field: FieldView, text: string): FactValue | undefined {
  const typed = text.trim()
  if (typed === '') return undefined
  switch (field.type) {
    case 'int':
    case 'year': {
      const unit = unitOf(field)
      const digits = plainNumber(typed, unit)
      if (unit === undefined) return /^\d{1,15}$/.test(digits) ? Number(digits) : undefined
      return parseQuantity(`${digits} ${writtenUnit(unit)}`)?.value
    }
    case 'bool':
      return typed === '是' ? true : typed === '否' ? false : undefined
    case 'codes':
    case 'ids':
      return typed.split('、')
    case 'years': {
      const years = typed.normalize('NFKC').split('、').map(Number)
      return years.every(Number.isInteger) ? years : undefined
    }
    default:
      return typed
  }
}
