export { ABSENT, conditionInWords, readCondition, type Condition } from './condition.ts'
export {
  COLUMN_KINDS,
  columnOf,
  defineList,
  exportedColumns,
  type Choice,
  type ColumnKind,
  type ListColumn,
  type ListDefinition,
  type ListValue,
  type Sort,
} from './list-definition.ts'
export { readExportColumns, readListQuery, readSort, writeSort, type ListQuery } from './list-query.ts'
export { labelOf, showValue } from './show-value.ts'
