import { readAddress } from '#web/kernel/use-address.ts'

/** What the address of a station's page holds: which part is shown, and which ruling sheet lies open. */
export const readStationSearch = readAddress(['view', 'group', 'scheme', 'rule', 'subject', 'state'])
