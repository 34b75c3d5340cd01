import { readAddress } from '#web/kernel/use-address.ts'

/** What the address of the board holds: where, on which day, counted which way, shown how. */
export const readBoardSearch = readAddress(['code', 'asOf', 'way', 'view'])
