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

/** One rule of the plan that the reader is to see to. */
const DutyView = z
  .object({
    schemeId: z.string(),
    ruleId: z.string(),
    label: z.string(),
    refs: z.array(z.string()),
    requirement: z.string(),
    subjectLabel: z.string(),
    /** Subjects of the own scope to which it applies, and how many of them are not in order. */
    total: z.int(),
    open: z.int(),
    /** First day on which something of it changes if nobody does anything. */
    nextOn: z.iso.date().nullable(),
  })
  .meta({ id: 'Duty' })

/** What a desk shows that has nothing to do on it: what will come, and what others owe in the own scope. */
export const QuietDesk = z
  .object({ duties: z.array(DutyView), others: z.array(OwedView), othersTotal: z.int() })
  .meta({ id: 'QuietDesk' })

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
    quiet: QuietDesk.nullable().meta({ description: '今天和近期没有什么事时：会有什么事、何时有，范围内别人有什么事' }),
  }),
})
