import { addDays, addMonths, isCivilDate, type CivilDate } from '../../kernel/civil-date.ts'
import { lastDayOf, periodOf, previousPeriod, type CivilPeriod, type PeriodKind } from '../../kernel/period.ts'
import { addWorkingDays, moveOffHoliday, type WorkCalendar } from '../../kernel/working-days.ts'
import type { Path } from '../issue.ts'
import type { Due, Span } from '../schema/rule.ts'
import { S, type StateCode } from '../state.ts'
import type { Entity, FactValue, Moment } from '../facts/world.ts'
import { boundValue, compileBound } from './bound.ts'
import { compared, hasCome, isOver } from './clock.ts'
import { resolveFact, type Scope } from './scope.ts'

/** End of a span from a day; null when its setting is unsigned. */
export type SpanEnd = (from: CivilDate, e: Entity, m: Moment) => CivilDate | null | undefined

export function compileSpan(scope: Scope, span: Span, path: Path): SpanEnd {
  const [kind, num] = Object.entries(span)[0] as ['days' | 'workingDays' | 'months' | 'years', Span[keyof Span]]
  const unit = kind === 'months' ? 'month' : kind === 'years' ? 'year' : 'day'
  // a plain integer needs no unit here: the key names it
  const bound = typeof num === 'number' ? { constant: num } : compileBound(scope, num, { unit }, [...path, kind])
  return (from, e, m) => {
    if (bound.unsigned) return null
    const n = boundValue(bound, e, e, m)
    if (typeof n !== 'number') return undefined
    if (kind === 'months') return addMonths(from, n)
    if (kind === 'years') return addMonths(from, 12 * n)
    return kind === 'days' ? addDays(from, n) : addWorkingDays(from, n, m.calendar)
  }
}

/** One thing owed by a day. `openOn`: first day on which it can be done; before it nothing is owed. */
export interface Term {
  readonly id?: string
  readonly dueOn: CivilDate
  /** Last day accepted in practice where the text's own day could not be kept; done by then is late, not overdue. */
  readonly practicalOn?: CivilDate
  readonly openOn?: CivilDate
  readonly period?: CivilPeriod
}
/** Terms of a due clause on the subject; a state when none can be told. */
export type Terms = (e: Entity, m: Moment) => readonly Term[] | StateCode

/** Days whose terms are kept: those of a century. */
const MEMO_SIZE = 36_600
const dayOfFact = (x: FactValue): CivilDate | null | undefined => {
  const text = typeof x === 'string' ? x.slice(0, 10) : x
  return isCivilDate(text) ? text : text === null ? null : undefined
}

/** Compiles by, phase, within, nodes and every; `each` belongs to the duty, whose rows carry their own date. */
export function compileTerms(scope: Scope, due: Exclude<Due, { each: string }>, path: Path, validFrom?: string): Terms {
  if ('by' in due) {
    const [by, practicalOn] = [due.by as CivilDate, due.practical as CivilDate | undefined]
    const moves = due.moves ?? true
    return (_, m) => [{ dueOn: moves ? moveOffHoliday(by, m.calendar) : by, ...(practicalOn && { practicalOn }) }]
  }
  if ('from' in due) return () => [{ dueOn: due.to as CivilDate, openOn: due.from as CivilDate }]
  if ('within' in due) {
    const of = resolveFact(scope, due.of, [...path, 'of'])
    const end = compileSpan(scope, due.within, [...path, 'within'])
    const working = 'workingDays' in due.within
    const isFixed = !Object.values(due.within).some((n) => typeof n === 'object' && 'fact' in n)
    // many subjects count from the same days
    let memo = new Map<FactValue, readonly Term[]>()
    let calendar: WorkCalendar | undefined
    return (e, m) => {
      const on = of.read(e, e, m)
      if (calendar !== m.calendar) {
        calendar = m.calendar
        memo = new Map()
      }
      const known = isFixed ? memo.get(on) : undefined
      if (known) return known
      const from = dayOfFact(on)
      if (from === undefined) return S.unknown
      if (from === null) return S.notApplicable
      const last = end(from, e, m)
      if (last === null) return S.unsettled
      if (last === undefined) return S.unknown
      const terms: readonly Term[] = [{ dueOn: working ? last : moveOffHoliday(last, m.calendar), openOn: from }]
      if (isFixed && memo.size < MEMO_SIZE) memo.set(on, terms)
      return terms
    }
  }
  if ('nodes' in due) {
    const of = resolveFact(scope, due.of, [...path, 'of'])
    const nodes = due.nodes.map((n, i) => ({ id: n.id, end: compileSpan(scope, n.after, [...path, 'nodes', i, 'after']) }))
    return (e, m) => {
      const from = dayOfFact(of.read(e, e, m))
      if (from === undefined) return S.unknown
      if (from === null) return S.notApplicable
      const terms: Term[] = []
      for (const n of nodes) {
        const dueOn = n.end(from, e, m)
        if (dueOn === null) return S.unsettled
        if (dueOn === undefined) return S.unknown
        terms.push({ id: n.id, dueOn })
      }
      return terms
    }
  }
  return compileEvery(scope, due, path, validFrom)
}

function compileEvery(scope: Scope, due: Extract<Due, { every: unknown }>, path: Path, validFrom: string | undefined): Terms {
  const { setup } = scope
  const setting = typeof due.every === 'object' ? due.every.setting : undefined
  if (setting !== undefined && !setup.settings[setting])
    scope.report('unknown-setting', `没有声明设定 ${setting}`, [...path, 'every'])
  const kind = (typeof due.every === 'string' ? due.every : setup.signed.get(setting ?? '')) as PeriodKind | undefined
  const grace = due.grace && compileSpan(scope, due.grace, [...path, 'grace'])
  const since = due.since === undefined ? undefined : resolveFact(scope, due.since, [...path, 'since'])
  const until = due.until === undefined ? undefined : resolveFact(scope, due.until, [...path, 'until'])
  const isFixed = !due.grace || !Object.values(due.grace).some((n) => typeof n === 'object' && 'fact' in n)
  // the periods around a day and their last days are the same for every subject
  let kept:
    | { readonly asOf: CivilDate; readonly calendar: WorkCalendar; readonly next: CivilDate; readonly both: readonly Term[] }
    | undefined
  const around = (e: Entity, m: Moment, periodKind: PeriodKind): readonly Term[] | StateCode => {
    if (kept && isFixed && kept.asOf === m.asOf && kept.calendar === m.calendar) {
      compared(m, kept.next)
      return kept.both
    }
    const current = periodOf(periodKind, m.asOf)
    compared(m, current.next)
    const both: Term[] = []
    for (const period of [previousPeriod(current), current]) {
      const end = lastDayOf(period)
      const last = grace ? grace(end, e, m) : end
      if (last === null) return S.unsettled
      if (last === undefined) return S.unknown
      both.push({ dueOn: moveOffHoliday(last, m.calendar), period })
    }
    if (isFixed) kept = { asOf: m.asOf, calendar: m.calendar, next: current.next, both }
    return both
  }
  return (e, m) => {
    if (kind === undefined) return S.unsettled
    const stop = until ? dayOfFact(until.read(e, e, m)) : null
    if (stop === undefined) return S.unknown
    const start = since ? dayOfFact(since.read(e, e, m)) : undefined
    if (since && start === undefined) return S.unknown
    if (start === null || (start !== undefined && !hasCome(m, start))) return S.notApplicable
    const both = around(e, m, kind)
    if (typeof both === 'number') {
      const current = periodOf(kind, m.asOf)
      return [previousPeriod(current), current].some((period) => isOwed(period, start, stop, validFrom)) ? both : []
    }
    for (const { period } of both)
      if (!isOwed(period, start, stop, validFrom)) return both.filter((t) => isOwed(t.period, start, stop, validFrom))
    return both
  }
}

/** Whether anything is owed for a period of a duty that runs from one day to another. */
const isOwed = (
  period: CivilPeriod | undefined,
  start: CivilDate | undefined,
  stop: CivilDate | null,
  validFrom: string | undefined,
): boolean =>
  period !== undefined &&
  !(stop !== null && period.from > stop) &&
  !(start !== undefined && period.next <= start) &&
  !(validFrom !== undefined && period.next <= validFrom)

/** State of one thing owed: `doneOn` undefined = not done, true = done on a day nobody noted. */
export function settle(doneOn: CivilDate | true | undefined, term: Term, m: Moment, atRiskDays: number): StateCode {
  if (doneOn !== undefined) return doneOn === true || doneOn <= term.dueOn ? S.met : S.late
  const last = term.practicalOn ?? term.dueOn
  if (isOver(m, last)) return S.overdue
  if (isOver(m, term.dueOn)) return S.atRisk
  if (term.openOn !== undefined && !hasCome(m, term.openOn)) return S.notApplicable
  return hasCome(m, riskDay(term.dueOn, atRiskDays)) ? S.atRisk : S.due
}

let lastRisk = { dueOn: '', days: 0, on: '' as CivilDate }
/** Day from which something is at risk; subjects asked one after another often share it. */
function riskDay(dueOn: CivilDate, days: number): CivilDate {
  if (lastRisk.dueOn !== dueOn || lastRisk.days !== days) lastRisk = { dueOn, days, on: addDays(dueOn, -days) }
  return lastRisk.on
}
