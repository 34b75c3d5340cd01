import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { Asked, readEndpoint as read } from './asked.ts'

export const ConsequenceView = z
  .object({
    id: z.string(),
    schemeId: z.string(),
    ruleId: z.string(),
    ruleLabel: z.string(),
    refs: z.array(z.string()),
    measureLabel: z.string(),
    entityId: z.string(),
    entityName: z.string(),
    eventOn: z.iso.date(),
    endsOn: z.iso.date().nullable(),
    status: z.enum(['proposed', 'ordered', 'declined']),
    statusLabel: z.string(),
    reason: z.string().nullable(),
    /** Whom the plan names to decide it. */
    deciderLabel: z.string().nullable(),
    /** Whether the reader is one of those. */
    mayDecide: z.boolean(),
  })
  .meta({ id: 'Consequence' })
/** What events have led to: proposals are kept for good, a later good month does not erase them. */
export const listConsequences = read(
  'scheme.listConsequences',
  '/schemes/:schemeId/consequences',
  '处理建议与决定',
  'read ruling',
  { schemeId: Asked.schemeId },
  z.object({ consequences: z.array(ConsequenceView) }),
)
/** An officer decides on a proposal, with a reason; the decision stores facts, hash and outcome for replay. @refuses CONSEQUENCE_NOT_FOUND @refuses PLAN_DENIES */
export const decideConsequence = endpoint({
  name: 'scheme.decideConsequence',
  method: 'POST',
  path: '/consequences/:consequenceId/decision',
  summary: '决定处理建议',
  who: 'decide consequence',
  input: z.object({ consequenceId: z.uuid(), status: z.enum(['ordered', 'declined']), reason: z.string().min(4).max(500) }),
  output: ConsequenceView,
})
