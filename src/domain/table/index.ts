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
export {
  CLEARED,
  defineImport,
  guessMapping,
  keyOf,
  type Dictionaries,
  type ImportColumn,
  type ImportDefinition,
  type ImportFault,
  type ImportValues,
} from './import-definition.ts'
export { changesBy, faultInWords, readRow, type ImportChange } from './read-row.ts'
export { isListedSubject, RECORD_LISTS, type ListedSubject } from './record-lists.ts'
