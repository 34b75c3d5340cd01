import type { CompiledScheme } from '../compile/compile.ts'
import { judge } from '../evaluate.ts'
import { subjectsOfLayer, type LayeredRule, type Layers } from '../layers.ts'
import { modeOf, placeParts, type Mode, type PlacedPart } from './mode.ts'
import type { Scheme } from '../schema/scheme.ts'
import { S, stateOf, type State, type StateCode } from '../state.ts'
import { factRefs } from '../walk.ts'
import type { Entity, Moment, World } from '../facts/world.ts'

export type Counts = Partial<Record<State, number>>
/** What one rule says of all its subjects. */
export interface RuleStatus {
  readonly layered: LayeredRule
  readonly subjects: readonly Entity[]
  readonly codes: readonly StateCode[]
  readonly counts: Counts
}
export type Colour = 'red' | 'amber' | 'hatched' | 'green' | 'blue' | 'white' | 'dotted' | 'none' | 'black'
/** A clause part with the worst state per subject over the rules that cite it, counted, never averaged. */
export interface PartStatus extends PlacedPart {
  readonly colour: Colour
  readonly counts: Counts
  readonly total: number
  readonly restsOnDeclared: boolean
  readonly rules: readonly RuleStatus[]
}

export function countCodes(codes: Iterable<StateCode>): Counts {
  const out: Counts = {}
  for (const code of codes) {
    const state = stateOf(code)
    out[state] = (out[state] ?? 0) + 1
  }
  return out
}

/** Judges every rule on its subjects that the reader may see: the fast path, no explanations. */
export function judgeWorld(
  layers: Layers,
  world: World,
  m: Moment,
  mine: (e: Entity) => boolean = () => true,
): Map<string, RuleStatus> {
  return new Map(
    layers.rules.map((layered) => {
      const subjects = subjectsOfLayer(layered, world, m).filter(mine)
      const codes = judge(layered.rule, subjects, m)
      return [layered.key, { layered, subjects, codes, counts: countCodes(codes) }]
    }),
  )
}

const JUDGED: ReadonlySet<Mode> = new Set(['computed', 'stated', 'attested'])
const failing = (c: StateCode): boolean => c === S.notMet || c === S.overdue

/** A clause that must hold and does not is red; one that should, amber; what nobody knows yet is hatched. */
function colourOf(mode: Mode, rules: readonly RuleStatus[]): Colour {
  if (mode === 'missing') return 'black'
  if (mode === 'narrative' || mode === 'unplaced') return 'none'
  if (mode === 'discretion') return 'dotted'
  const judged = rules.filter((r) => JUDGED.has(modeOf(r.layered.rule.rule)))
  if (judged.length === 0) return 'white'
  const must = judged.filter((r) => r.layered.rule.rule.strength === 'must')
  const any = (list: readonly RuleStatus[], test: (c: StateCode) => boolean): boolean => list.some((r) => r.codes.some(test))
  if (any(must, failing)) return 'red'
  if (any(judged, (c) => failing(c) || c === S.atRisk || c === S.differs)) return mode === 'stated' ? 'blue' : 'amber'
  if (any(judged, (c) => c === S.unknown || c === S.unsettled)) return 'hatched'
  if (mode === 'stated') return 'blue'
  return any(judged, (c) => c >= S.met) ? 'green' : 'hatched'
}

function restsOnDeclared(compiled: CompiledScheme, rules: readonly RuleStatus[]): boolean {
  return rules.some(
    (r) =>
      r.codes.some((c) => c === S.met) &&
      [...factRefs(r.layered.rule.rule)].some((name) => {
        const [subject = '', field = ''] = name.split('.')
        const def = compiled.catalogue[subject]
        return (def?.facts[field] ?? def?.rows[field])?.origin === 'declared'
      }),
  )
}

/** Every clause part with its colour over the judged world. */
export function statusOfParts(scheme: Scheme, compiled: CompiledScheme, judged: ReadonlyMap<string, RuleStatus>): PartStatus[] {
  return placeParts(scheme).map((part) => {
    const rules = part.ruleIds.flatMap((id) => judged.get(id) ?? [])
    const worst = new Map<string, StateCode>()
    for (const r of rules) {
      if (!JUDGED.has(modeOf(r.layered.rule.rule))) continue
      r.subjects.forEach((e, i) => {
        const key = `${e.subject}:${e.id}`
        const code = r.codes[i] ?? S.unknown
        if (code > (worst.get(key) ?? -1)) worst.set(key, code)
      })
    }
    return {
      ...part,
      colour: colourOf(part.mode, rules),
      counts: countCodes(worst.values()),
      total: worst.size,
      restsOnDeclared: restsOnDeclared(compiled, rules),
      rules,
    }
  })
}

/** A clause takes the gravest colour of its parts. */
const GRAVITY: readonly Colour[] = ['red', 'amber', 'hatched', 'black', 'green', 'blue', 'white', 'dotted', 'none']
export const gravest = (colours: readonly Colour[]): Colour => GRAVITY.find((c) => colours.includes(c)) ?? 'none'
