import { lastDayOf, periodOf, type CivilPeriod, type PeriodKind } from '../../kernel/period.ts'
import type { Path } from '../issue.ts'
import type { Rule } from '../schema/rule.ts'
import { S, stateOf, T, type StateCode, type Truth } from '../state.ts'
import type { Entity, Moment, Row } from '../facts/world.ts'
import { factRefs } from '../walk.ts'
import { compared, hasCome, isOver } from './clock.ts'
import { compileTerms, settle, type Terms } from './due.ts'
import { compileChecklist, compileCondition } from './kinds/condition.ts'
import { compileQuota, compileShare } from './kinds/count.ts'
import { compileDuty } from './kinds/duty.ts'
import { compileBands, compileConsequence, compileRanking, compileScore } from './kinds/judge.ts'
import { compileFund, compileTranches } from './kinds/money.ts'
import { compileAuthority, compileCatalogueRule, compileDiscretion, compileProcess } from './kinds/who.ts'
import { compilePredicate } from './predicate.ts'
import { missingFacts, type TraceNode } from './trace.ts'
import type { Kernel, Ruling, RulingBody } from './ruling.ts'
import { resolveFact, subjectOf, type RuleFace, type Scope } from './scope.ts'

/** A rule ready to be asked about any subject of its kind. */
export interface CompiledRule extends RuleFace {
  readonly rule: Rule
  readonly tier: string | undefined
  /** Day that decides which version applies to a subject: the judged day, or the anchor's where the rule names one. */
  readonly anchorOn: (e: Entity, m: Moment) => string
  /** Whether an authority rule speaks of this subject at all. */
  readonly speaks: ((e: Entity, m: Moment) => Truth) | undefined
  ruling(e: Entity, m: Moment): Ruling
}

function compileKernel(scope: Scope, rule: Rule, atRiskDays: number): Kernel {
  switch (rule.kind) {
    case 'condition':
      return compileCondition(scope, rule)
    case 'checklist':
      return compileChecklist(scope, rule)
    case 'quota':
      return compileQuota(scope, rule)
    case 'share':
      return compileShare(scope, rule)
    case 'duty':
      return compileDuty(scope, rule, atRiskDays)
    case 'authority':
      return compileAuthority(scope, rule)
    case 'process':
      return compileProcess(scope, rule)
    case 'catalogue':
      return compileCatalogueRule(scope, rule)
    case 'discretion':
      return compileDiscretion()
    case 'score':
      return compileScore(scope, rule)
    case 'bands':
      return compileBands(scope, rule)
    case 'ranking':
      return compileRanking(scope, rule)
    case 'consequence':
      return compileConsequence(scope, rule)
    case 'fund':
      return compileFund(scope, rule)
    case 'tranches':
      return compileTranches(scope, rule)
  }
}

/** Day that decides which version of a rule applies. */
function anchorDay(scope: Scope, rule: Rule): (e: Entity, m: Moment) => string {
  if (rule.anchor !== 'contractSigned') return (_, m) => m.asOf
  const quiet: Scope = { ...scope, report: () => undefined }
  const signed = resolveFact(quiet, 'contract.signedOn', [])
  return (e, m) => {
    const on = signed.read(e, e, m)
    return typeof on === 'string' ? on : m.asOf
  }
}

/** Periods are looked up for every subject on the same day: keep the last one. */
function periodCache(kind: PeriodKind | undefined): (m: Moment) => CivilPeriod | undefined {
  if (!kind) return () => undefined
  let last: { asOf: string; period: CivilPeriod } | undefined
  return (m) => {
    if (last?.asOf !== m.asOf) last = { asOf: m.asOf, period: periodOf(kind, m.asOf) }
    compared(m, last.period.next)
    return last.period
  }
}

const isTest = (rule: Rule): boolean => ['condition', 'checklist', 'quota', 'share', 'fund', 'catalogue'].includes(rule.kind)
const unmet = (s: StateCode): boolean => s === S.notMet

/** Compiles one rule; `defeaters` are the rules that name this one in `defeats`. */
export function compileRule(scope: Scope, rule: Rule, atRiskDays: number, defeaters: readonly string[]): CompiledRule {
  const { subject, tier } = subjectOf(rule.subject)
  const where = rule.where && compilePredicate(scope, rule.where, rule.per !== undefined, ['where'])
  const kernel = compileKernel(scope, rule, atRiskDays)
  const terms = compileOwnDue(scope, rule)
  const anchor = anchorDay(scope, rule)
  const periodAt = periodCache(rule.per)
  const stated = rule.strength === 'stated'
  const test = isTest(rule)
  const isDated = rule.validFrom !== undefined || rule.validTo !== undefined

  const unsigned = scope.setup.unsignedBehind(rule)
  const defeatedBy = (e: Entity, m: Moment): string | undefined =>
    defeaters.find((id) => {
      const face = scope.setup.rule(id)
      const code = face?.subject === subject ? face.state(e, m) : S.notApplicable
      return (code >= S.met && code <= S.late) || face?.label(e, m) === 'proposed'
    })
  const waivedBy = (e: Entity, m: Moment): Row | undefined =>
    rule.waiver && Array.isArray(e['waivers'])
      ? (e['waivers'] as readonly Row[]).find(
          (w) => w['ruleId'] === rule.id && !(typeof w['until'] === 'string' && isOver(m, w['until'])),
        )
      : undefined

  const applies = (e: Entity, m: Moment): StateCode | undefined => {
    if (isDated) {
      const day = anchor(e, m)
      if (rule.validFrom !== undefined) compared(m, rule.validFrom)
      if (rule.validTo !== undefined) compared(m, rule.validTo)
      if ((rule.validFrom !== undefined && day < rule.validFrom) || (rule.validTo !== undefined && day > rule.validTo))
        return S.notApplicable
    }
    if (where) {
      const t = where.test(e, e, m)
      if (t === T.no) return S.notApplicable
      if (t !== T.yes) return t === T.unknown ? S.unknown : S.unsettled
    }
    return defeaters.length > 0 && defeatedBy(e, m) !== undefined ? S.notApplicable : undefined
  }
  const soften = (code: StateCode, e: Entity, m: Moment): StateCode => {
    if (stated) return code === S.met ? S.agrees : unmet(code) ? S.differs : code
    if (!unmet(code)) return code
    if (waivedBy(e, m)) return S.excepted
    if (terms) return ownDue(terms, e, m, atRiskDays)
    if (test && m.period) {
      const dueOn = lastDayOf(m.period)
      if (!hasCome(m, dueOn) && !kernel.isFinal?.(e, m)) return settle(undefined, { dueOn }, m, atRiskDays)
    }
    return code
  }
  const within = <R>(m: Moment, work: () => R): R => {
    const before = m.period
    m.period = periodAt(m)
    const out = work()
    m.period = before
    return out
  }
  const plain = !where && !isDated && defeaters.length === 0 && !stated && !rule.waiver && !terms && !rule.per
  // the fast path: no closure is made per subject
  const state = plain
    ? kernel.state
    : (e: Entity, m: Moment): StateCode => {
        const before = m.period
        m.period = periodAt(m)
        const code = applies(e, m) ?? soften(kernel.state(e, m), e, m)
        m.period = before
        return code
      }
  const ask = <R>(of: ((e: Entity, m: Moment) => R) | undefined): ((e: Entity, m: Moment) => R | undefined) =>
    of === undefined
      ? () => undefined
      : (e, m) => {
          const before = m.period
          m.period = periodAt(m)
          const out = applies(e, m) === undefined ? of(e, m) : undefined
          m.period = before
          return out
        }

  return {
    rule,
    subject,
    tier,
    anchorOn: anchor,
    speaks:
      rule.kind === 'authority'
        ? (e, m) => (waivedBy(e, m) ? T.no : within(m, () => speaksOf(applies(e, m), kernel, e, m)))
        : undefined,
    labels: kernel.labels ?? [],
    isSureLabel: kernel.isSureLabel ?? false,
    state,
    label: ask(kernel.label),
    value: ask(kernel.value),
    ruling: (e, m) => {
      const before = m.period
      m.period = periodAt(m)
      const applied = applies(e, m)
      const isOpen = applied === undefined
      const body = isOpen ? kernel.body(e, m) : NO_BODY
      const found = finish(rule, e, {
        code: applied ?? soften(body.code ?? kernel.state(e, m), e, m),
        where: where?.trace(e, e, m),
        defeater: defeaters.length === 0 ? undefined : defeatedBy(e, m),
        waiver: waivedBy(e, m),
        unsigned,
        terms: terms?.(e, m),
        body,
        label: body.label ?? (isOpen ? kernel.label?.(e, m) : undefined),
        value: isOpen ? (in_) => amountOf(kernel, in_, m) : undefined,
      })
      m.period = before
      return found
    },
  }
}

/** The kernel's value with the denominator it left. */
function amountOf(kernel: Kernel, e: Entity, m: Moment): Ruling['amount'] {
  m.den = 1
  const value = kernel.value?.(e, m)
  return value === undefined ? undefined : { value, den: m.den, ...(kernel.unit && { unit: kernel.unit }) }
}

const speaksOf = (
  applied: StateCode | undefined,
  kernel: Kernel & { applies?: (e: Entity, m: Moment) => Truth },
  e: Entity,
  m: Moment,
): Truth => (applied === undefined ? (kernel.applies?.(e, m) ?? T.yes) : applied === S.notApplicable ? T.no : T.unknown)

/** Terms of a rule that is no duty but has a day by which it must hold. */
function compileOwnDue(scope: Scope, rule: Rule): Terms | undefined {
  if (rule.kind === 'duty' || !rule.due || 'each' in rule.due) return undefined
  const path: Path = ['due']
  return compileTerms(scope, rule.due, path, rule.validFrom ?? scope.setup.validFrom)
}
function ownDue(terms: Terms, e: Entity, m: Moment, atRiskDays: number): StateCode {
  const list = terms(e, m)
  if (typeof list === 'number') return list === S.notApplicable ? S.notMet : list
  const last = list.at(-1)
  return last ? settle(undefined, last, m, atRiskDays) : S.notMet
}

interface Found {
  readonly code: StateCode
  readonly where: TraceNode | undefined
  readonly defeater: string | undefined
  readonly waiver: Row | undefined
  readonly unsigned: readonly string[]
  readonly terms: ReturnType<Terms> | undefined
  /** What the kernel shows of a subject to which the rule applies. */
  readonly body: RulingBody
  readonly label: string | undefined
  readonly value: ((e: Entity) => Ruling['amount']) | undefined
}
const NO_BODY: RulingBody = {}
const NONE: readonly never[] = []

/** What a condition of a single measured leaf measured. */
function measuredBy(node: TraceNode | undefined): Ruling['amount'] {
  const single = node?.kids?.length === 1 ? node.kids[0] : node
  if (!single || single.kids || typeof single.value !== 'number' || !single.info.measure) return undefined
  const unit = single.info.measure.kind.unit
  return { value: single.value, den: single.den ?? 1, ...(unit && { unit }) }
}

const missingIn = (body: RulingBody, where: TraceNode | undefined): string[] => [
  ...new Set([
    ...(typeof body.missing === 'function' ? body.missing() : (body.missing ?? [])),
    ...[where, body.trace, ...(body.items ?? []).map((i) => i.trace)].flatMap(missingFacts),
  ]),
]

/** Written out field by field: spreading absent ones costs more than judging the rule. */
function finish(rule: Rule, e: Entity, { code, where, body, label, value, defeater, waiver, unsigned, terms }: Found): Ruling {
  const own =
    typeof terms === 'object'
      ? terms.map((t) => ({ dueOn: t.dueOn, state: stateOf(code), ...(t.id !== undefined && { id: t.id }) }))
      : NONE
  const amount = body.amount ?? measuredBy(body.trace) ?? value?.(e)
  const reason = waiver?.['reasonText']
  const because = defeater ?? (typeof reason === 'string' ? reason : undefined)
  const out: { -readonly [K in keyof Ruling]: Ruling[K] } = {
    rule,
    entity: e,
    state: stateOf(code),
    items: body.items ?? NONE,
    obligations: body.obligations ?? own,
    gapRows: body.gapRows ?? NONE,
    missing:
      code !== S.unknown
        ? NONE
        : terms === S.unknown
          ? [...missingIn(body, where), ...factRefs(rule.due)]
          : missingIn(body, where),
    unsigned: code === S.unsettled ? unsigned : NONE,
  }
  if (label !== undefined) out.label = label
  if (amount) out.amount = amount
  if (where) out.where = where
  if (body.trace) out.trace = body.trace
  if (body.payable) out.payable = body.payable
  if (body.endsOn) out.endsOn = body.endsOn
  if (body.order) out.order = body.order
  if (because !== undefined) out.because = because
  return out
}
