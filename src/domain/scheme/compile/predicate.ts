import type { Path } from '../issue.ts'
import type { Pred } from '../schema/predicate.ts'
import { codeOf, S, STATES, T, type State, type StateCode, type Truth } from '../state.ts'
import { textOf, type Entity, type FactValue, type Moment, type Row } from '../facts/world.ts'
import { compileDay } from './bound.ts'
import { compared } from './clock.ts'
import { compileBounds, compileIs } from './comparison.ts'
import { checkList, compileMeasure } from './measure.ts'
import { take } from './scratch.ts'
import { resolveEntity, resolveFact, type RuleFace, type Scope } from './scope.ts'
import { leaf, type CompiledPredicate, type PredInfo, type TraceNode } from './trace.ts'
import type { Test } from './compiled.ts'

/** Compiles a condition tree; `perPeriod` restricts event rows to the rule's period. */
export function compilePredicate(scope: Scope, pred: Pred, perPeriod: boolean, path: Path): CompiledPredicate {
  if ('all' in pred) return compileMany(scope, pred, pred.all, 'all', perPeriod, path)
  if ('any' in pred) return compileMany(scope, pred, pred.any, 'any', perPeriod, path)
  if ('not' in pred) return compileNot(scope, pred, perPeriod, path)
  if ('rule' in pred) return compileRuleRef(scope, pred, path)
  if ('is' in pred) return compileIs(scope, pred, perPeriod, path)
  if ('in' in pred || 'has' in pred || 'present' in pred) return compileMembership(scope, pred, perPeriod, path)
  if ('onOrBefore' in pred) return compileDate(scope, pred, 'onOrBefore', pred.onOrBefore, path)
  if ('onOrAfter' in pred) return compileDate(scope, pred, 'onOrAfter', pred.onOrAfter, path)
  if ('before' in pred) return compileDate(scope, pred, 'before', pred.before, path)
  if ('after' in pred) return compileDate(scope, pred, 'after', pred.after, path)
  return compileBounds(scope, pred, perPeriod, path)
}

/** Most conditions have two parts: they go without the loop. */
function manyTest(tests: readonly Test[], decisive: Truth, neutral: Truth): Test {
  const [a, b] = tests
  if (a && tests.length === 1) return a
  if (a && b && tests.length === 2)
    return (r, e, m) => {
      const x = a(r, e, m)
      if (x === decisive) return x
      const y = b(r, e, m)
      return y === decisive || x === neutral ? y : y === neutral || x === T.unknown ? x : y
    }
  return (r, e, m) => {
    let truth: Truth = neutral
    for (let i = 0; i < tests.length; i++) {
      const t = (tests[i] as Test)(r, e, m)
      if (t === decisive) return t
      if (t !== neutral && truth !== T.unknown) truth = t
    }
    return truth
  }
}

function compileMany(
  scope: Scope,
  source: Pred,
  preds: readonly Pred[],
  op: 'all' | 'any',
  perPeriod: boolean,
  path: Path,
): CompiledPredicate {
  const kids = preds.map((p, i) => compilePredicate(scope, p, perPeriod, [...path, op, i]))
  const tests = kids.map((k) => k.test)
  const decisive = op === 'all' ? T.no : T.yes
  const neutral = op === 'all' ? T.yes : T.no
  const facts = [...new Set(kids.flatMap((k) => k.facts))]
  const info: PredInfo = { op, label: op === 'all' ? '全部满足' : '满足其一', facts, source }
  const fold = (truth: Truth, next: Truth): Truth =>
    next === decisive || truth === decisive ? decisive : next === neutral ? truth : truth === T.unknown ? truth : next
  return {
    facts,
    test: manyTest(tests, decisive, neutral),
    trace: (r, e, m) => {
      const nodes = kids.map((k) => k.trace(r, e, m))
      let truth: Truth = neutral
      for (const n of nodes) truth = fold(truth, n.truth)
      return { info, truth, kids: nodes }
    },
  }
}

function compileNot(scope: Scope, source: Extract<Pred, { not: Pred }>, perPeriod: boolean, path: Path): CompiledPredicate {
  const kid = compilePredicate(scope, source.not, perPeriod, [...path, 'not'])
  const info: PredInfo = { op: 'not', label: '不得', facts: kid.facts, source }
  const negate = (t: Truth): Truth => (t === T.yes ? T.no : t === T.no ? T.yes : t)
  return {
    facts: kid.facts,
    test: (r, e, m) => negate(kid.test(r, e, m)),
    trace: (r, e, m) => {
      const node = kid.trace(r, e, m)
      return { info, truth: negate(node.truth), kids: [node] }
    },
  }
}

const satisfied = (code: StateCode): boolean => code >= S.met && code <= S.excepted
const failed = (code: StateCode): boolean => code >= S.differs

/** Truth of "that rule came out so"; `met` covers agrees and excepted, `not-met` covers overdue and differs; `late` is neither. */
function outcomeTruth(code: StateCode, is: State): Truth {
  if (is === 'unknown' || is === 'unsettled' || is === 'not-applicable') return code === codeOf(is) ? T.yes : T.no
  if (code === S.unknown) return T.unknown
  if (code === S.unsettled) return T.unsettled
  if (is === 'met') return satisfied(code) ? T.yes : T.no
  if (is === 'not-met') return failed(code) ? T.yes : T.no
  return code === codeOf(is) ? T.yes : T.no
}

function compileRuleRef(scope: Scope, source: Extract<Pred, { rule: string; is: string }>, path: Path): CompiledPredicate {
  const { setup } = scope
  const { rule: id, is } = source
  const subject = setup.ruleSubject(id)
  const facts = [`rule:${id}`]
  const info: PredInfo = { op: 'rule', label: subject === undefined ? id : setup.ruleLabel(id), facts, required: is, source }
  if (subject === undefined) scope.report('unknown-rule', `没有规则 ${id}`, [...path, 'rule'])
  const find = subject === undefined ? undefined : resolveEntity(scope, subject, [...path, 'rule'])
  const state = (STATES as readonly string[]).includes(is) ? (is as State) : undefined
  let face: RuleFace | undefined
  const test: Test = (r, e, m) => {
    const entity = find?.(r, e)
    if (entity === null) return T.no
    face ??= setup.rule(id)
    if (!entity || !face) return T.unknown
    const label = !state && face.isSureLabel ? face.label(entity, m) : undefined
    if (label !== undefined) return label === is ? T.yes : T.no
    const code = face.state(entity, m)
    if (state) return outcomeTruth(code, state)
    if (code === S.unknown) return T.unknown
    if (code === S.unsettled) return T.unsettled
    return !face.isSureLabel && face.label(entity, m) === is ? T.yes : T.no
  }
  const found = (r: Row, e: Entity, m: Moment): TraceNode => {
    const entity = find?.(r, e)
    const face = entity ? setup.rule(id) : undefined
    const value = face && entity ? (face.label(entity, m) ?? STATES[face.state(entity, m)]) : undefined
    return { info, truth: test(r, e, m), value, required: [is] }
  }
  return leaf(info, found, test)
}

/** Up to so many codes are compared one by one. */
const FEW = 4
/** Known to be none: `null`, or a list with nothing in it. */
const isNone = (value: FactValue): boolean => value === null || (Array.isArray(value) && value.length === 0)

function compileMembership(
  scope: Scope,
  source: Extract<Pred, { in: string[] } | { has: unknown } | { present: boolean }>,
  perPeriod: boolean,
  path: Path,
): CompiledPredicate {
  const measure = compileMeasure(scope, source.fact, perPeriod, [...path, 'fact'])
  const op = 'in' in source ? 'in' : 'has' in source ? 'has' : 'present'
  const has = 'has' in source ? source.has : undefined
  const wanted = has !== undefined && typeof has !== 'string' ? resolveFact(scope, has.fact, [...path, 'has']) : undefined
  const required =
    'in' in source ? source.in.join('、') : 'has' in source ? (wanted?.name ?? (has as string)) : source.present ? '有' : '无'
  const against = wanted ? [wanted.name] : []
  const info: PredInfo = { op, label: measure.label, facts: measure.facts, against, measure, required, source }
  const { levels } = measure.kind
  const few = 'in' in source && source.in.length <= FEW && !levels ? source.in : undefined
  const codes = 'in' in source ? new Set<FactValue>(levels ? source.in.map((c) => levels.indexOf(c)) : source.in) : undefined
  if (codes?.has(-1)) scope.report('unknown-level', `没有等级 ${required}；可用：${levels?.join('、') ?? ''}`, [...path, 'in'])
  if (op !== 'present') checkList(scope, measure, op === 'has', [...path, op])
  const decide = (value: FactValue, r: Row, e: Entity, m: Moment): Truth => {
    if (value === undefined) return T.unknown
    if ('present' in source) return isNone(value) === source.present ? T.no : T.yes
    if (codes) return codes.has(value) ? T.yes : T.no
    const one = wanted ? wanted.read(r, e, m) : (has as string)
    if (one === undefined) return T.unknown
    return Array.isArray(value) && value.includes(one) ? T.yes : T.no
  }
  const { read } = measure
  const test: Test =
    few && measure.isPlain
      ? (r, e, m) => {
          const value = read(r, e, m)
          return value === undefined ? T.unknown : few.includes(value as string) ? T.yes : T.no
        }
      : (r, e, m) => decide(take(measure, r, e, m), r, e, m)
  const found = (r: Row, e: Entity, m: Moment): TraceNode => {
    const value = take(measure, r, e, m)
    return { info, truth: decide(value, r, e, m), value, required: [required] }
  }
  return leaf(info, found, test)
}

/** Days as text of one length compare as days. */
const HOLDS: Readonly<Record<NonNullable<PredInfo['dateOp']>, (x: string, y: string) => Truth>> = {
  onOrBefore: (x, y) => (x <= y ? T.yes : T.no),
  onOrAfter: (x, y) => (x >= y ? T.yes : T.no),
  before: (x, y) => (x < y ? T.yes : T.no),
  after: (x, y) => (x > y ? T.yes : T.no),
}

function compileDate(
  scope: Scope,
  source: Pred,
  dateOp: NonNullable<PredInfo['dateOp']>,
  day: string,
  path: Path,
): CompiledPredicate {
  const a = compileDay(scope, 'fact' in source ? (source.fact as string) : '', [...path, 'fact'])
  const b = compileDay(scope, day, [...path, dateOp])
  const named = (d: typeof a): string[] => (d.literal !== undefined || d.name === 'today' ? [] : [d.name])
  const label =
    a.name === 'today' ? '判定日' : resolveFact({ ...scope, report: () => undefined }, a.name, path).def.label || a.name
  const info: PredInfo = { op: 'date', label, facts: named(a), against: named(b), dateOp, required: b.name, source }
  const holds = HOLDS[dateOp]
  const decide = (x: FactValue, y: FactValue): Truth => {
    if (x === undefined || y === undefined) return T.unknown
    if (x === null || y === null) return T.no
    if (typeof x === 'string' && typeof y === 'string' && x.length > 10 !== y.length > 10)
      [x, y] = [x.slice(0, 10), y.slice(0, 10)]
    return holds(textOf(x) ?? '', textOf(y) ?? '')
  }
  const [isToday, toToday] = [a.name === 'today', b.name === 'today']
  return leaf(
    info,
    (r, e, m) => {
      const [value, required] = [a.read(r, e, m), b.read(r, e, m)]
      return { info, truth: decide(value, required), value, required: [required] }
    },
    (r, e, m) => {
      const x = isToday ? m.asOf : a.read(r, e, m)
      const y = b.literal ?? (toToday ? m.asOf : b.read(r, e, m))
      if (isToday || toToday) compared(m, textOf(isToday ? y : x) ?? '')
      return typeof x === 'string' && typeof y === 'string' && x.length === y.length ? holds(x, y) : decide(x, y)
    },
  )
}
