import { z } from 'zod'
import { FactTypeName } from '../catalogue/types.ts'
import { DateText, Id, QuantityText } from './predicate.ts'
import { Cite, Rule, Setting } from './rule.ts'

export const Area = z.enum([
  'governance',
  'station',
  'planning',
  'funding',
  'programmes',
  'staffing',
  'evaluation',
  'supervision',
  'procurement',
  'training',
  'contract',
  'reporting',
  'territory',
  'clients',
  'casework',
  'volunteers',
  'sanctions',
  'disclosure',
  'visits',
  'archives',
])

export const Clause = z.strictObject({
  id: Cite,
  ref: z.string().min(1),
  area: Area,
  text: z.string().min(1),
  /** Where a clause says several things, each part is placed on its own and cited as `id/a`. */
  parts: z.record(z.string().regex(/^[a-z]$/), z.string().min(1)).optional(),
  /** Parts (or the whole clause) that ask nothing: a principle, or a source that was not to be had. */
  narrative: z.union([z.literal(true), z.array(z.string())]).optional(),
  missing: z.literal(true).optional(),
})
export type Clause = z.infer<typeof Clause>

/** A field that this plan alone needs: typed, labelled, kept with the subject, declared by a person. */
export const CoinedField = z.strictObject({
  label: z.string().min(1),
  type: FactTypeName,
  unit: z.string().optional(),
  supplier: Id,
  levels: z.array(Id).optional(),
})

/** A dated entry about a subject that this plan alone needs; recorded in `subject.entries[]` with this `typeCode`. */
export const EntryType = z.strictObject({ label: z.string().min(1), subject: Id, supplier: Id })

/** Sums the document itself states; a difference is reported, never forced. */
export const StatedSum = z.strictObject({
  id: Id,
  label: z.string().min(1),
  cites: z.array(Cite).min(1),
  whole: z.array(z.union([z.int(), QuantityText])).min(1),
  parts: z.array(z.union([z.int(), QuantityText])).min(1),
  remainder: z.string().optional(),
})

/** Kinds of account; `as` says which of them acts for a party of the plan when their names differ. */
const AccountRole = z.enum([
  'bureau',
  'town',
  'agency',
  'worker',
  'centre',
  'supervisor',
  'evaluator',
  'finance',
  'auditor',
  'city',
  'province',
])
export const Role = z.strictObject({ label: z.string().min(1), as: AccountRole.optional() })

const body = {
  settings: z.record(Id, Setting).default({}),
  fields: z.record(z.string().regex(/^[a-z]\w*\.[a-z]\w*$/), CoinedField).default({}),
  entryTypes: z.record(Id, EntryType).default({}),
  sums: z.array(StatedSum).default([]),
}

/** `scheme.yaml`: everything of a plan but its clauses and rules. */
export const SchemeHead = z.strictObject({
  id: z.string().regex(/^[a-z]+\d*$/),
  version: DateText,
  title: z.string().min(1),
  shortTitle: z.string().min(1),
  issuer: z.string().nullable(),
  docNo: z.string().nullable(),
  issuedOn: DateText.nullable(),
  nature: z.enum(['norm', 'report', 'news', 'law']),
  validFrom: DateText,
  validTo: DateText.nullable(),
  /** Subject (with tier) that the plan covers, the term its users call it by, and the kinds of towns that count as one. */
  coveredUnit: z.strictObject({
    subject: z.string(),
    label: z.string(),
    kinds: z
      .array(z.enum(['subdistrict', 'town', 'township', 'area', 'farm', 'other']))
      .min(1)
      .default(['subdistrict', 'town', 'township']),
  }),
  /** Days before a due date from which it is at risk. */
  atRiskDays: z.int().min(0),
  roles: z.record(Id, Role),
  /** Role that signs settings and readings. */
  signer: Id.default('bureau'),
  /** 中文 of the codes the rules name, where no item of a rule already gives it. */
  words: z.record(Id, z.string().min(1)).default({}),
  /** The row of the side-by-side table, rule by rule: parameter → ids of rules or settings that answer it. */
  parameters: z.record(Id, z.array(Id)).default({}),
  ...body,
})

/** `overlays/<id>.yaml`: a lower level's rules, replacing by slot and citing clauses of their own. */
export const Overlay = z.strictObject({
  id: Id,
  of: z.string(),
  title: z.string().min(1),
  /** Units whose division code starts with one of these. */
  divisions: z.array(z.string().regex(/^\d{2,12}$/)).min(1),
  validFrom: DateText,
  validTo: DateText.nullable(),
  ...body,
  rules: z.array(Rule).default([]),
})
export type Overlay = z.infer<typeof Overlay>

export const ClauseFile = z.array(Clause)
export const RuleFile = z.array(Rule)

export type SchemeHead = z.infer<typeof SchemeHead>
export const Scheme = SchemeHead.extend({ clauses: ClauseFile, rules: RuleFile, overlays: z.array(Overlay).default([]) })
export type Scheme = z.infer<typeof Scheme>
