import { refuse, type Refusal } from '../kernel/refusal.ts'
import { readCondition, type Condition } from './condition.ts'
import { columnOf, exportedColumns, type ListColumn, type ListDefinition, type Sort } from './list-definition.ts'

/** What is asked of a list: every condition holds. */
export interface ListQuery {
  readonly conditions: readonly Condition[]
  readonly sort: Sort
}

/** `-areaM2` ⇄ the sort by `areaM2`, largest first. */
export const writeSort = ({ column, isDescending }: Sort): string => (isDescending ? `-${column}` : column)
export const readSort = (text: string): Sort => ({ column: text.replace(/^-/, ''), isDescending: text.startsWith('-') })

/** Reads the conditions and the sort that stand in an address. @refuses LIST_QUERY_UNFIT */
export function readListQuery(
  list: ListDefinition,
  filters: Readonly<Record<string, string | undefined>>,
  sort: string | undefined,
): ListQuery | Refusal {
  const wrong: string[] = []
  const conditions: Condition[] = []
  for (const [key, text] of Object.entries(filters)) {
    if (text === undefined || text === '') continue
    const column = columnOf(list, key)
    if (!column?.isFilterable) {
      wrong.push(`《${list.title}》不能按“${key}”筛选`)
      continue
    }
    const read = readCondition(column, text)
    if (typeof read === 'string') wrong.push(read)
    else conditions.push(read)
  }
  const wanted = sort === undefined || sort === '' ? list.defaultSort : readSort(sort)
  if (!columnOf(list, wanted.column)?.isSortable) wrong.push(`《${list.title}》不能按“${wanted.column}”排序`)
  return wrong.length > 0 ? refuse('LIST_QUERY_UNFIT', { detail: wrong.join('；') }) : { conditions, sort: wanted }
}

/** The columns of a spreadsheet in the order chosen; those shown at first where none are. @refuses LIST_QUERY_UNFIT */
export function readExportColumns(list: ListDefinition, text: string | undefined): readonly ListColumn[] | Refusal {
  const all = exportedColumns(list)
  if (text === undefined || text === '') return all.filter(({ isHidden }) => isHidden !== true)
  const chosen = [...new Set(text.split(','))]
  const unknown = chosen.find((key) => !all.some((column) => column.key === key))
  if (unknown !== undefined) return refuse('LIST_QUERY_UNFIT', { detail: `《${list.title}》没有可导出的列“${unknown}”` })
  return chosen.flatMap((key) => all.find((column) => column.key === key) ?? [])
}
