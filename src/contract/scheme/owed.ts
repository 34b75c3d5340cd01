import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { Asked, readEndpoint as read, StateName } from './asked.ts'

export const OwedView = z
  .object({
    id: z.string(),
    kind: z.enum(['duty', 'gap', 'step', 'consequence', 'tranche', 'fact', 'signature']),
    kindLabel: z.string(),
    schemeId: z.string(),
    ruleId: z.string(),
    ruleLabel: z.string(),
    refs: z.array(z.string()),
    entityId: z.string(),
    entityName: z.string(),
    debtor: z.string(),
    debtorLabel: z.string(),
    creditorLabel: z.string(),
    what: z.string(),
    dueOn: z.iso.date().nullable(),
    /** Working days from the asked day to the due day, negative when past; null without a due day. */
    workingDaysLeft: z.int().nullable(),
    state: StateName,
    stateLabel: z.string(),
  })
  .meta({ id: 'Owed' })
export type OwedView = z.infer<typeof OwedView>

export const listOwed = read(
  'scheme.listOwed',
  '/schemes/:schemeId/owed',
  '谁欠什么、何时到期',
  'read plan',
  {
    ...Asked,
    debtor: z.string().max(40).optional(),
    area: z.string().max(40).optional(),
    limit: z.coerce.number().int().min(1).max(5000).default(500),
  },
  z.object({ total: z.int(), owed: z.array(OwedView), asOf: z.iso.date() }),
)

/** The work desk: what is due for the person asking, from the same table of who owes what by when. */
export const readDesk = endpoint({
  name: 'desk.read',
  method: 'GET',
  path: '/desk',
  summary: '工作台',
  who: 'read work desk',
  input: z.object({}),
  output: z.object({
    asOf: z.iso.date(),
    today: z.array(OwedView),
    soon: z.array(OwedView),
    totals: z.array(z.object({ label: z.string(), count: z.int(), schemeId: z.string() })),
    total: z.int(),
  }),
})
