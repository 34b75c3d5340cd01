import { z } from 'zod'

/** The acceptances of a station; their names are the gates that the plans' rules guard. */
export const AcceptanceGate = z.enum(['station.open', 'station.mature'])
export type AcceptanceGate = z.infer<typeof AcceptanceGate>
export const AcceptanceResult = z.enum(['passed', 'correct', 'failed'])
export type AcceptanceResult = z.infer<typeof AcceptanceResult>
