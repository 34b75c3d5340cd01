import { z } from 'zod'

/** kebab-case name of a rule, setting, item, action, role or band; dots allowed. */
export const Id = z.string().regex(/^[a-z][\w-]*(\.[\w-]+)*$/, '应为小写字母开头的标识')
/** `subject.fact`; a bare name is a field of the row in hand, `row.field` of the row around it; `today` is the judged day. */
export const Fact = z.string().regex(/^([a-z]\w*\.)?[a-z]\w*$/, '应为 主体.事实')
/** `subject.rows[]` */
export const Rows = z.string().regex(/^[a-z]\w*\.\w+\[\]$/, '应为 主体.行[]')
export const Period = z.enum(['week', 'month', 'quarter', 'half-year', 'year'])
export type Period = z.infer<typeof Period>

/** A number with its unit as an official writes it: `40 m²`, `80 分`, `65.1 %`, `35 万元`, `35 岁`; see kernel/quantity. */
export const QuantityText = z.string().regex(/^-?\d+(\.\d+)? ?\S+$/, '应为 数字+单位，例如 40 m²')
export const DateText = z.iso.date()

/** A bound: plain integer (counts), a quantity, a code of an ordinal fact (`bachelor`), another fact, or a signed setting. */
export const Num = z.union([z.int(), QuantityText, Id, z.strictObject({ fact: Fact }), z.strictObject({ setting: Id })])
export type Num = z.infer<typeof Num>

/** What a fact may be compared to by `is`. A template fills `{subject.fact}` from the subject in hand. */
export const Val = z.union([
  z.int(),
  z.boolean(),
  z.string(),
  z.strictObject({ fact: Fact }),
  z.strictObject({ setting: Id }),
  z.strictObject({ template: z.string().min(1) }),
])
export type Val = z.infer<typeof Val>

/** A day: a literal, `today`, or a fact, optionally shifted by whole days, months or years (civil arithmetic, month ends clamp). */
export const Day = z.union([DateText, Fact])

export type Measure =
  | string
  | { count: string; where?: Pred | undefined; distinct?: string | undefined }
  | { sum: string; field: string; where?: Pred | undefined }
  | { mean: string; field: string; where?: Pred | undefined }
  | { run: string; where: Pred }
  | { years: [string, string]; inclusive?: true | undefined }
  | { months: [string, string]; inclusive?: true | undefined }
  | { days: [string, string]; inclusive?: true | undefined }
  | { previous: string; per: Period }
  | { rule: string }

export type Pred =
  | { all: Pred[] }
  | { any: Pred[] }
  | { not: Pred }
  | { rule: string; is: string }
  | { fact: Measure; is: Val }
  | { fact: Measure; in: string[] }
  | { fact: Measure; has: string | { fact: string } }
  | { fact: Measure; present: boolean }
  | {
      fact: Measure
      atLeast?: Num | undefined
      atMost?: Num | undefined
      above?: Num | undefined
      below?: Num | undefined
    }
  | { fact: string; onOrBefore: string }
  | { fact: string; onOrAfter: string }
  | { fact: string; before: string }
  | { fact: string; after: string }

/** Count, sum, mean, run, years, months, days, previous, rule: the whole arithmetic a plan may use. */
export const Measure: z.ZodType<Measure> = z.lazy(() =>
  z.union([
    Fact,
    z.strictObject({ count: Rows, where: Pred.optional(), distinct: Fact.optional() }),
    z.strictObject({ sum: Rows, field: Fact, where: Pred.optional() }),
    z.strictObject({ mean: Rows, field: Fact, where: Pred.optional() }),
    z.strictObject({ run: Rows, where: Pred }),
    // inclusive: both days belong to the span, as in the term of a contract
    z.strictObject({ years: z.tuple([Day, Day]), inclusive: z.literal(true).optional() }),
    z.strictObject({ months: z.tuple([Day, Day]), inclusive: z.literal(true).optional() }),
    z.strictObject({ days: z.tuple([Day, Day]), inclusive: z.literal(true).optional() }),
    z.strictObject({ previous: Fact, per: Period }),
    z.strictObject({ rule: Id }),
  ]),
)

/** Three-valued condition tree: true, false, or unknown (a fact nobody has supplied). */
export const Pred: z.ZodType<Pred> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Pred).min(1) }),
    z.strictObject({ any: z.array(Pred).min(1) }),
    z.strictObject({ not: Pred }),
    z.strictObject({ rule: Id, is: Id }),
    z.strictObject({ fact: Measure, is: Val }),
    z.strictObject({ fact: Measure, in: z.array(z.string()).min(1) }),
    z.strictObject({ fact: Measure, has: z.union([z.string(), z.strictObject({ fact: Fact })]) }),
    z.strictObject({ fact: Measure, present: z.boolean() }),
    z
      .strictObject({
        fact: Measure,
        atLeast: Num.optional(),
        atMost: Num.optional(),
        above: Num.optional(),
        below: Num.optional(),
      })
      .refine((p) => Object.keys(p).length > 1, '缺少界限'),
    z.strictObject({ fact: Fact, onOrBefore: Day }),
    z.strictObject({ fact: Fact, onOrAfter: Day }),
    z.strictObject({ fact: Fact, before: Day }),
    z.strictObject({ fact: Fact, after: Day }),
  ]),
)
