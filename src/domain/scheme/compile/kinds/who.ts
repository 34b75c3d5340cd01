import type { RuleOf } from '../../schema/rule.ts'
import { S, T, type Truth } from '../../state.ts'
import type { Entity, Moment, Row } from '../../facts/world.ts'
import { compilePredicate } from '../predicate.ts'
import type { Kernel, RulingItem } from '../ruling.ts'
import { resolveFact, resolveRows, rowScope, type Scope } from '../scope.ts'
import { missingFacts } from '../trace.ts'

/** Authority gives no verdict of its own: it answers when an act is asked for (`decideAction`). */
export function compileAuthority(
  scope: Scope,
  rule: RuleOf<'authority'>,
): Kernel & { readonly applies: (e: Entity, m: Moment) => Truth } {
  const when = rule.when && compilePredicate(scope, rule.when, false, ['when'])
  const except = rule.except && compilePredicate(scope, rule.except, false, ['except'])
  return {
    state: () => S.notApplicable,
    labels: ['constructed'],
    label: () => 'constructed',
    applies: (e, m) => {
      const holds = when ? when.test(e, e, m) : T.yes
      if (holds === T.no) return T.no
      const excepted = except ? except.test(e, e, m) : T.no
      return excepted === T.yes ? T.no : excepted === T.no ? holds : excepted
    },
    body: (e, m) => (when ? { trace: when.trace(e, e, m) } : {}),
  }
}

/** Steps in order; the current one is the first that is not done. */
export function compileProcess(scope: Scope, rule: RuleOf<'process'>): Kernel {
  const steps = rule.steps.map((s, i) => {
    const rows = s.everyOf === undefined ? undefined : resolveRows(scope, s.everyOf, ['steps', i, 'everyOf'])
    const done = compilePredicate(rows ? rowScope(scope, rows) : scope, s.done, false, ['steps', i, 'done'])
    if (s.notBy) compilePredicate(scope, s.notBy, false, ['steps', i, 'notBy'])
    const test = (e: Entity, m: Moment, gaps?: Row[]): Truth => {
      if (!rows) return done.test(e, e, m)
      const list = rows.read(e, e, m)
      if (list === undefined) return T.unknown
      if (!Array.isArray(list) || list.length === 0) return T.no
      let truth: Truth = T.yes
      for (const row of list as readonly Row[]) {
        const t = done.test(row, e, m)
        if (t !== T.yes) gaps?.push(row)
        if (t === T.no) truth = t
        else if (t !== T.yes && truth === T.yes) truth = t
      }
      return truth
    }
    const missing = (e: Entity, m: Moment): string[] =>
      !rows ? missingFacts(done.trace(e, e, m)) : rows.read(e, e, m) === undefined ? [rows.name] : [...done.facts]
    return { ...s, test, missing }
  })
  const current = (e: Entity, m: Moment): { step: (typeof steps)[number]; truth: Truth } | undefined => {
    for (const step of steps) {
      const truth = step.test(e, m)
      if (truth !== T.yes) return { step, truth }
    }
    return undefined
  }
  return {
    labels: [...steps.map((s) => s.id), 'done'],
    state: (e, m) => {
      const at = current(e, m)
      return !at ? S.met : at.truth === T.no ? S.due : at.truth === T.unknown ? S.unknown : S.unsettled
    },
    label: (e, m) => current(e, m)?.step.id ?? 'done',
    body: (e, m) => {
      const gapRows: Row[] = []
      const items = steps.map((s): RulingItem => ({ id: s.id, label: s.label, by: s.by, truth: s.test(e, m) }))
      const at = current(e, m)
      at?.step.test(e, m, gapRows)
      return { items, gapRows, missing: at?.truth === T.unknown ? at.step.missing(e, m) : [] }
    },
  }
}

/** Which codes exist. A code outside a closed list is not met; an open list only warns. */
export function compileCatalogueRule(scope: Scope, rule: RuleOf<'catalogue'>): Kernel {
  const of = resolveFact(scope, rule.of, ['of'])
  const items = rule.items.map((item, i) => ({
    ...item,
    where: item.where && compilePredicate(scope, item.where, false, ['items', i, 'where']),
  }))
  const known = (code: unknown, e: Entity, m: Moment): boolean =>
    items.some((i) => i.code === code && (!i.where || i.where.test(e, e, m) !== T.no))
  const codesOf = (e: Entity, m: Moment): readonly unknown[] | undefined => {
    const value = of.read(e, e, m)
    return value === undefined ? undefined : value === null ? [] : Array.isArray(value) ? value : [value]
  }
  return {
    state: (e, m) => {
      const codes = codesOf(e, m)
      if (!codes || codes.length === 0) return S.notApplicable
      return rule.open || codes.every((c) => known(c, e, m)) ? S.met : S.notMet
    },
    body: (e, m) => {
      const codes = codesOf(e, m) ?? []
      const missing = codesOf(e, m) === undefined ? [of.name] : []
      return {
        missing,
        items: items.map((i): RulingItem => ({ id: i.code, label: i.label, truth: codes.includes(i.code) ? T.yes : T.no })),
      }
    },
  }
}

/** "May", "when ripe", "is encouraged": recorded when somebody decides, never unmet. */
export const compileDiscretion = (): Kernel => ({
  state: () => S.notApplicable,
  labels: ['discretion'],
  label: () => 'discretion',
  body: () => ({}),
})
