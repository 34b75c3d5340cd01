import type { z } from 'zod'
import type { readAcceptance } from '#contract/station/index.ts'

/** What the server says of one acceptance of a station. */
export type AcceptanceAnswer = z.output<typeof readAcceptance.output>
