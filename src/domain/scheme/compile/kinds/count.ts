import type { Path } from '../../issue.ts'
import type { RuleOf } from '../../schema/rule.ts'
import { S, T, type StateCode, type Truth } from '../../state.ts'
import type { Entity, FactValue, Moment, Row } from '../../facts/world.ts'
import { boundValue } from '../bound.ts'
import { compileLimits, limitJudge, openTruth } from '../comparison.ts'
import { stateOfTruth } from './condition.ts'
import { compileMeasure } from '../measure.ts'
import { take } from '../scratch.ts'
import { compilePredicate } from '../predicate.ts'
import { rowFilter } from '../rows.ts'
import type { Kernel, RulingItem } from '../ruling.ts'
import { resolveFact, resolveRows, rowScope, type Scope } from '../scope.ts'
import type { Limit } from '../trace.ts'

const worst = (a: Truth, b: Truth): Truth =>
  a === T.no || b === T.no ? T.no : a === T.yes ? b : b === T.yes || a === T.unknown ? a : b

const shown = (limits: readonly Limit[], e: Entity, m: Moment): NonNullable<RulingItem['limits']> =>
  limits.map(({ op, bound }) => ({
    op,
    value: boundValue(bound, e, e, m),
    ...(bound.fact !== undefined && { fact: bound.fact }),
  }))
const missingBounds = (limits: readonly Limit[], e: Entity, m: Moment): string[] =>
  limits.flatMap(({ bound }) => (bound.fact !== undefined && boundValue(bound, e, e, m) === undefined ? [bound.fact] : []))

const WHOLE_BP = 10_000

interface Tally {
  readonly value: FactValue
  readonly slack: number
  readonly truth: Truth
}

/** Several counts of rows, each with its bounds; a count without bounds is only reported. */
export function compileQuota(scope: Scope, rule: RuleOf<'quota'>): Kernel {
  const perPeriod = rule.per !== undefined
  const counts = rule.counts.map((c, i) => {
    const path: Path = ['counts', i]
    const { of: count, where, distinct } = c
    const limits = compileLimits(scope, c, {}, path)
    // bounds that no fact moves are shown as they stand in the plan
    const fixed = limits.some((l) => l.bound.read) ? undefined : limits.map(({ op, bound }) => ({ op, value: bound.constant }))
    return {
      fixed,
      id: c.id,
      label: c.label ?? c.id,
      measure: compileMeasure(scope, { count, where, distinct }, perPeriod, path),
      limits,
      judge: limitJudge(limits),
    }
  })
  type Count = (typeof counts)[number]
  const tally = (c: Count, e: Entity, m: Moment): Tally => {
    const value = take(c.measure, e, e, m)
    const { slack } = m
    return { value, slack, truth: c.judge(value, 1, slack, openTruth(m), e, e, m) }
  }
  const missing = (c: Count, e: Entity, m: Moment): string[] => {
    const { value, slack } = tally(c, e, m)
    const [rows = '', ...fields] = c.measure.facts
    return [
      ...(value === undefined || (slack > 0 && fields.length === 0) ? [rows] : slack > 0 ? fields : []),
      ...missingBounds(c.limits, e, m),
    ]
  }
  const first = counts[0]
  return {
    state: (e, m) => {
      let truth: Truth = T.yes
      for (let i = 0; i < counts.length && truth !== T.no; i++) {
        const c = counts[i] as Count
        const value = take(c.measure, e, e, m)
        truth = worst(truth, c.judge(value, 1, m.slack, openTruth(m), e, e, m))
      }
      return stateOfTruth(truth)
    },
    value: (e, m) => {
      const one = first && tally(first, e, m)
      m.den = 1
      return typeof one?.value === 'number' && one.slack === 0 ? one.value : undefined
    },
    isFinal: (e, m) =>
      counts.some((c) => {
        const { value } = tally(c, e, m)
        return (
          typeof value === 'number' &&
          c.limits.some(({ op, bound }) => (op === 'atMost' || op === 'is') && value > (boundValue(bound, e, e, m) ?? Infinity))
        )
      }),
    body: (e, m) => {
      let all: Truth = T.yes
      const items = counts.map((c): RulingItem => {
        const value = take(c.measure, e, e, m)
        const truth = c.judge(value, 1, m.slack, openTruth(m), e, e, m)
        all = worst(all, truth)
        const limits = c.fixed ?? shown(c.limits, e, m)
        return typeof value === 'number'
          ? { id: c.id, label: c.label, truth, limits, amount: { value, den: 1 } }
          : { id: c.id, label: c.label, truth, limits }
      })
      return { items, code: stateOfTruth(all), missing: () => counts.flatMap((c) => missing(c, e, m)) }
    },
  }
}

/** A part of the rows among them, in basis points, compared by cross-multiplication; none of none is not applicable. */
export function compileShare(scope: Scope, rule: RuleOf<'share'>): Kernel {
  const perPeriod = rule.per !== undefined
  const limits = compileLimits(scope, rule, { unit: 'bp' }, [])
  const judge = limitJudge(limits)
  const rows = resolveRows(scope, rule.of, ['of'])
  if (!rows) return { state: () => S.unknown, body: () => ({}) }
  const inner = rowScope(scope, rows)
  const filter = rowFilter(inner, rows.def, perPeriod)
  const among = rule.among && compilePredicate(inner, rule.among, perPeriod, ['among'])
  const counted = compilePredicate(inner, rule.counted, perPeriod, ['counted'])
  const distinct = rule.distinct === undefined ? undefined : resolveFact(inner, rule.distinct, ['distinct'])

  interface One {
    readonly row: Row
    readonly hit: Truth
  }
  /** Each row among them with whether it counts; with `distinct`, each key with whether any of its rows does. */
  const judged = (e: Entity, m: Moment): readonly One[] | undefined => {
    const list = rows.read(e, e, m)
    if (list === undefined) return undefined
    const out: One[] = []
    const byKey = new Map<FactValue, number>()
    for (const row of Array.isArray(list) ? (list as readonly Row[]) : []) {
      if (filter && !filter(row, m)) continue
      const in_ = among ? among.test(row, e, m) : T.yes
      if (in_ === T.no) continue
      const hit = in_ === T.yes ? counted.test(row, e, m) : in_
      const key = distinct && distinct.read(row, e, m)
      const before = key === undefined ? undefined : byKey.get(key)
      if (before === undefined) {
        if (key !== undefined) byKey.set(key, out.length)
        out.push({ row, hit })
      } else if (out[before]?.hit !== T.yes && hit !== T.no) out[before] = { row, hit }
    }
    return out
  }
  const tally = (e: Entity, m: Moment): { all: readonly One[]; n: number; k: number; truth: Truth; open: number } | undefined => {
    const all = judged(e, m)
    if (!all) return undefined
    let [k, open, unsigned] = [0, 0, 0]
    for (const { hit } of all) {
      if (hit === T.yes) k++
      else if (hit !== T.no) open++
      if (hit === T.unsettled) unsigned++
    }
    const wait = open > 0 && unsigned === open ? T.unsettled : T.unknown
    return { all, n: all.length, k, open, truth: judge(k * WHOLE_BP, Math.max(all.length, 1), open * WHOLE_BP, wait, e, e, m) }
  }
  return {
    unit: 'bp',
    state: (e, m): StateCode => {
      const t = tally(e, m)
      return !t ? S.unknown : t.n === 0 ? S.notApplicable : stateOfTruth(t.truth)
    },
    value: (e, m) => {
      const t = tally(e, m)
      if (!t || t.n === 0 || t.open > 0) return undefined
      m.den = t.n
      return t.k * WHOLE_BP
    },
    body: (e, m) => {
      const t = tally(e, m)
      if (!t) return { missing: [rows.name] }
      const of: RulingItem = {
        id: 'share',
        label: rule.label,
        truth: t.truth,
        amount: { value: t.k, den: 1 },
        limits: shown(limits, e, m),
      }
      const whole: RulingItem = { id: 'among', label: rows.label, truth: T.yes, amount: { value: t.n, den: 1 } }
      const amount = t.n === 0 ? {} : { amount: { value: t.k * WHOLE_BP, den: t.n, unit: 'bp' as const } }
      const fields = t.open > 0 ? [...(among?.facts ?? []), ...counted.facts] : []
      return {
        gapRows: t.all.flatMap((o) => (o.hit === T.yes ? [] : [o.row])),
        items: [of, whole],
        missing: [...fields, ...missingBounds(limits, e, m)],
        ...amount,
      }
    },
  }
}
