import { readAddress } from '#web/kernel/use-address.ts'

/** What the address of the accounts holds: the filter, and the account that is open. */
export const readAccountsSearch = readAddress(['q', 'role', 'standing', 'account'])
