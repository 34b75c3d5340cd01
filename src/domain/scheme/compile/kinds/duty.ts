import { isCivilDate, type CivilDate } from '../../../kernel/civil-date.ts'
import { liesIn } from '../../../kernel/period.ts'
import { moveOffHoliday } from '../../../kernel/working-days.ts'
import type { RuleOf } from '../../schema/rule.ts'
import { S, stateOf, T, type StateCode, type Truth } from '../../state.ts'
import type { Entity, FactValue, Moment, Row } from '../../facts/world.ts'
import { hasCome } from '../clock.ts'
import { compileSpan, compileTerms, settle, type Term } from '../due.ts'
import { factRefs } from '../../walk.ts'
import { compilePredicate } from '../predicate.ts'
import { deliveryFilter } from '../rows.ts'
import type { Kernel, Obligation } from '../ruling.ts'
import type { Read } from '../compiled.ts'
import { resolveFact, resolveRows, rowScope, type Scope } from '../scope.ts'

/** What has been delivered: rows with the day they came, and whether some could not be judged. */
interface Delivered {
  readonly rows: readonly { readonly row: Row; readonly on: CivilDate | true; readonly month?: string }[]
  readonly truth: Truth
  readonly missing: readonly string[]
}
type Delivery = (e: Entity, m: Moment) => Delivered | undefined
/** First day of delivery, `true` for a day nobody noted, `false` for none; a truth where the rows leave it open, null when they are missing. */
type First = (e: Entity, m: Moment, term: Term) => CivilDate | boolean | typeof T.unknown | typeof T.unsettled | null

const MONTH = /^\d{4}-\d{2}$/
const dayOf = (x: FactValue): CivilDate | true | undefined => {
  const text = typeof x === 'string' ? x.slice(0, 10) : x
  return isCivilDate(text) ? text : text === undefined || (typeof text === 'string' && MONTH.test(text)) ? true : undefined
}

/** A day that nobody noted has come. */
const isPast = (day: CivilDate | true, m: Moment): boolean => day === true || hasCome(m, day)

function deliveredRows(scope: Scope, rule: RuleOf<'duty'>): { all: Delivery; first: First } | undefined {
  const rows = resolveRows(scope, rule.deliver, ['deliver'])
  if (!rows) return undefined
  const inner = rowScope(scope, rows)
  const matching = rule.matching && compilePredicate(inner, rule.matching, false, ['matching'])
  const onField = rule.on ?? rows.def.on ?? rows.def.during?.[0]
  const on: Read | undefined = onField === undefined ? undefined : resolveFact(inner, onField, ['on']).read
  const filter = deliveryFilter(inner, rows.def)
  const periodField = ('every' in rule.due ? rule.due.field : undefined) ?? rows.def.on
  const nodeField = 'nodes' in rule.due ? rule.due.field : undefined
  /** Whether a row is of this term by what it says itself; undefined when only the day of its delivery tells. */
  const belongs = (row: Row, term: Term): boolean | undefined => {
    if (term.id !== undefined && nodeField !== undefined) return row[nodeField] === term.id
    if (!term.period) return true
    const at = periodField === undefined ? undefined : row[periodField]
    return typeof at === 'string' ? liesIn(term.period, at.length > 10 ? at.slice(0, 10) : at) : undefined
  }
  const first: First = (e, m, term) => {
    const list = rows.read(e, e, m)
    if (!Array.isArray(list)) return list === undefined ? null : false
    let done: CivilDate | boolean = false
    let open: Truth = T.yes
    for (let i = 0; i < list.length; i++) {
      const row = list[i] as Row
      const match = matching ? matching.test(row, e, m) : T.yes
      if (match === T.no) continue
      const mine = match === T.yes ? belongs(row, term) : true
      if (mine === false || (filter && !filter(row, m))) continue
      const day = on ? dayOf(on(row, e, m)) : true
      if (day === undefined || !isPast(day, m)) continue
      if (match !== T.yes) open = match
      else if (
        (typeof done !== 'string' || (day !== true && day < done)) &&
        (mine || (term.period && day !== true && liesIn(term.period, day)))
      )
        done = day === true && done !== false ? done : day
    }
    return done === false && (open === T.unknown || open === T.unsettled) ? open : done
  }
  const all: Delivery = (e, m) => {
    const list = rows.read(e, e, m)
    if (list === undefined) return undefined
    const out: { row: Row; on: CivilDate | true; month?: string }[] = []
    let truth: Truth = T.yes
    for (const row of Array.isArray(list) ? (list as readonly Row[]) : []) {
      if (filter && !filter(row, m)) continue
      const match = matching ? matching.test(row, e, m) : T.yes
      if (match === T.no) continue
      const day = on ? dayOf(on(row, e, m)) : true
      if (day === undefined || !isPast(day, m)) continue
      if (match !== T.yes) truth = match
      else {
        const at = periodField === undefined ? undefined : row[periodField]
        out.push({ row, on: day, ...(typeof at === 'string' && { month: at.slice(0, 10) }) })
      }
    }
    return { rows: out, truth, missing: matching?.facts ?? [] }
  }
  return { all, first }
}

/** Delivery by a single date fact: done on that day, not done while it is known to be none. */
function deliveredFact(scope: Scope, rule: RuleOf<'duty'>): Delivery {
  const fact = resolveFact(scope, rule.deliver, ['deliver'])
  return (e, m) => {
    const value = fact.read(e, e, m)
    if (value === undefined) return undefined
    const on = value === null || value === false ? undefined : dayOf(value === true ? undefined : value)
    return { rows: on === undefined || !isPast(on, m) ? [] : [{ row: e, on }], truth: T.yes, missing: [] }
  }
}

const earliest = (days: readonly (CivilDate | true)[]): CivilDate | true | undefined => {
  const known = days.filter((d) => d !== true).sort()
  return known[0] ?? (days.length > 0 ? true : undefined)
}
/** Somebody owes something by a day, once, at nodes, every period, or for each row that carries its own date. */
export function compileDuty(scope: Scope, rule: RuleOf<'duty'>, atRiskDays: number): Kernel {
  const { due } = rule
  if (!('each' in due) && rule.deliver.endsWith('[]')) return compileByRows(scope, rule, due, atRiskDays)
  return kernelOf('each' in due ? eachLines(scope, rule, due, atRiskDays) : termLines(scope, rule, due, atRiskDays))
}

/** Delivered by rows, by far the most asked: the state is told without making lists. */
function compileByRows(
  scope: Scope,
  rule: RuleOf<'duty'>,
  due: Exclude<RuleOf<'duty'>['due'], { each: string }>,
  atRiskDays: number,
): Kernel {
  const quiet: Scope = { ...scope, report: () => undefined }
  const terms = compileTerms(quiet, due, ['due'], rule.validFrom ?? scope.setup.validFrom)
  const first = deliveredRows(quiet, rule)?.first ?? (() => null)
  return {
    ...kernelOf(termLines(scope, rule, due, atRiskDays)),
    state: (e, m) => {
      const list = terms(e, m)
      if (typeof list === 'number') return list
      let code: StateCode = S.notApplicable
      for (const term of list) {
        const done = first(e, m, term)
        if (done === null) return S.unknown
        code = Math.max(
          code,
          typeof done === 'number' ? openCode(done) : settle(done === false ? undefined : done, term, m, atRiskDays),
        )
      }
      // nothing is owed, but without the rows that is not known
      return list.length > 0 || first(e, m, NO_TERM) !== null ? code : S.unknown
    },
  }
}

const NO_TERM: Term = { dueOn: '9999-12-31' as CivilDate }

function kernelOf(lines: Lines): Kernel {
  const worst = (list: readonly Line[]): StateCode => list.reduce((s, l) => Math.max(s, l.code), 0)
  return {
    state: (e, m) => {
      const out = lines(e, m)
      return 'lines' in out ? worst(out.lines) : out.code
    },
    body: (e, m) => {
      const out = lines(e, m)
      if (!('lines' in out)) return { missing: out.missing }
      return {
        code: worst(out.lines),
        missing: out.missing,
        obligations: out.lines.map(asObligation),
        gapRows: out.lines.flatMap((l) => (l.row && l.code >= S.due ? [l.row] : [])),
      }
    },
  }
}

interface Line {
  readonly term: Term
  readonly code: StateCode
  readonly doneOn?: CivilDate | true | undefined
  readonly row?: Row
}
const asObligation = ({ term, code, doneOn }: Line): Obligation => ({
  dueOn: term.dueOn,
  state: stateOf(code),
  ...(term.id !== undefined && { id: term.id }),
  ...(doneOn !== undefined && { doneOn }),
})

/** What is owed line by line, or one state when that cannot be told; either way the facts that are missing. */
type Lines = (
  e: Entity,
  m: Moment,
) =>
  | { readonly lines: readonly Line[]; readonly missing: readonly string[] }
  | { readonly code: StateCode; readonly missing: readonly string[] }

const openCode = (t: Truth): StateCode => (t === T.unknown ? S.unknown : S.unsettled)

function termLines(
  scope: Scope,
  rule: RuleOf<'duty'>,
  due: Exclude<RuleOf<'duty'>['due'], { each: string }>,
  atRiskDays: number,
): Lines {
  const terms = compileTerms(scope, due, ['due'], rule.validFrom ?? scope.setup.validFrom)
  const delivery =
    (rule.deliver.endsWith('[]') ? deliveredRows(scope, rule)?.all : deliveredFact(scope, rule)) ?? (() => undefined)
  const nodeField = 'nodes' in due ? due.field : undefined
  const dueFacts = [...factRefs(due)]
  return (e, m) => {
    const list = terms(e, m)
    if (typeof list === 'number') return { code: list, missing: dueFacts }
    const delivered = delivery(e, m)
    if (!delivered) return { code: S.unknown, missing: [rule.deliver] }
    const lines = list.map((term): Line => {
      const mine = delivered.rows.filter(({ row, on, month }) => {
        if (term.id !== undefined && nodeField !== undefined) return row[nodeField] === term.id
        if (term.period) return month === undefined ? on !== true && liesIn(term.period, on) : liesIn(term.period, month)
        return true
      })
      const doneOn = earliest(mine.map((d) => d.on))
      const code =
        doneOn === undefined && delivered.truth !== T.yes ? openCode(delivered.truth) : settle(doneOn, term, m, atRiskDays)
      return { term, code, doneOn }
    })
    return { lines, missing: delivered.missing }
  }
}

type EachDue = Extract<RuleOf<'duty'>['due'], { each: string }>
/** Last day of a row's own term; a state where it cannot be told, undefined where the row has none. */
type RowEnd = (row: Row, e: Entity, m: Moment) => CivilDate | StateCode | undefined

function rowEnd(inner: Scope, due: EachDue): RowEnd {
  if ('due' in due) {
    const dueOn = resolveFact(inner, due.due, ['due', 'due'])
    return (row, e, m) => {
      const last = dayOf(dueOn.read(row, e, m))
      return last === true ? undefined : last
    }
  }
  const of = resolveFact(inner, due.of, ['due', 'of'])
  const end = compileSpan(inner, due.within, ['due', 'within'])
  const working = 'workingDays' in due.within
  return (row, e, m) => {
    const from = dayOf(of.read(row, e, m))
    if (from === undefined || from === true) return undefined
    const last = end(from, e, m)
    if (last === null) return S.unsettled
    return last === undefined ? S.unknown : working ? last : moveOffHoliday(last, m.calendar)
  }
}

function eachLines(scope: Scope, rule: RuleOf<'duty'>, due: EachDue, atRiskDays: number): Lines {
  const rows = resolveRows(scope, due.each, ['due', 'each'])
  if (!rows) return () => ({ code: S.unknown, missing: [] })
  const inner = rowScope(scope, rows)
  const lastDay = rowEnd(inner, due)
  const matching = rule.matching && compilePredicate(inner, rule.matching, false, ['matching'])
  const done = resolveFact(inner, rule.on ?? rule.deliver, [rule.on ? 'on' : 'deliver'])
  return (e, m) => {
    const list = rows.read(e, e, m)
    if (list === undefined) return { code: S.unknown, missing: [rows.name] }
    const lines: Line[] = []
    for (const row of Array.isArray(list) ? (list as readonly Row[]) : []) {
      const match = matching ? matching.test(row, e, m) : T.yes
      const last = match === T.no ? undefined : lastDay(row, e, m)
      if (last === undefined) continue
      if (typeof last === 'number') return { code: last, missing: [...factRefs(due)] }
      const term: Term = { dueOn: last }
      if (match === T.yes) {
        const on = dayOf(done.read(row, e, m))
        const doneOn = on !== undefined && on !== true && hasCome(m, on) ? on : undefined
        lines.push({ term, code: settle(doneOn, term, m, atRiskDays), doneOn, row })
      } else lines.push({ term, code: openCode(match), row })
    }
    return { lines, missing: matching?.facts ?? [] }
  }
}
