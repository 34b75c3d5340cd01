import { readAddress } from '#web/kernel/use-address.ts'

/** What the address of the zones holds: the county and the day. */
export const readZonesSearch = readAddress(['county', 'asOf'])
