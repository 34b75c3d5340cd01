import { isCivilDate } from '../../../kernel/civil-date.ts'
import type { RuleOf } from '../../schema/rule.ts'
import { S, T, type Truth } from '../../state.ts'
import { textOf, type Entity, type FactValue, type Moment, type Row } from '../../facts/world.ts'
import { boundValue, compileBound } from '../bound.ts'
import { compileSpan } from '../due.ts'
import { compileMeasure } from '../measure.ts'
import { take } from '../scratch.ts'
import { compilePredicate } from '../predicate.ts'
import type { Kernel, RulingBody, RulingItem } from '../ruling.ts'
import { resolveFact, resolveRows, rowScope, type Scope } from '../scope.ts'

const WHOLE_BP = 10_000
const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b))

/** Exact weighted sum over basis points; every part is needed. The value is never rounded before it is banded. */
export function compileScore(scope: Scope, rule: RuleOf<'score'>): Kernel {
  const perPeriod = rule.per !== undefined
  const parts = rule.parts.map((p, i) => ({
    id: p.id,
    measure: compileMeasure(scope, p.measure, perPeriod, ['parts', i, 'measure']),
    label: p.label,
    weight: compileBound(scope, p.weight, { unit: 'bp' }, ['parts', i, 'weight']),
  }))
  const unsigned = parts.some((p) => p.weight.unsigned)
  const unit = parts[0]?.measure.kind.unit
  const total = (e: Entity, m: Moment): number | undefined => {
    let sum = 0
    let den = 1
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i] as (typeof parts)[number]
      const value = take(part.measure, e, e, m)
      const { den: own, slack } = m
      const weight = boundValue(part.weight, e, e, m)
      if (typeof value !== 'number' || slack > 0 || typeof weight !== 'number') return undefined
      if (own === 1) {
        sum += value * weight * den
        continue
      }
      const common = (den / gcd(den, own)) * own
      sum = sum * (common / den) + value * weight * (common / own)
      den = common
    }
    m.den = den * WHOLE_BP
    return sum
  }
  return {
    ...(unit && { unit }),
    state: (e, m) => (unsigned ? S.unsettled : total(e, m) === undefined ? S.unknown : S.met),
    value: (e, m) => (unsigned ? undefined : total(e, m)),
    body: (e, m) => {
      const sum = unsigned ? undefined : total(e, m)
      const amount: RulingBody['amount'] =
        sum === undefined ? undefined : unit ? { value: sum, den: m.den, unit } : { value: sum, den: m.den }
      const items = parts.map((p): RulingItem => {
        const value = take(p.measure, e, e, m)
        const label = p.label ?? p.measure.label
        if (typeof value !== 'number') return { id: p.id, label, truth: T.unknown }
        return { id: p.id, label, truth: T.yes, amount: unit ? { value, den: m.den, unit } : { value, den: m.den } }
      })
      if (amount) return { items, amount, code: S.met }
      return {
        items,
        missing: () => parts.flatMap((p) => (typeof take(p.measure, e, e, m) !== 'number' || m.slack > 0 ? p.measure.facts : [])),
      }
    },
  }
}

/** The band that a value lies in: `from` included, `below` not; the last one reaches to the end of the scale. */
export function compileBands(scope: Scope, rule: RuleOf<'bands'>): Kernel {
  const measure = compileMeasure(scope, rule.of, rule.per !== undefined, ['of'])
  const to = compileBound(scope, rule.over.to, measure.kind, ['over', 'to'])
  const bands = rule.bands.map((b, i) => ({
    ...b,
    low: compileBound(scope, b.from, measure.kind, ['bands', i, 'from']),
    high: b.below === undefined ? undefined : compileBound(scope, b.below, measure.kind, ['bands', i, 'below']),
    pays: b.amount === undefined ? undefined : compileBound(scope, b.amount, { unit: 'fen' }, ['bands', i, 'amount']),
  }))
  const unsigned = bands.some((b) => b.low.unsigned || b.high?.unsigned)
  const shown = bands.map(({ id, label, low }) => {
    const item = (truth: Truth, value: number | null | undefined): RulingItem => ({
      id,
      label,
      truth,
      limits: [{ op: 'atLeast', value }],
    })
    return { low, item, in: item(T.yes, low.constant), out: item(T.no, low.constant) }
  })
  // where every edge is a number of the plan, nothing is looked up per subject
  const top = to.read || to.constant === undefined ? undefined : to.constant
  const fixed = top !== undefined && bands.every((b) => !b.low.read && !b.high?.read)
  const lows = bands.map((b) => b.low.constant ?? Infinity)
  const highs = bands.map((b) => b.high?.constant)
  const find = (e: Entity, m: Moment): (typeof bands)[number] | undefined => {
    const value = take(measure, e, e, m)
    return bandOf(value, m.den, m.slack, e, m)
  }
  const bandOf = (value: FactValue, den: number, slack: number, e: Entity, m: Moment): (typeof bands)[number] | undefined => {
    if (typeof value !== 'number' || unsigned || slack > 0) return undefined
    if (fixed) {
      for (let i = 0; i < lows.length; i++) {
        const high = highs[i]
        if (value >= (lows[i] as number) * den && (high === undefined ? value <= top * den : value < high * den)) return bands[i]
      }
      return undefined
    }
    for (let i = 0; i < bands.length; i++) {
      const b = bands[i] as (typeof bands)[number]
      const low = boundValue(b.low, e, e, m)
      const high = b.high && boundValue(b.high, e, e, m)
      if (typeof low !== 'number' || value < low * den) continue
      if (typeof high === 'number' ? value < high * den : value <= (boundValue(to, e, e, m) ?? Infinity) * den) return b
    }
    return undefined
  }
  return {
    labels: bands.map((b) => b.id),
    isSureLabel: true,
    unit: 'fen',
    state: (e, m) => (unsigned ? S.unsettled : find(e, m) ? S.met : S.unknown),
    label: (e, m) => find(e, m)?.id,
    value: (e, m) => {
      const band = find(e, m)
      const amount = band?.pays && boundValue(band.pays, e, e, m)
      m.den = 1
      return typeof amount === 'number' ? amount : undefined
    },
    body: (e, m) => {
      const value = take(measure, e, e, m)
      const { den, slack } = m
      const kind = measure.kind.unit
      const mine = bandOf(value, den, slack, e, m)
      const items = shown.map((s, i): RulingItem => {
        const truth = bands[i] === mine ? T.yes : T.no
        return s.low.read ? s.item(truth, boundValue(s.low, e, e, m)) : truth === T.yes ? s.in : s.out
      })
      const body: { -readonly [K in keyof RulingBody]: RulingBody[K] } = {
        items,
        code: unsigned ? S.unsettled : mine ? S.met : S.unknown,
      }
      if (mine) body.label = mine.id
      else body.missing = measure.facts
      if (typeof value === 'number') body.amount = kind ? { value, den, unit: kind } : { value, den }
      const pays = mine?.pays && boundValue(mine.pays, e, e, m)
      if (typeof pays === 'number') body.payable = { value: pays, den: 1, unit: 'fen' }
      return body
    },
  }
}

/** Order of the rows by several keys; what stays equal is shared or left to a person. */
export function compileRanking(scope: Scope, rule: RuleOf<'ranking'>): Kernel {
  const rows = resolveRows(scope, rule.of, ['of'])
  if (!rows) return { state: () => S.unknown, body: () => ({}) }
  const inner = rowScope(scope, rows)
  const keys = rule.keys.map((k, i) => ({ ...k, compiled: compileMeasure(inner, k.measure, false, ['keys', i, 'measure']) }))
  const key = (row: Row, k: (typeof keys)[number], e: Entity, m: Moment): number | undefined => {
    const value = take(k.compiled, row, e, m)
    const n = typeof value === 'boolean' ? Number(value) : value
    return typeof n === 'number' ? n / m.den : n === null ? -Infinity : undefined
  }
  const rank = (e: Entity, m: Moment): { row: Row; keys: readonly (number | undefined)[] }[] | undefined => {
    const list = rows.read(e, e, m)
    if (!Array.isArray(list)) return undefined
    const out = (list as readonly Row[]).map((row) => ({ row, keys: keys.map((k) => key(row, k, e, m)) }))
    if (out.some((o) => o.keys.includes(undefined))) return undefined
    return out.sort((a, b) => {
      for (const [i, k] of keys.entries()) {
        const [x, y] = [a.keys[i] ?? 0, b.keys[i] ?? 0]
        if (x !== y) return k.order === 'asc' ? x - y : y - x
      }
      return 0
    })
  }
  const idOf = (row: Row): string => textOf(row['id'] ?? row['personId'] ?? row['agencyId']) ?? ''
  const tied = (ranked: readonly { keys: readonly unknown[] }[]): boolean =>
    ranked.some((r, i) => i > 0 && r.keys.every((k, j) => k === ranked[i - 1]?.keys[j]))
  return {
    labels: ['ordered', 'tied'],
    state: (e, m) => {
      const ranked = rank(e, m)
      return !ranked ? S.unknown : ranked.length === 0 ? S.notApplicable : tied(ranked) && rule.ties === 'decide' ? S.due : S.met
    },
    label: (e, m) => {
      const ranked = rank(e, m)
      return ranked && (tied(ranked) ? 'tied' : 'ordered')
    },
    body: (e, m) => {
      const ranked = rank(e, m)
      return ranked
        ? { order: ranked.map((r) => idOf(r.row)) }
        : { missing: [rows.name, ...keys.flatMap((k) => k.compiled.facts)] }
    },
  }
}

/** Proposes a measure when its condition holds; a person decides, and what was proposed is kept. */
export function compileConsequence(scope: Scope, rule: RuleOf<'consequence'>): Kernel {
  const when = compilePredicate(scope, rule.when, rule.per !== undefined, ['when'])
  const of = rule.of === undefined ? undefined : resolveFact(scope, rule.of, ['of'])
  const term = rule.term && compileSpan(scope, rule.term, ['term'])
  return {
    labels: ['proposed', 'none'],
    state: (e, m) => {
      const t = when.test(e, e, m)
      return t === T.yes ? S.due : t === T.no ? S.notApplicable : t === T.unknown ? S.unknown : S.unsettled
    },
    label: (e, m) => {
      const t = when.test(e, e, m)
      return t === T.yes ? 'proposed' : t === T.no ? 'none' : undefined
    },
    body: (e, m) => {
      const trace = when.trace(e, e, m)
      if (trace.truth !== T.yes || !term) return { trace }
      const fact = of ? of.read(e, e, m) : m.asOf
      const from = typeof fact === 'string' ? fact.slice(0, 10) : fact
      const endsOn = isCivilDate(from) ? term(from, e, m) : undefined
      return { trace, ...(endsOn && { endsOn }) }
    },
  }
}
