import { z } from 'zod'
import { DateText, Id } from './predicate.ts'
import { Cite } from './rule.ts'

/** What a case expects of one rule on one subject: a state, band, step …, or details of the ruling. */
export const Expected = z.union([
  z.string(),
  z.strictObject({
    state: z.string().optional(),
    value: z.union([z.int(), z.string()]).optional(),
    gap: z.union([z.int(), z.string()]).optional(),
    dueOn: z.union([DateText, z.array(DateText)]).optional(),
    endsOn: DateText.optional(),
    missing: z.array(z.string()).optional(),
    unsigned: z.array(z.string()).optional(),
    step: z.string().optional(),
    by: z.string().optional(),
    payable: z.string().optional(),
    parts: z.record(Id, z.union([z.int(), z.string()])).optional(),
    order: z.array(z.string()).optional(),
  }),
])
export type Expected = z.infer<typeof Expected>

/** A worked case a bureau could sign: facts by hand, the day, and what the plan says of them. */
export const GoldenCase = z.strictObject({
  name: z.string().min(1),
  clauses: z.array(Cite).min(1),
  asOf: DateText,
  overlay: Id.optional(),
  settings: z.union([z.literal('proposed'), z.record(Id, z.union([z.int(), z.string()]))]).optional(),
  facts: z.record(z.string(), z.unknown()),
  actor: z.record(z.string(), z.unknown()).optional(),
  expect: z.record(Id, z.union([Expected, z.strictObject({ each: z.record(z.string(), Expected) })])).default({}),
  actions: z
    .array(
      z.strictObject({
        action: Id,
        role: Id,
        of: z.string().optional(),
        allowed: z.union([z.boolean(), z.literal('silent')]),
        rule: Id.optional(),
      }),
    )
    .default([]),
  gates: z
    .record(Id, z.union([z.enum(['open', 'closed', 'silent']), z.record(z.string(), z.enum(['open', 'closed', 'silent']))]))
    .default({}),
})
export type GoldenCase = z.infer<typeof GoldenCase>
export const GoldenFile = z.array(GoldenCase)
