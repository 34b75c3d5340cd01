import { columnOf, conditionInWords, readCondition, type Choice, type ListDefinition, type Sort } from '#domain/table/index.ts'
import { filterKeys } from './ledger-address.ts'

/** The filter of a ledger as a sentence, for its print. */
export function filterInWords(
  list: ListDefinition,
  search: Readonly<Record<string, string | undefined>>,
  choices: Readonly<Record<string, readonly Choice[]>>,
  labels: Readonly<Record<string, Readonly<Record<string, string>>>>,
): string {
  const said = filterKeys(list).flatMap((key) => {
    const [column, text] = [columnOf(list, key), search[key]]
    if (!column || text === undefined) return []
    const condition = readCondition(column, text)
    if (typeof condition === 'string') return []
    const known = column.choices ?? choices[key] ?? []
    const labelOf = (code: string): string => known.find(({ value }) => value === code)?.label ?? labels[key]?.[code] ?? code
    return [conditionInWords(column, condition, labelOf)]
  })
  return said.length === 0 ? '无，全部' : said.join('；')
}

export const sortInWords = (list: ListDefinition, { column, isDescending }: Sort): string =>
  `${columnOf(list, column)?.title ?? column}${isDescending ? '，从大到小' : ''}`
