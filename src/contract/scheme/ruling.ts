import { z } from 'zod'
import { Asked, readEndpoint as read, StateName } from './asked.ts'
import { RuleView } from './plan.ts'

export const SubjectRulingView = z
  .object({
    entityId: z.string(),
    name: z.string(),
    divisionCode: z.string().nullable(),
    state: StateName,
    stateLabel: z.string(),
    label: z.string().nullable(),
    sentence: z.string(),
    dueOn: z.iso.date().nullable(),
  })
  .meta({ id: 'SubjectRuling' })
export type SubjectRulingView = z.infer<typeof SubjectRulingView>

export interface TraceView {
  text: string
  outcome: string
  measured: string | null
  required: string | null
  kids: TraceView[]
}
export const TraceView: z.ZodType<TraceView, TraceView> = z
  .object({
    text: z.string(),
    outcome: z.string(),
    measured: z.string().nullable(),
    required: z.string().nullable(),
    get kids() {
      return z.array(TraceView)
    },
  })
  .meta({ id: 'Trace' })

export const RulingView = z
  .object({
    rule: RuleView,
    clauses: z.array(z.object({ cite: z.string(), ref: z.string(), text: z.string() })),
    subject: SubjectRulingView,
    /** Catalogue subject of the record that was judged. */
    recordOf: z.string(),
    rows: z.array(
      z.object({
        label: z.string(),
        measured: z.string(),
        required: z.string(),
        gap: z.string(),
        outcome: z.string(),
        by: z.string().nullable(),
      }),
    ),
    flip: z.string(),
    nextChangeOn: z.iso.date().nullable(),
    endsOn: z.iso.date().nullable(),
    order: z.array(z.string()),
    gapRows: z.array(z.string()),
    missing: z.array(z.object({ fact: z.string(), label: z.string(), supplier: z.string() })),
    unsigned: z.array(z.string()),
    where: TraceView.nullable(),
    trace: TraceView.nullable(),
    /** Other rules on the same clauses and subject that did not fire, and why. */
    silent: z.array(z.object({ ruleId: z.string(), label: z.string(), why: z.string() })),
    gates: z.array(
      z.object({
        gate: z.string(),
        label: z.string(),
        state: z.enum(['open', 'closed', 'silent']),
        because: z.array(z.string()),
      }),
    ),
    asOf: z.iso.date(),
  })
  .meta({ id: 'Ruling' })
export type RulingView = z.infer<typeof RulingView>

export const listRulings = read(
  'scheme.listRulings',
  '/schemes/:schemeId/rules/:ruleId/rulings',
  '一条规则对各对象的裁定',
  'read ruling',
  {
    ...Asked,
    ruleId: z.string().max(80),
    state: StateName.optional(),
    limit: z.coerce.number().int().min(1).max(2000).default(200),
  },
  z.object({ rule: RuleView, total: z.int(), rulings: z.array(SubjectRulingView) }),
)
export const readRuling = read(
  'scheme.readRuling',
  '/schemes/:schemeId/rules/:ruleId/rulings/:entityId',
  '判定单',
  'read ruling',
  { ...Asked, ruleId: z.string().max(80), entityId: z.string().max(80) },
  RulingView,
)
