import { z } from 'zod'
import { Asked, ColourName, Counts, ModeName, readEndpoint as read } from './asked.ts'

export const OverlayView = z.object({ id: z.string(), title: z.string() }).meta({ id: 'Overlay' })
export const SchemeView = z
  .object({
    id: z.string(),
    title: z.string(),
    shortTitle: z.string(),
    issuer: z.string().nullable(),
    docNo: z.string().nullable(),
    nature: z.enum(['norm', 'report', 'news', 'law']),
    version: z.string(),
    versions: z.array(
      z.object({ version: z.string(), hash: z.string(), validFrom: z.iso.date(), validTo: z.iso.date().nullable() }),
    ),
    validFrom: z.iso.date(),
    validTo: z.iso.date().nullable(),
    coveredUnit: z.string(),
    unitCode: z.string(),
    unitName: z.string(),
    /** Day the pages open on: today, or for demonstration data the day it describes. */
    referenceDay: z.iso.date(),
    clauses: z.int(),
    rules: z.int(),
    overlays: z.array(OverlayView),
    hasOriginal: z.boolean(),
    isDemo: z.boolean(),
  })
  .meta({ id: 'Scheme' })
export type SchemeView = z.infer<typeof SchemeView>

export const RuleView = z
  .object({
    id: z.string(),
    label: z.string(),
    kind: z.string(),
    kindLabel: z.string(),
    subjectLabel: z.string(),
    strength: z.enum(['must', 'in-principle', 'strive', 'may', 'stated']),
    strengthLabel: z.string(),
    /** Role that owes it. */
    actor: z.string().nullable(),
    actorLabel: z.string(),
    requirement: z.string(),
    reading: z.object({ text: z.string(), signedBy: z.string().nullable() }).nullable(),
    counts: Counts,
    total: z.int(),
    /** Nearest open due day over its subjects. */
    nextDueOn: z.iso.date().nullable(),
    gates: z.array(z.string()),
    overlay: z.string().nullable(),
  })
  .meta({ id: 'Rule' })
export type RuleView = z.infer<typeof RuleView>

export const ClausePartView = z
  .object({
    cite: z.string(),
    text: z.string(),
    mode: ModeName,
    modeLabel: z.string(),
    colour: ColourName,
    counts: Counts,
    /** Subjects judged; the counts add up to it. */
    total: z.int(),
    /** Some green rests on facts a person merely declared. */
    restsOnDeclared: z.boolean(),
    rules: z.array(RuleView),
  })
  .meta({ id: 'ClausePart' })
export const ClauseView = z
  .object({
    id: z.string(),
    ref: z.string(),
    area: z.string(),
    areaLabel: z.string(),
    text: z.string(),
    colour: ColourName,
    parts: z.array(ClausePartView),
  })
  .meta({ id: 'Clause' })
export type ClauseView = z.infer<typeof ClauseView>

export const PlanView = z
  .object({
    scheme: SchemeView,
    asOf: z.iso.date(),
    overlay: z.string().nullable(),
    clauses: z.array(ClauseView),
    colours: z.partialRecord(ColourName, z.int()),
    modes: z.partialRecord(ModeName, z.int()),
    actors: z.array(z.object({ role: z.string(), label: z.string() })),
    areas: z.array(z.object({ area: z.string(), label: z.string() })),
  })
  .meta({ id: 'Plan' })
export type PlanView = z.infer<typeof PlanView>

export const listSchemes = read(
  'scheme.list',
  '/schemes',
  '我能看到的方案',
  'read plan',
  {},
  z.object({ schemes: z.array(SchemeView) }),
)
export const readPlan = read('scheme.readPlan', '/schemes/:schemeId/plan', '方案逐条及实时状态', 'read plan', Asked, PlanView)

/** Plans side by side: one row a parameter, one cell a plan, live from the schemes. */
export const comparePlans = read(
  'scheme.compare',
  '/plan-comparison',
  '各方案对照',
  'read plan',
  {},
  z.object({
    schemes: z.array(z.object({ id: z.string(), shortTitle: z.string() })),
    rows: z.array(
      z.object({
        parameter: z.string(),
        label: z.string(),
        cells: z.array(
          z.object({ schemeId: z.string(), lines: z.array(z.object({ text: z.string(), refs: z.array(z.string()) })) }),
        ),
      }),
    ),
  }),
)
