import path from 'node:path'
import { catalogue, compileScheme, loadScheme, momentOf, type CompiledRule, type CompiledScheme } from '#domain/scheme/index.ts'
import { findRoot } from '#server/find-root.ts'
import { readSchemeFolder } from '#server/scheme/plan/read-scheme-folder.ts'
import { JUDGED_DAY, type StationCase } from './station-facts.ts'

/** What is asked of every station, by every engine: six outcomes of condition, quota, duty, score and bands. */
export interface SixOutcomes {
  readonly officeArea: string
  readonly seats: string
  readonly postWorker: string
  readonly midtermBand: string | undefined
  readonly finalBand: string | undefined
  readonly finalTotal: number | undefined
}

/** A shipped scheme with its settings as proposed. */
export function compileShipped(id: string): CompiledScheme {
  const { scheme, issues } = loadScheme(
    readSchemeFolder(path.join(findRoot(), 'schemes', id)).filter((f) => !f.path.startsWith('golden/')),
  )
  if (!scheme) throw new Error(`${id}: ${issues[0]?.message ?? 'does not load'}`)
  return compileScheme(scheme, catalogue, new Map(Object.entries(scheme.settings).map(([setting, s]) => [setting, s.proposed])))
}

export interface EngineRules {
  readonly states: readonly (readonly [CompiledRule, keyof StationCase])[]
  readonly labels: readonly (readonly [CompiledRule, keyof StationCase])[]
  readonly total: CompiledRule
  /** Not among the six, for it hangs on a contract: what is payable today. */
  readonly payment: CompiledRule
}

export function engineRules(county90: CompiledScheme): EngineRules {
  const rule = (id: string): CompiledRule => {
    const found = county90.byId.get(id)
    if (!found) throw new Error(`county90 has no rule ${id}`)
    return found
  }
  return {
    states: [
      [rule('office-area'), 'station'],
      [rule('seats'), 'station'],
      [rule('post-worker'), 'station'],
    ],
    labels: [
      [rule('midterm-band'), 'midterm'],
      [rule('final-band'), 'final'],
    ],
    total: rule('final-total'),
    payment: rule('payment'),
  }
}

const STATES = [
  'not-applicable',
  'met',
  'agrees',
  'excepted',
  'late',
  'due',
  'at-risk',
  'unsettled',
  'unknown',
  'differs',
  'not-met',
  'overdue',
]

/** The six outcomes of one station by this engine, in words, for comparing the engines' answers. */
export function engineOutcomes({ states, labels, total }: EngineRules, s: StationCase): SixOutcomes {
  const m = momentOf(JUDGED_DAY)
  const [officeArea = '', seats = '', postWorker = ''] = states.map(([rule, of]) => STATES[rule.state(s[of], m)] ?? '')
  const [midtermBand, finalBand] = labels.map(([rule, of]) => rule.label(s[of], m))
  return { officeArea, seats, postWorker, midtermBand, finalBand, finalTotal: total.value(s.final, m) }
}

/** The fast path over all stations: every outcome is computed and goes into the sum returned. */
export function judgeAll({ states, labels, total }: EngineRules, stations: readonly StationCase[]): number {
  const m = momentOf(JUDGED_DAY)
  const [[area], [seats], [post]] = states as [
    EngineRules['states'][number],
    EngineRules['states'][number],
    EngineRules['states'][number],
  ]
  const [[midterm], [final]] = labels as [EngineRules['labels'][number], EngineRules['labels'][number]]
  let sum = 0
  for (const s of stations) {
    sum += area.state(s.station, m) + seats.state(s.station, m) + post.state(s.station, m)
    sum += (midterm.label(s.midterm, m) === 'pass' ? 1 : 0) + (final.label(s.final, m) === 'pass' ? 1 : 0)
    sum += total.value(s.final, m) ?? 0
  }
  return sum
}

/** The same with full rulings: what was measured, against what, node by node. */
export function ruleAll({ states, labels, total }: EngineRules, stations: readonly StationCase[]): number {
  const m = momentOf(JUDGED_DAY)
  let sum = 0
  for (const s of stations) {
    for (const [rule, of] of states) sum += rule.ruling(s[of], m).items.length
    for (const [rule, of] of labels) sum += rule.ruling(s[of], m).items.length
    sum += total.ruling(s.final, m).items.length
  }
  return sum
}

/** What is payable today under each contract, evaluations and all. */
export function payAll({ payment }: EngineRules, stations: readonly StationCase[]): number {
  const m = momentOf(JUDGED_DAY)
  let sum = 0
  for (const s of stations) sum += payment.value(s.contract, m) ?? 0
  return sum
}
