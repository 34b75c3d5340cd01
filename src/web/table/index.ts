import { lazy } from 'react'

export { readImportAddress } from './import/import-address.ts'
export { ImportLink } from './import/import-link.tsx'
export { Ledger } from './ledger/ledger.tsx'
export { readAnyLedgerAddress } from './ledger/ledger-address.ts'
export const ImportPage = lazy(async () => ({ default: (await import('./import/import-page.tsx')).ImportPage }))
export const RecordLedgerPage = lazy(async () => ({
  default: (await import('./ledger/record-ledger-page.tsx')).RecordLedgerPage,
}))
export { SearchBox } from './search-box.tsx'
export { useListChoices } from './ledger/use-list-choices.ts'
