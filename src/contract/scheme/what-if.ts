import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { Asked, Counts, readEndpoint as read, StateName } from './asked.ts'

const LeverView = z
  .object({
    ruleId: z.string(),
    ruleLabel: z.string(),
    path: z.string(),
    label: z.string(),
    value: z.string(),
    number: z.number(),
    unit: z.string(),
    min: z.number(),
    max: z.number(),
    step: z.number(),
  })
  .meta({ id: 'Lever' })
export type LeverView = z.infer<typeof LeverView>

export const WhatIfView = z
  .object({
    ruleId: z.string(),
    before: Counts,
    after: Counts,
    /** Of all that changed; the list holds the first 200. */
    changed: z.int(),
    changes: z.array(
      z.object({
        entityId: z.string(),
        name: z.string(),
        divisionCode: z.string().nullable(),
        ruleId: z.string(),
        ruleLabel: z.string(),
        from: StateName,
        to: StateName,
        fromLabel: z.string(),
        toLabel: z.string(),
      }),
    ),
    judged: z.int(),
  })
  .meta({ id: 'WhatIf' })
export type WhatIfView = z.infer<typeof WhatIfView>

export const listLevers = read(
  'scheme.listLevers',
  '/schemes/:schemeId/levers',
  '可以试改的数',
  'try what-if',
  { ...Asked },
  z.object({ levers: z.array(LeverView) }),
)

/** Tries a number of the plan: who changes, from what to what. Nothing is stored. @refuses PARAMETER_UNFIT */
export const tryWhatIf = endpoint({
  name: 'scheme.tryWhatIf',
  method: 'POST',
  path: '/schemes/:schemeId/what-if',
  summary: '试改一个数',
  who: 'try what-if',
  viewing: 'reads',
  input: z.object({ ...Asked, ruleId: z.string().max(80), path: z.string().max(120), value: z.string().max(40) }),
  output: WhatIfView,
})
