import { readAddress } from '#web/kernel/use-address.ts'

/** What the address of the roadmap holds: its filters, and the ruling sheet that is open. */
export const readRoadmapAddress = readAddress(['party', 'phase', 'state', 'scheme', 'rule', 'subject'])

/** What the address of the leading group's page holds: which register, and the day for who sat when. */
export const readGovernanceAddress = readAddress(['view', 'on'])
