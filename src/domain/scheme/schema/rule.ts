import { z } from 'zod'
import { DateText, Fact, Id, Measure, Num, Period, Pred, QuantityText, Rows } from './predicate.ts'

/** `county90-8.4-1`, or one part of a clause: `county90-8.4-1/a`. */
export const Cite = z.string().regex(/^[a-z]+\d*-[\d.]+-\d+(\/[a-z])?$/, '应为条款号')

export const Span = z.union([
  z.strictObject({ days: Num }),
  z.strictObject({ workingDays: Num }),
  z.strictObject({ months: Num }),
  z.strictObject({ years: Num }),
])
export type Span = z.infer<typeof Span>

/** When something must be there. `by`, `within` and `every` move off public holidays; `nodes`, phases and cut-offs do not. */
export const Due = z.union([
  z.strictObject({ by: DateText, practical: DateText.optional(), moves: z.boolean().optional() }),
  z.strictObject({ from: DateText, to: DateText }),
  z.strictObject({ within: Span, of: Fact }),
  z.strictObject({ nodes: z.array(z.strictObject({ id: Id, after: Span })).min(1), of: Fact, field: Fact }),
  z.strictObject({
    every: z.union([Period, z.strictObject({ setting: Id })]),
    grace: Span.optional(),
    since: Fact.optional(),
    until: Fact.optional(),
    field: Fact.optional(),
  }),
  z.strictObject({ each: Rows, due: Fact }),
  z.strictObject({ each: Rows, within: Span, of: Fact }),
])
export type Due = z.infer<typeof Due>

/** How a checklist item is shown to hold: somebody attests it with evidence, or facts prove it. */
export const Proof = z.union([
  z.strictObject({ attest: Id, evidence: z.array(Id).min(1), validity: Span.optional() }),
  z.strictObject({ require: Pred }),
])

export const Strength = z.enum(['must', 'in-principle', 'strive', 'may', 'stated'])
export const Anchor = z.enum(['asOf', 'contractSigned', 'periodEnd', 'eventDate'])

const base = {
  id: Id,
  /** Common name by which an overlay or another plan replaces this rule. */
  slot: Id.optional(),
  label: z.string().min(1),
  cites: z.array(Cite).min(1),
  /** `station`, or with a tier: `unit:town`. */
  subject: z.string().regex(/^[a-z]\w*(:[a-z][\w-]*)?$/),
  /** The rule applies to subjects for which this holds; others are not applicable. */
  where: Pred.optional(),
  per: Period.optional(),
  strength: Strength.default('must'),
  /** Role that owes the gap of an unmet rule. */
  owner: Id.optional(),
  due: Due.optional(),
  anchor: Anchor.default('asOf'),
  validFrom: DateText.optional(),
  validTo: DateText.optional(),
  /** Acts that stay closed while the rule is not met; `by: setting` where the gate is our choice and not the text's. */
  gates: z.array(z.union([Id, z.strictObject({ gate: Id, by: z.literal('setting') })])).default([]),
  /** An exception may be granted by this role with a reason: then the rule is met by exception. */
  waiver: z.strictObject({ by: Id }).optional(),
  /** Rule that yields when this one holds. */
  defeats: Id.optional(),
  /** Fact that is true exactly when this rule is met. */
  defines: Fact.optional(),
  /** The reading taken where the text is open; shown until someone signs it. */
  reading: z.strictObject({ text: z.string().min(1), ref: z.string().optional() }).optional(),
  note: z.string().optional(),
}
const bounds = { atLeast: Num.optional(), atMost: Num.optional(), equals: Num.optional() }
type RuleShape<K extends string, S> = Omit<typeof base, keyof S> & S & { kind: z.ZodLiteral<K> }
const rule = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S): z.ZodObject<RuleShape<K, S>, z.core.$strict> =>
  z.strictObject({ kind: z.literal(kind), ...base, ...shape })

export const Rule = z.discriminatedUnion('kind', [
  // test
  rule('condition', { require: Pred }),
  rule('checklist', {
    items: z
      .array(z.strictObject({ id: Id, label: z.string().min(1), provider: Id.optional(), where: Pred.optional(), proof: Proof }))
      .min(1),
    /** How many items must hold; all of them when absent. */
    need: z.int().min(1).optional(),
    open: z.boolean().default(false),
  }),
  rule('quota', {
    counts: z
      .array(
        z.strictObject({
          id: Id,
          label: z.string().optional(),
          of: Rows,
          where: Pred.optional(),
          distinct: Fact.optional(),
          ...bounds,
        }),
      )
      .min(1),
  }),
  rule('share', { of: Rows, among: Pred.optional(), counted: Pred, distinct: Fact.optional(), ...bounds }),
  rule('duty', {
    deliver: z.union([Rows, Fact]),
    matching: Pred.optional(),
    /** Date field of the delivered row. */
    on: Fact.optional(),
    debtor: Id,
    creditor: Id.optional(),
    /** Role that takes over what its debtor has not done by its day. */
    escalates: Id.optional(),
    due: Due,
  }),
  // who and what
  rule('authority', {
    actions: z.array(Id).min(1),
    allow: z.array(Id).min(1).optional(),
    deny: z.array(Id).min(1).optional(),
    when: Pred.optional(),
    except: Pred.optional(),
  }),
  rule('process', {
    steps: z
      .array(
        z.strictObject({
          id: Id,
          label: z.string().min(1),
          by: Id,
          done: Pred,
          notBy: Pred.optional(),
          everyOf: Rows.optional(),
          needs: z.array(Id).default([]),
        }),
      )
      .min(2),
  }),
  rule('catalogue', {
    of: Fact,
    items: z.array(z.strictObject({ code: Id, label: z.string().min(1), where: Pred.optional() })).min(1),
    showGaps: z.boolean().default(false),
    open: z.boolean().default(false),
  }),
  rule('discretion', { by: Id, act: Id, needs: z.array(Id).default([]) }),
  // judge
  rule('score', {
    parts: z.array(z.strictObject({ id: Id, label: z.string().optional(), measure: Measure, weight: Num })).min(1),
  }),
  rule('bands', {
    of: Measure,
    over: z.strictObject({ from: Num, to: Num }),
    /** Half-open: `from` belongs to the band, `below` does not; the last band reaches to the end of `over`. */
    bands: z
      .array(z.strictObject({ id: Id, label: z.string().min(1), from: Num, below: Num.optional(), amount: Num.optional() }))
      .min(2),
  }),
  rule('ranking', {
    of: Rows,
    keys: z.array(z.strictObject({ measure: Measure, order: z.enum(['asc', 'desc']), label: z.string().optional() })).min(1),
    ties: z.enum(['share', 'decide']),
  }),
  rule('consequence', {
    when: Pred,
    measure: z.enum(['warn', 'rectify', 'remove', 'bar', 'hold', 'prefer', 'reward']),
    term: Span.optional(),
    /** Day the term runs from; the event's day when absent. */
    of: Fact.optional(),
    decidedBy: Id,
  }),
  // money
  rule('fund', {
    source: Id,
    amount: Num.optional(),
    base: Fact.optional(),
    share: Num.optional(),
    certainty: z.enum(['secured', 'sought']).optional(),
    as: z.enum(['ceiling', 'set-aside']).optional(),
    uses: z.array(Id).optional(),
    open: z.boolean().default(false),
    excludes: z.array(Id).optional(),
    payer: Id.optional(),
    match: Num.optional(),
  }),
  rule('tranches', {
    of: Fact,
    parts: z.array(z.strictObject({ id: Id, label: z.string().optional(), share: Num, opens: Pred })).min(1),
    remainder: z.literal('last'),
  }),
])
export type Rule = z.infer<typeof Rule>
export type RuleKind = Rule['kind']
export type RuleOf<K extends RuleKind> = Extract<Rule, { kind: K }>

/** A number the text does not give: unsigned, everything resting on it is `unsettled`. */
export const Setting = z
  .strictObject({
    label: z.string().min(1),
    cites: z.array(Cite).min(1),
    /** What we propose for signature, with the unit of its use. */
    proposed: z.union([z.int(), QuantityText, Id]),
    choices: z.array(Id).min(2).optional(),
    why: z.string().optional(),
  })
  .refine((s) => !s.choices || s.choices.includes(String(s.proposed)), '建议值不在选项内')
export type Setting = z.infer<typeof Setting>
