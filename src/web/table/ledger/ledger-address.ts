import { RECORD_LISTS, type ListDefinition } from '#domain/table/index.ts'
import { readAddress } from '#web/kernel/use-address.ts'

export const filterKeys = ({ columns }: ListDefinition): readonly string[] =>
  columns.filter(({ isFilterable }) => isFilterable).map(({ key }) => key)

/** What the address of a ledger holds: a condition per column, the sort, and what the page itself puts there. */
export const readLedgerAddress = (list: ListDefinition, more: readonly string[] = []) =>
  readAddress<string>([...filterKeys(list), 'sort', ...more])

/** The address of a page that may show any of the lists of records. */
export const readAnyLedgerAddress = readAddress<string>([...new Set(Object.values(RECORD_LISTS).flatMap(filterKeys)), 'sort'])
