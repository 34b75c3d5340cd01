import type { CompiledScheme } from '../compile/compile.ts'
import { formatQuantity, parseQuantity } from '../../kernel/quantity.ts'
import type { Words } from '../explain/words.ts'
import type { Path } from '../issue.ts'
import { subjectsOfLayer, type LayeredRule, type Layers } from '../layers.ts'
import { numbersIn, replaced } from '../numbers.ts'
import { countCodes, type Counts } from './plan-status.ts'
import type { Pred } from '../schema/predicate.ts'
import type { Rule } from '../schema/rule.ts'
import type { Scheme } from '../schema/scheme.ts'
import { S, stateOf, type State, type StateCode } from '../state.ts'
import { factRefs, ruleRefs } from '../walk.ts'
import type { Entity, Moment, World } from '../facts/world.ts'

/** A number of a rule that can be tried with another value. */
export interface Lever {
  readonly key: string
  readonly rule: Rule
  readonly path: Path
  readonly label: string
  readonly value: string | number
}

const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (v, k) => (typeof v === 'object' && v !== null ? (v as Record<string | number, unknown>)[k] : undefined),
    value,
  )

function leverLabel(rule: Rule, path: Path, words: Words): string {
  const parent = at(rule, path.slice(0, -1))
  if (typeof parent === 'object' && parent !== null && 'fact' in parent) return words.predicate(parent as Pred)
  const labelled = path
    .map((_, i) => at(rule, path.slice(0, i)))
    .reverse()
    .find((v) => typeof v === 'object' && v !== null && typeof (v as { label?: unknown }).label === 'string')
  const unit = { months: '个月', days: '天', workingDays: '个工作日', years: '年' }[String(path.at(-1))]
  return `${(labelled as { label?: string } | undefined)?.label ?? rule.label}${unit === undefined ? '' : `(${unit})`}`
}

/** Numbers and quantities of the judged rules, dates left out. */
export function leversOf(layers: Layers, words: Words): Lever[] {
  return layers.rules.flatMap(({ key, rule: { rule } }) => {
    const found: { path: Path; value: string | number }[] = []
    numbersIn(rule, [], found)
    return found
      .filter((f) => typeof f.value === 'number' || parseQuantity(f.value))
      .map((f): Lever => ({ key, rule, ...f, label: leverLabel(rule, f.path, words) }))
  })
}

/** Where a rule stands in the scheme: among its own, or in an overlay (`overlay/rule`). */
function wayTo(scheme: Scheme, key: string): Path | undefined {
  const [overlayId = '', id] = key.split('/')
  const o = id === undefined ? -1 : scheme.overlays.findIndex((x) => x.id === overlayId)
  const rules = id === undefined ? scheme.rules : (scheme.overlays[o]?.rules ?? [])
  const i = rules.findIndex((r) => r.id === (id ?? key))
  return i < 0 ? undefined : id === undefined ? ['rules', i] : ['overlays', o, 'rules', i]
}

/** A scheme with one number of a rule changed; undefined when the path holds no number or the new one does not fit its unit. */
export function withNumber(scheme: Scheme, key: string, path: Path, value: string): Scheme | undefined {
  const way = wayTo(scheme, key)
  const before = way && at(scheme, [...way, ...path])
  if (!way || (typeof before !== 'number' && typeof before !== 'string')) return undefined
  if (typeof before === 'number') {
    const n = Number(value)
    return Number.isSafeInteger(n) && n >= 0 ? replaced(scheme, [...way, ...path], n) : undefined
  }
  const [q, was] = [parseQuantity(value), parseQuantity(before)]
  return q && was && q.unit === was.unit && q.value >= 0 ? replaced(scheme, [...way, ...path], value) : undefined
}

/** The rule and every rule that asks about it, directly or through others. */
export function dependants(scheme: Scheme, ruleId: string): Set<string> {
  const out = new Set([ruleId])
  const definers = new Map(scheme.rules.flatMap((r) => (r.defines === undefined ? [] : [[r.defines, r.id] as const])))
  for (let grew = true; grew;) {
    grew = false
    for (const rule of scheme.rules) {
      if (out.has(rule.id)) continue
      const asks = ruleRefs(rule).some((r) => out.has(r.id)) || [...factRefs(rule)].some((f) => out.has(definers.get(f) ?? ''))
      if (asks || scheme.rules.some((r) => r.defeats === rule.id && out.has(r.id))) {
        out.add(rule.id)
        grew = true
      }
    }
  }
  return out
}

export interface Change {
  readonly rule: Rule
  readonly entity: Entity
  readonly from: State
  readonly to: State
}
export interface WhatIf {
  readonly before: Counts
  readonly after: Counts
  readonly changes: readonly Change[]
  readonly judged: number
}

/** What one rule says of its subjects, with the labels where it has any. */
export interface Judged {
  readonly subjects: readonly Entity[]
  readonly codes: readonly StateCode[]
  readonly labels: readonly (string | undefined)[] | undefined
}
export function judgeLayer(r: LayeredRule, world: World, m: Moment): Judged {
  const subjects = subjectsOfLayer(r, world, m)
  const labels = r.rule.labels.length > 0 ? subjects.map((e) => r.rule.label(e, m)) : undefined
  return { subjects, codes: subjects.map((e) => r.rule.state(e, m)), labels }
}

/**
 * Judges the changed rule and those resting on it, before and after, over the subjects the reader may see. `judgeBefore` may
 * remember what the plan as it stands says, which does not change from one trial to the next.
 */
export function whatIf(
  before: Layers,
  after: Layers,
  key: string,
  world: World,
  m: Moment,
  mine: (e: Entity) => boolean = () => true,
  judgeBefore: (r: LayeredRule) => Judged = (r) => judgeLayer(r, world, m),
): WhatIf {
  const target = after.byKey.get(key)
  if (!target) return { before: {}, after: {}, changes: [], judged: 0 }
  // an overlay's rules may rest on the changed one, unless the overlay has put another in its place
  const affectedIn = new Map<CompiledScheme, ReadonlySet<string>>()
  const affected = ({ compiled }: LayeredRule): ReadonlySet<string> => {
    const known = affectedIn.get(compiled)
    if (known) return known
    const { id } = target.rule.rule
    const stands = compiled.byId.get(id)?.rule === target.rule.rule
    const out = stands ? dependants(compiled.scheme, id) : new Set<string>()
    affectedIn.set(compiled, out)
    return out
  }
  const changes: Change[] = []
  let judged = 0
  let counts: { before: Counts; after: Counts } = { before: {}, after: {} }
  for (const [id, b] of after.byKey) {
    const a = before.byKey.get(id)
    if (!a || !affected(b).has(b.rule.rule.id)) continue
    const { subjects, codes, labels } = judgeBefore(a)
    const [was, will] = [[] as StateCode[], [] as StateCode[]]
    subjects.forEach((entity, i) => {
      if (!mine(entity)) return
      const [from, to] = [codes[i] ?? S.unknown, b.rule.state(entity, m)]
      was.push(from)
      will.push(to)
      const relabelled = labels && labels[i] !== b.rule.label(entity, m)
      if (from !== to || relabelled) changes.push({ rule: a.rule.rule, entity, from: stateOf(from), to: stateOf(to) })
    })
    judged += was.length
    if (id === key) counts = { before: countCodes(was), after: countCodes(will) }
  }
  return { ...counts, changes, judged }
}

/** A lever's value as an integer with its unit and a sensible range for a slider. */
export function leverRange(value: string | number): { number: number; unit: string; min: number; max: number; step: number } {
  if (typeof value === 'number') return { number: value, unit: '', min: 0, max: Math.max(value * 3, 10), step: 1 }
  const m = /^(-?\d+(?:\.\d+)?) ?(\S+)$/.exec(value)
  const number = Number(m?.[1] ?? 0)
  const unit = m?.[2] ?? ''
  const max = unit === '%' || unit === '分' ? 100 : Math.max(number * 3, 10)
  return { number, unit, min: 0, max, step: Number.isInteger(number) ? 1 : 0.01 }
}
export const shownNumber = (value: string | number): string => {
  const q = typeof value === 'string' ? parseQuantity(value) : undefined
  return q ? formatQuantity(q.value, q.unit) : String(value)
}
