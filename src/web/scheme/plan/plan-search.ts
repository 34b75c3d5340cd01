/** What the address of the plan page holds: every view of it can be sent to somebody. */
const NAMES = [
  'unit',
  'asOf',
  'version',
  'overlay',
  'view',
  'colour',
  'state',
  'area',
  'actor',
  'due',
  'mode',
  'q',
  'ref',
  'rule',
  'subject',
  'only',
  'lever',
  'value',
  'original',
] as const
export type PlanSearch = { readonly [N in (typeof NAMES)[number]]?: string }

/** The same, with names to be taken out of the address. */
export type PlanSearchPatch = { readonly [N in keyof PlanSearch]?: PlanSearch[N] | undefined }

/** Takes what it knows from an address, and nothing else. */
export const readPlanSearch = (raw: Readonly<Record<string, unknown>>): PlanSearch =>
  Object.fromEntries(NAMES.flatMap((name) => (typeof raw[name] === 'string' && raw[name] !== '' ? [[name, raw[name]]] : [])))

/** What of it filters the clauses. */
export const FILTER_NAMES = [
  'colour',
  'state',
  'area',
  'actor',
  'due',
  'mode',
  'q',
] as const satisfies readonly (keyof PlanSearch)[]

/** Which plan is asked about, as it stood when: what every call about a plan carries. */
export interface Asked {
  readonly schemeId: string
  /** Where several places live by it: which of them. */
  readonly unitCode?: string
  readonly asOf?: string
  readonly overlay?: string
  readonly version?: string
}

export const askedOf = (schemeId: string, { unit, asOf, overlay, version }: PlanSearch): Asked => ({
  schemeId,
  ...(unit !== undefined && { unitCode: unit }),
  ...(asOf !== undefined && { asOf }),
  ...(overlay !== undefined && { overlay }),
  ...(version !== undefined && { version }),
})
