import type { Catalogue, FactDef, SubjectDef } from '../catalogue/types.ts'
import { parseQuantity } from '../../kernel/quantity.ts'
import type { Path, Report } from '../issue.ts'
import type { Rule } from '../schema/rule.ts'
import type { Scheme } from '../schema/scheme.ts'
import { factRefs, ruleRefs, settingRefs } from '../walk.ts'
import { compileRule, type CompiledRule } from './compile-rule.ts'
import { compilePredicate } from './predicate.ts'
import { subjectOf, type Setup } from './scope.ts'

/** Signed values by setting id, in the words of the scheme (`30 天`, `month`). */
export type Signed = ReadonlyMap<string, string | number>

export interface CompiledScheme {
  readonly scheme: Scheme
  readonly catalogue: Catalogue
  readonly rules: readonly CompiledRule[]
  readonly byId: ReadonlyMap<string, CompiledRule>
  readonly bySubject: ReadonlyMap<string, readonly CompiledRule[]>
  readonly signed: Signed
}

/** The catalogue with the fields a plan coined for itself. */
export function catalogueOf(base: Catalogue, scheme: Pick<Scheme, 'fields'>): Catalogue {
  const out: Record<string, SubjectDef> = { ...base }
  for (const [name, field] of Object.entries(scheme.fields)) {
    const [subject = '', fact = ''] = name.split('.')
    const def = out[subject]
    if (!def) continue
    const unit = field.unit === undefined ? undefined : parseQuantity(`1 ${field.unit}`)?.unit
    const coined: FactDef = {
      type: field.type,
      label: field.label,
      origin: 'declared',
      supplier: field.supplier,
      ...(unit && { unit }),
      ...(field.levels && { levels: field.levels }),
    }
    out[subject] = { ...def, facts: { ...def.facts, [fact]: coined } }
  }
  return out
}

const valueUnit = (
  rule: Rule | undefined,
  unitOf: (fact: string) => FactDef | undefined,
): { unit?: 'point' | 'bp' | 'fen' | 'm²' | 'day' | 'minute' | 'year' | 'month' } => {
  if (rule?.kind === 'share') return { unit: 'bp' }
  if (rule?.kind === 'fund' || rule?.kind === 'tranches' || rule?.kind === 'bands') return { unit: 'fen' }
  if (rule?.kind !== 'score') return {}
  const measure = rule.parts[0]?.measure
  if (typeof measure === 'string') {
    const unit = unitOf(measure)?.unit
    return unit ? { unit } : {}
  }
  return typeof measure === 'object' && ('mean' in measure || 'sum' in measure) ? { unit: 'point' } : {}
}

function unsignedBehind(
  rule: Rule,
  sources: ReadonlyMap<string, Rule>,
  definer: ReadonlyMap<string, string>,
  signed: Signed,
): string[] {
  const own = (r: Rule): string[] => settingRefs(r).filter((id) => !signed.has(id))
  const seen = new Set([rule])
  let behind = [rule]
  while (behind.length > 0) {
    const found = new Set(behind.flatMap(own))
    if (found.size > 0) return [...found]
    behind = behind
      .flatMap((r) => [...ruleRefs(r).map((ref) => ref.id), ...[...factRefs(r)].flatMap((f) => definer.get(f) ?? [])])
      .flatMap((id) => sources.get(id) ?? [])
      .filter((r) => !seen.has(r) && seen.add(r))
  }
  return []
}

/**
 * Compiles a scheme once to closures. Findings (unknown facts, units that do not fit, ambiguous paths) go to `report`;
 * a rule with findings still compiles and then knows nothing.
 */
export function compileScheme(
  scheme: Scheme,
  base: Catalogue,
  signed: Signed = new Map(),
  report: (rule: Rule, ...finding: Parameters<Report>) => void = () => undefined,
): CompiledScheme {
  const catalogue = catalogueOf(base, scheme)
  const sources = new Map(scheme.rules.map((r) => [r.id, r]))
  const byId = new Map<string, CompiledRule>()
  const definer = new Map(scheme.rules.flatMap((r) => (r.defines === undefined ? [] : [[r.defines, r.id] as const])))
  const factDef = (name: string): FactDef | undefined => {
    const [subject = '', fact = ''] = name.split('.')
    return catalogue[subject]?.facts[fact]
  }
  const setup: Setup = {
    catalogue,
    settings: scheme.settings,
    signed,
    validFrom: scheme.validFrom,
    rule: (id) => byId.get(id),
    predicate: compilePredicate,
    unsignedBehind: (rule) => unsignedBehind(rule, sources, definer, signed),
    definer,
    ruleSubject: (id) => {
      const rule = sources.get(id)
      return rule && subjectOf(rule.subject).subject
    },
    ruleLabel: (id) => sources.get(id)?.label ?? id,
    valueKind: (id) => valueUnit(sources.get(id), factDef),
  }
  for (const rule of scheme.rules) {
    const { subject } = subjectOf(rule.subject)
    const tell: Report = (code, message, path: Path, severity) => report(rule, code, message, path, severity)
    if (!catalogue[subject]) tell('unknown-subject', `没有主体 ${subject}`, ['subject'])
    const defeaters = scheme.rules.filter((r) => r.defeats === rule.id).map((r) => r.id)
    byId.set(rule.id, compileRule({ setup, root: subject, report: tell }, rule, scheme.atRiskDays, defeaters))
  }
  const rules = [...byId.values()]
  const bySubject = new Map<string, CompiledRule[]>()
  for (const r of rules) bySubject.set(r.subject, [...(bySubject.get(r.subject) ?? []), r])
  return { scheme, catalogue, rules, byId, bySubject, signed }
}
