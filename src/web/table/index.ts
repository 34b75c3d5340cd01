import { lazy } from 'react'

export { readImportAddress } from './import-address.ts'
export { Ledger } from './ledger.tsx'
export { readAnyLedgerAddress } from './ledger-address.ts'
export const ImportPage = lazy(async () => ({ default: (await import('./import-page.tsx')).ImportPage }))
export const RecordLedgerPage = lazy(async () => ({ default: (await import('./record-ledger-page.tsx')).RecordLedgerPage }))
export { SearchBox } from './search-box.tsx'
export { useListChoices } from './use-list-choices.ts'
