import { readAddress } from '#web/kernel/use-address.ts'

/** What the address of the page holds: the person who is open, and as what. Never the number that was looked for. */
export const readPeopleSearch = readAddress(['person', 'as'])
