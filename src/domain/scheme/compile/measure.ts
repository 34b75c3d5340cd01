import { daysBetween, monthsBetween, yearsBetween } from '../../kernel/civil-date.ts'
import type { Path } from '../issue.ts'
import type { Measure, Pred } from '../schema/predicate.ts'
import { T, type Truth } from '../state.ts'
import { textOf, type Entity, type FactValue, type Moment, type Row } from '../facts/world.ts'
import { kindOf } from './bound.ts'
import type { CompiledMeasure, Read, Test } from './compiled.ts'
import { rowFilter } from './rows.ts'
import { holder, resolveEntity, resolveFact, resolveRows, rowScope, type RuleFace, type Scope } from './scope.ts'
import { exactly } from './scratch.ts'
import { compileSpanMeasure } from './span-measure.ts'
import type { CompiledPredicate } from './trace.ts'

/** A fact that holds several codes is asked whether it `has` one; any other what it `is`. */
export function checkList(scope: Scope, measure: CompiledMeasure, wantsList: boolean, path: Path): void {
  if (measure.isList === undefined || measure.isList === wantsList) return
  if (wantsList) scope.report('not-a-list', `${measure.label} 不是清单，用 is 或 in`, path)
  else scope.report('is-a-list', `${measure.label} 是清单，用 has`, path)
}

interface RowReader {
  readonly visit: (r: Row, e: Entity, m: Moment, each: (row: Row, truth: Truth) => void) => boolean
  /** Rows that hold, and in `m.slack` those that cannot be decided; undefined when the rows are missing. */
  readonly count: Read
  readonly reaches: (least: number) => Test
  readonly facts: readonly string[]
  readonly label: string
  readonly inner: Scope
  /** Event field of the rows, by which they are ordered. */
  readonly on: string | undefined
}

/** Walks the rows in force at the moment, with the truth of the condition on each; false when the rows are missing. */
function rowReader(
  scope: Scope,
  name: string,
  pred: Pred | undefined,
  perPeriod: boolean,
  path: Path,
  key: string,
): RowReader | undefined {
  const rows = resolveRows(scope, name, [...path, key])
  if (!rows) return undefined
  const inner = rowScope(scope, rows)
  const where: CompiledPredicate | undefined = pred && scope.setup.predicate(inner, pred, perPeriod, [...path, 'where'])
  const filter = rowFilter(scope, rows.def, perPeriod)
  const isNested = scope.rowFields !== undefined || scope.rowSubject !== undefined
  const test = where?.test
  return {
    count: (r, e, m) => {
      const list = rows.read(r, e, m)
      let [yes, open, unsigned] = [0, 0, 0]
      if (Array.isArray(list)) {
        const { outer } = m
        if (isNested) m.outer = r
        const around = holder(scope, r, e)
        for (let i = 0; i < list.length; i++) {
          const row = list[i] as Row
          const truth = test ? test(row, around, m) : T.yes
          if (truth === T.no || (filter && !filter(row, m))) continue
          if (truth === T.yes) yes++
          else {
            open++
            if (truth === T.unsettled) unsigned++
          }
        }
        m.outer = outer
      }
      m.den = 1
      m.slack = open
      m.unsettled = unsigned > 0 && unsigned === open
      return Array.isArray(list) || list === null ? yes : undefined
    },
    reaches: (least) => (r, e, m) => {
      const list = rows.read(r, e, m)
      if (!Array.isArray(list)) return list !== null ? T.unknown : least <= 0 ? T.yes : T.no
      if (least <= 0) return T.yes
      const { outer } = m
      if (isNested) m.outer = r
      const around = holder(scope, r, e)
      let [yes, open, unsigned] = [0, 0, 0]
      for (let i = 0; i < list.length && yes < least; i++) {
        const row = list[i] as Row
        const truth = test ? test(row, around, m) : T.yes
        if (truth === T.no || (filter && !filter(row, m))) continue
        if (truth === T.yes) yes++
        else {
          open++
          if (truth === T.unsettled) unsigned++
        }
      }
      m.outer = outer
      return yes >= least ? T.yes : yes + open < least ? T.no : unsigned === open ? T.unsettled : T.unknown
    },
    label: pred ? `${rows.label}(合条件)` : rows.label,
    facts: [rows.name, ...(where?.facts ?? [])],
    inner,
    on: rows.def.on,
    visit: (r, e, m, each) => {
      const list = rows.read(r, e, m)
      if (!Array.isArray(list)) return list === null
      const { outer } = m
      if (isNested) m.outer = r
      const around = holder(scope, r, e)
      for (const row of list as readonly Row[]) {
        if (filter && !filter(row, m)) continue
        each(row, where ? where.test(row, around, m) : T.yes)
      }
      m.outer = outer
      return true
    },
  }
}

const NEVER: CompiledMeasure = { read: () => undefined, kind: {}, facts: [], label: '', isPlain: false, isNumeric: true }

/** Compiles what a plan may measure. `perPeriod` restricts event rows to the rule's period. */
export function compileMeasure(scope: Scope, measure: Measure, perPeriod: boolean, path: Path): CompiledMeasure {
  if (typeof measure === 'string') {
    const f = resolveFact(scope, measure, path)
    const isNumeric = ['int', 'ordinal', 'year'].includes(f.def.type)
    const levels = f.def.levels
    const read: Read = levels ? (r, e, m) => levelOf(levels, f.read(r, e, m)) : f.read
    const isList = f.def.label === '' ? undefined : ['codes', 'ids', 'years'].includes(f.def.type)
    return {
      read,
      kind: kindOf(f.def),
      facts: [f.name],
      label: f.def.label,
      isPlain: true,
      isNumeric,
      ...(isList !== undefined && { isList }),
    }
  }
  if ('count' in measure) return compileCount(scope, measure, perPeriod, path)
  if ('sum' in measure) return compileSum(scope, measure.sum, measure, perPeriod, false, path)
  if ('mean' in measure) return compileSum(scope, measure.mean, measure, perPeriod, true, path)
  if ('run' in measure) return compileRun(scope, measure, path)
  if ('years' in measure) return compileSpanMeasure(scope, measure.years, yearsBetween, 'year', measure.inclusive ?? false, path)
  if ('months' in measure)
    return compileSpanMeasure(scope, measure.months, monthsBetween, 'month', measure.inclusive ?? false, path)
  if ('days' in measure) return compileSpanMeasure(scope, measure.days, daysBetween, 'day', measure.inclusive ?? false, path)
  if ('previous' in measure) {
    const f = resolveFact(scope, measure.previous, path)
    const field = measure.previous.split('.').at(-1) ?? ''
    const find = resolveEntity(scope, f.name.split('.')[0] ?? '', path)
    const per = measure.per
    const read: Read = (r, e) => {
      const before = find?.(r, e)?.['previous']
      const facts = typeof before === 'object' && before !== null && !Array.isArray(before) ? (before as Row)[per] : before
      const value = typeof facts === 'object' && facts !== null && !Array.isArray(facts) ? (facts as Row)[field] : undefined
      return f.def.levels ? levelOf(f.def.levels, value) : value
    }
    return { read, kind: kindOf(f.def), facts: [`${f.name}(上期)`], label: `上期${f.def.label}`, isPlain: false, isNumeric: true }
  }
  return compileRuleValue(scope, measure.rule, path)
}

/** Place of an ordinal's code among its levels; a code that is none of them tells nothing. */
function levelOf(levels: readonly string[], value: FactValue): FactValue {
  if (typeof value !== 'string') return value
  const level = levels.indexOf(value)
  return level < 0 ? undefined : level
}

function compileCount(
  scope: Scope,
  measure: Extract<Measure, { count: string }>,
  perPeriod: boolean,
  path: Path,
): CompiledMeasure {
  const reader = rowReader(scope, measure.count, measure.where, perPeriod, path, 'count')
  if (!reader) return NEVER
  const shape = { kind: {}, facts: reader.facts, label: reader.label, isPlain: false, isNumeric: true }
  if (measure.distinct === undefined) return { read: reader.count, reaches: reader.reaches, ...shape }
  const distinct = resolveFact(reader.inner, measure.distinct, [...path, 'distinct'])
  const read: Read = (r, e, m) => {
    let [open, unsigned] = [0, 0]
    const seen = new Set<FactValue>()
    const known = reader.visit(r, e, m, (row, truth) => {
      if (truth === T.no) return
      if (truth !== T.yes) {
        open++
        if (truth === T.unsettled) unsigned++
      } else {
        const key = distinct.read(row, holder(scope, r, e), m)
        if (Array.isArray(key)) for (const one of key as readonly FactValue[]) seen.add(one)
        else if (key === undefined || key === null) open++
        else seen.add(key)
      }
    })
    m.den = 1
    m.slack = open
    m.unsettled = unsigned > 0 && unsigned === open
    return known ? seen.size : undefined
  }
  return { read, ...shape }
}

function compileSum(
  scope: Scope,
  name: string,
  measure: { field: string; where?: Pred | undefined },
  perPeriod: boolean,
  mean: boolean,
  path: Path,
): CompiledMeasure {
  const reader = rowReader(scope, name, measure.where, perPeriod, path, mean ? 'mean' : 'sum')
  if (!reader) return NEVER
  const field = resolveFact(reader.inner, measure.field, [...path, 'field'])
  const read: Read = (r, e, m) => {
    let [sum, count, missing] = [0, 0, false]
    const known = reader.visit(r, e, m, (row, truth) => {
      if (truth === T.no) return
      const value = truth === T.yes ? field.read(row, holder(scope, r, e), m) : undefined
      if (typeof value === 'number') {
        sum += value
        count++
      } else missing = true
    })
    exactly(m)
    if (!known || missing) return undefined
    if (!mean) return sum
    if (count === 0) return null
    m.den = count
    return sum
  }
  const label = `${reader.label}${field.def.label}${mean ? '平均' : '合计'}`
  return { read, kind: kindOf(field.def), facts: [...reader.facts, field.name], label, isPlain: false, isNumeric: true }
}

/** Unbroken run of rows that ends at the last one; a row that cannot be decided inside it leaves the length unknown. */
function compileRun(scope: Scope, measure: { run: string; where: Pred }, path: Path): CompiledMeasure {
  const reader = rowReader(scope, measure.run, measure.where, false, path, 'run')
  if (!reader) return NEVER
  const { on } = reader
  const read: Read = (r, e, m) => {
    const seen: { at: string; truth: Truth }[] = []
    const known = reader.visit(
      r,
      e,
      m,
      (row, truth) => void seen.push({ at: on === undefined ? '' : (textOf(row[on]) ?? ''), truth }),
    )
    exactly(m)
    if (!known) return undefined
    if (on !== undefined) seen.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    const broken = seen.findLastIndex((s) => s.truth === T.no)
    const run = seen.slice(broken + 1)
    return run.every((s) => s.truth === T.yes) ? run.length : undefined
  }
  return { read, kind: {}, facts: reader.facts, label: `${reader.label}连续次数`, isPlain: false, isNumeric: true }
}

function compileRuleValue(scope: Scope, id: string, path: Path): CompiledMeasure {
  const { setup } = scope
  const subject = setup.ruleSubject(id)
  if (subject === undefined) {
    scope.report('unknown-rule', `没有规则 ${id}`, path)
    return NEVER
  }
  const find = resolveEntity(scope, subject, path)
  if (!find) return NEVER
  let face: RuleFace | undefined
  const read: Read = (r, e, m) => {
    const entity = find(r, e)
    face ??= setup.rule(id)
    const value = entity ? face?.value(entity, m) : entity
    const { den } = m
    exactly(m)
    m.den = den
    return value
  }
  return { read, kind: setup.valueKind(id), facts: [`rule:${id}`], label: setup.ruleLabel(id), isPlain: false, isNumeric: true }
}
