export { readLedgerAddress } from './ledger-address.ts'
export { Ledger, type LedgerProps } from './ledger.tsx'
