import type { Rule } from '../schema/rule.ts'
import type { Clause, Scheme } from '../schema/scheme.ts'

/** How a clause (part) is placed, strongest first: a clause with several parts counts under its strongest. */
export const MODES = ['computed', 'constructed', 'stated', 'attested', 'discretion', 'missing', 'narrative', 'unplaced'] as const
export type Mode = (typeof MODES)[number]

/** What a rule of this kind makes of the clauses it cites. */
export function modeOf(rule: Rule): Mode {
  if (rule.strength === 'stated') return 'stated'
  switch (rule.kind) {
    case 'authority':
    case 'catalogue':
      return 'constructed'
    case 'discretion':
      return 'discretion'
    case 'checklist':
      return rule.items.every((i) => 'attest' in i.proof) ? 'attested' : 'computed'
    default:
      return 'computed'
  }
}

export interface PlacedPart {
  /** Clause id, or clause id with the part's letter. */
  readonly cite: string
  readonly clause: Clause
  readonly text: string
  readonly mode: Mode
  readonly ruleIds: readonly string[]
}

const strongest = (modes: readonly Mode[]): Mode => MODES.find((m) => modes.includes(m)) ?? 'unplaced'

/** Rules, overlay rules and stated sums by the clause (part) they cite. */
function citations(scheme: Scheme): Map<string, { id: string; mode: Mode }[]> {
  const out = new Map<string, { id: string; mode: Mode }[]>()
  const add = (cites: readonly string[], id: string, mode: Mode): void => {
    for (const cite of cites) {
      const list = out.get(cite)
      if (list) list.push({ id, mode })
      else out.set(cite, [{ id, mode }])
    }
  }
  for (const rule of scheme.rules) add(rule.cites, rule.id, modeOf(rule))
  for (const overlay of scheme.overlays)
    for (const rule of overlay.rules) add(rule.cites, `${overlay.id}/${rule.id}`, modeOf(rule))
  for (const sum of scheme.sums) add(sum.cites, sum.id, 'stated')
  return out
}

/** Every clause part of a scheme with its placement. */
export function placeParts(scheme: Scheme): PlacedPart[] {
  const cited = citations(scheme)
  return scheme.clauses.flatMap((clause) => {
    const parts = clause.parts ? Object.entries(clause.parts) : [['', clause.text] as const]
    return parts.map(([letter, text]) => {
      const cite = letter === '' ? clause.id : `${clause.id}/${letter}`
      const by = cited.get(cite) ?? []
      const isNarrative = clause.narrative === true || (Array.isArray(clause.narrative) && clause.narrative.includes(letter))
      const own: Mode = clause.missing ? 'missing' : isNarrative ? 'narrative' : 'unplaced'
      return { cite, clause, text, mode: by.length > 0 ? strongest(by.map((b) => b.mode)) : own, ruleIds: by.map((b) => b.id) }
    })
  })
}

export type ModeCounts = Readonly<Record<Mode, number>>
const count = (modes: readonly Mode[]): ModeCounts =>
  Object.fromEntries(MODES.map((m) => [m, modes.filter((x) => x === m).length])) as Record<Mode, number>

/** Counts per clause (by its strongest part) and per part; an unplaced part leaves its whole clause unplaced. */
export function countPlacement(scheme: Scheme): { clauses: ModeCounts; parts: ModeCounts } {
  const parts = placeParts(scheme)
  const byClause = new Map<string, Mode[]>()
  for (const p of parts) byClause.set(p.clause.id, [...(byClause.get(p.clause.id) ?? []), p.mode])
  const clauses = [...byClause.values()].map((modes): Mode => (modes.includes('unplaced') ? 'unplaced' : strongest(modes)))
  return { clauses: count(clauses), parts: count(parts.map((p) => p.mode)) }
}
