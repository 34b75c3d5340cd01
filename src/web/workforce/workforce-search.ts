import { readAddress } from '#web/kernel/use-address.ts'

/** What the addresses of the pages about people hold: which stations are shown, which month, which stretch of time. */
export const readWorkforceSearch = readAddress(['show', 'month', 'from', 'to', 'mean'])
