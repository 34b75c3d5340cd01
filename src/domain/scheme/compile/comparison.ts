import type { Path } from '../issue.ts'
import type { Measure, Num, Pred, Val } from '../schema/predicate.ts'
import { T, type Truth } from '../state.ts'
import { textOf, type Entity, type FactValue, type Moment, type Row } from '../facts/world.ts'
import { boundValue, compileBound } from './bound.ts'
import type { CompiledMeasure, Kind, Read, Test } from './compiled.ts'
import { checkList, compileMeasure } from './measure.ts'
import { take } from './scratch.ts'
import { resolveFact, type Scope } from './scope.ts'
import { leaf, type Compare, type CompiledPredicate, type Limit, type PredInfo, type TraceNode } from './trace.ts'

type Limits = Partial<Record<Compare | 'equals', Num | undefined>>
const OPS = { atLeast: 'atLeast', atMost: 'atMost', above: 'above', below: 'below', equals: 'is' } as const

/** Bounds of a measure, quota or share in the order they are written. */
export function compileLimits(scope: Scope, limits: Limits, kind: Kind, path: Path): Limit[] {
  return Object.entries(OPS).flatMap(([key, op]) => {
    const num = limits[key as keyof Limits]
    return num === undefined ? [] : [{ op, bound: compileBound(scope, num, kind, [...path, key]) }]
  })
}

/** One bound against a numerator over `den`; up to `slack` more may still be counted, `open` says what they wait for. */
export function limitTruth(op: Compare, value: number, bound: number, den: number, slack: number, open: Truth): Truth {
  const b = bound * den
  const [low, high] = [value, value + slack]
  switch (op) {
    case 'atLeast':
      return low >= b ? T.yes : high >= b ? open : T.no
    case 'above':
      return low > b ? T.yes : high > b ? open : T.no
    case 'atMost':
      return high <= b ? T.yes : low <= b ? open : T.no
    case 'below':
      return high < b ? T.yes : low < b ? open : T.no
    case 'is':
      return slack === 0 ? (value === b ? T.yes : T.no) : b < low || b > high ? T.no : open
  }
}

/** What the rows that the last count could not decide wait for: a signature when that is all, else a fact. */
export const openTruth = (m: Moment): Truth => (m.unsettled ? T.unsettled : T.unknown)

export type LimitJudge = (value: FactValue, den: number, slack: number, open: Truth, r: Row, e: Entity, m: Moment) => Truth
/** Judges a measured value against all of its bounds at once. */
export function limitJudge(limits: readonly Limit[]): LimitJudge {
  const unsigned = limits.some((l) => l.bound.unsigned)
  const [only] = limits
  if (only && limits.length === 1 && !unsigned && !only.bound.read && only.bound.constant !== undefined) {
    const { op } = only
    const b = only.bound.constant
    return (value, den, slack, open) =>
      value === undefined ? T.unknown : typeof value === 'number' ? limitTruth(op, value, b, den, slack, open) : T.no
  }
  return (value, den, slack, open, r, e, m) => {
    if (value === undefined) return T.unknown
    if (unsigned) return T.unsettled
    if (typeof value !== 'number') return T.no
    let truth: Truth = T.yes
    for (const { op, bound } of limits) {
      const b = boundValue(bound, r, e, m)
      if (b === null) return T.no
      const t = b === undefined ? T.unknown : limitTruth(op, value, b, den, slack, open)
      if (t === T.no) return T.no
      if (t !== T.yes && truth !== T.unknown) truth = t
    }
    return truth
  }
}

/** Bounds of a recorded fact that are all known beforehand: between two numbers. */
function plainBounds(measure: CompiledMeasure, limits: readonly Limit[]): Test | undefined {
  let [low, high] = [-Infinity, Infinity]
  for (const { op, bound } of limits) {
    const b = bound.constant
    if (!measure.isPlain || b === undefined || bound.read || bound.unsigned) return undefined
    // facts and bounds are integers
    if (op === 'atLeast' || op === 'is') low = Math.max(low, b)
    if (op === 'above') low = Math.max(low, b + 1)
    if (op === 'atMost' || op === 'is') high = Math.min(high, b)
    if (op === 'below') high = Math.min(high, b - 1)
  }
  const { read } = measure
  return (r, e, m) => {
    const value = read(r, e, m)
    return value === undefined ? T.unknown : typeof value === 'number' && value >= low && value <= high ? T.yes : T.no
  }
}

/** The commonest question of a count, whether there is one, need not look at all rows. */
function countBound(measure: CompiledMeasure, limits: readonly Limit[]): Test | undefined {
  const [only] = limits
  if (!only || limits.length > 1 || only.op !== 'atLeast') return undefined
  const { constant, read, unsigned } = only.bound
  return constant === undefined || read || unsigned ? undefined : measure.reaches?.(constant)
}

export function compileBounds(
  scope: Scope,
  source: Extract<Pred, { atLeast?: unknown }>,
  perPeriod: boolean,
  path: Path,
): CompiledPredicate {
  const measure = compileMeasure(scope, source.fact, perPeriod, [...path, 'fact'])
  if (!measure.isNumeric) scope.report('not-a-number', `${measure.label} 不能比大小`, [...path, 'fact'])
  const bounds = compileLimits(scope, source, measure.kind, path)
  const against = bounds.flatMap((b) => (b.bound.fact === undefined ? [] : [b.bound.fact]))
  const info: PredInfo = { op: 'bounds', label: measure.label, facts: measure.facts, against, measure, bounds, source }
  const judge = limitJudge(bounds)
  const test: Test =
    plainBounds(measure, bounds) ??
    countBound(measure, bounds) ??
    ((r, e, m) => {
      const value = take(measure, r, e, m)
      return judge(value, m.den, m.slack, openTruth(m), r, e, m)
    })
  const found = (r: Row, e: Entity, m: Moment): TraceNode => {
    const value = take(measure, r, e, m)
    const { den, slack } = m
    const truth = judge(value, den, slack, openTruth(m), r, e, m)
    return { info, truth, value, den, slack, required: bounds.map((b) => boundValue(b.bound, r, e, m)) }
  }
  return leaf(info, found, test)
}

export function compileIs(
  scope: Scope,
  source: Extract<Pred, { is: Val; fact: Measure }>,
  perPeriod: boolean,
  path: Path,
): CompiledPredicate {
  const measure = compileMeasure(scope, source.fact, perPeriod, [...path, 'fact'])
  checkList(scope, measure, false, [...path, 'is'])
  const other = compileValue(scope, source.is, measure, [...path, 'is'])
  const info: PredInfo = { op: 'is', label: measure.label, facts: measure.facts, against: other.facts, measure, source }
  const decide = (a: FactValue, b: FactValue, den: number, slack: number, open: Truth): Truth => {
    if (other.unsigned) return T.unsettled
    if (a === undefined || b === undefined) return T.unknown
    if (typeof a === 'number' && typeof b === 'number') return limitTruth('is', a, b, den, slack, open)
    return a === b ? T.yes : T.no
  }
  const found = (r: Row, e: Entity, m: Moment): TraceNode => {
    const value = take(measure, r, e, m)
    const { den, slack } = m
    const open = openTruth(m)
    const required = other.read(r, e, m)
    return { info, truth: decide(value, required, den, slack, open), value, den, slack, required: [required] }
  }
  const { literal } = other
  const { read } = measure
  const test: Test =
    measure.isPlain && literal !== undefined && !other.unsigned
      ? (r, e, m) => {
          const value = read(r, e, m)
          return value === undefined ? T.unknown : value === literal ? T.yes : T.no
        }
      : (r, e, m) => {
          const value = take(measure, r, e, m)
          const { den, slack } = m
          const open = openTruth(m)
          return decide(value, other.read(r, e, m), den, slack, open)
        }
  return leaf(info, found, test)
}

interface Other {
  readonly read: Read
  readonly unsigned: boolean
  readonly facts: readonly string[]
  /** What it always reads, where that is known beforehand. */
  readonly literal?: FactValue
}
/** The other side of `is`: a literal in the measure's unit, a fact, a signed setting, or a template filled from facts. */
function compileValue(scope: Scope, value: Val, measure: CompiledMeasure, path: Path): Other {
  if (typeof value === 'number' || (typeof value === 'string' && (measure.kind.unit || measure.kind.levels))) {
    const bound = compileBound(scope, value, measure.kind, path)
    return { read: () => bound.constant, unsigned: false, facts: [], literal: bound.constant }
  }
  if (typeof value !== 'object') return { read: () => value, unsigned: false, facts: [], literal: value }
  if ('fact' in value) {
    const { read, name } = resolveFact(scope, value.fact, path)
    return { read, unsigned: false, facts: [name] }
  }
  if ('template' in value) return compileTemplate(scope, value.template, path)
  if (measure.isNumeric) {
    const bound = compileBound(scope, value, measure.kind, path)
    return { read: () => bound.constant, unsigned: bound.unsigned === true, facts: [] }
  }
  if (!scope.setup.settings[value.setting]) scope.report('unknown-setting', `没有声明设定 ${value.setting}`, path)
  const signed = scope.setup.signed.get(value.setting)
  return { read: () => signed, unsigned: signed === undefined, facts: [] }
}

/** `{subject.fact}` is replaced by its value; a missing one leaves the whole text missing. */
function compileTemplate(scope: Scope, template: string, path: Path): Other {
  const parts = template.split(/\{([^}]+)\}/).map((text, i) => (i % 2 === 1 ? resolveFact(scope, text, path) : text))
  const read: Read = (r, e, m) => {
    let out = ''
    for (const part of parts) {
      const value = typeof part === 'string' ? part : part.read(r, e, m)
      if (value === undefined || value === null) return value
      out += textOf(value) ?? ''
    }
    return out
  }
  return { read, unsigned: false, facts: parts.flatMap((p) => (typeof p === 'string' ? [] : [p.name])) }
}
