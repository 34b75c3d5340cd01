import type { z } from 'zod'
import type { readZones } from '#contract/territory/index.ts'

/** The zones of a county on a day, as the server tells them. */
export type ZonesAnswer = z.output<(typeof readZones)['output']>
