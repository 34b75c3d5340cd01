import { readAddress } from '#web/kernel/use-address.ts'

/** What the address of the imports holds: the one that is open. */
export const readImportAddress = readAddress(['batch'])
