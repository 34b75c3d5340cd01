import { isCivilDate } from '../../../kernel/civil-date.ts'
import type { RuleOf } from '../../schema/rule.ts'
import { S, T, type StateCode, type Truth } from '../../state.ts'
import type { Entity, Moment, Row } from '../../facts/world.ts'
import { hasCome, isOver } from '../clock.ts'
import { compileSpan } from '../due.ts'
import { compilePredicate } from '../predicate.ts'
import { missingFacts, type CompiledPredicate, type TraceNode } from '../trace.ts'
import type { Kernel, RulingItem } from '../ruling.ts'
import type { Scope } from '../scope.ts'

const BY_TRUTH: readonly StateCode[] = [S.notMet, S.met, S.unknown, S.unsettled]
export const stateOfTruth = (t: Truth): StateCode => BY_TRUTH[t] ?? S.unknown

export function compileCondition(scope: Scope, rule: RuleOf<'condition'>): Kernel {
  const require = compilePredicate(scope, rule.require, rule.per !== undefined, ['require'])
  return {
    state: (e, m) => stateOfTruth(require.test(e, e, m)),
    body: (e, m) => ({ trace: require.trace(e, e, m) }),
  }
}

interface Item {
  readonly id: string
  readonly label: string
  readonly by?: string
  readonly applies: (e: Entity, m: Moment) => Truth
  readonly holds: (e: Entity, m: Moment) => Truth
  readonly trace?: (e: Entity, m: Moment) => TraceNode
  readonly where?: CompiledPredicate | undefined
}

/** Rows of `attested[]` for this rule and item, in force on the judged day. */
function attested(ruleId: string, itemId: string, validity: ReturnType<typeof compileSpan> | undefined) {
  return (e: Entity, m: Moment): Truth => {
    const rows = e['attested']
    if (rows === undefined) return T.unknown
    if (!Array.isArray(rows)) return T.no
    const holds = (rows as readonly Row[]).some((row) => {
      const on = row['on']
      if (row['ruleId'] !== ruleId || row['itemId'] !== itemId || !isCivilDate(on) || !hasCome(m, on)) return false
      const until = row['validUntilOn'] ?? (validity ? validity(on, e, m) : undefined)
      return !isCivilDate(until) || !isOver(m, until)
    })
    return holds ? T.yes : T.no
  }
}

export function compileChecklist(scope: Scope, rule: RuleOf<'checklist'>): Kernel {
  const perPeriod = rule.per !== undefined
  const items = rule.items.map((item, i): Item => {
    const where = item.where && compilePredicate(scope, item.where, perPeriod, ['items', i, 'where'])
    const base = {
      id: item.id,
      label: item.label,
      where,
      applies: (e: Entity, m: Moment): Truth => (where ? where.test(e, e, m) : T.yes),
    }
    if ('require' in item.proof) {
      const require = compilePredicate(scope, item.proof.require, perPeriod, ['items', i, 'proof', 'require'])
      const by = item.provider
      return { ...base, ...(by && { by }), holds: (e, m) => require.test(e, e, m), trace: (e, m) => require.trace(e, e, m) }
    }
    const { validity, attest } = item.proof
    const until = validity && compileSpan(scope, validity, ['items', i, 'proof', 'validity'])
    return { ...base, by: item.provider ?? attest, holds: attested(rule.id, item.id, until) }
  })
  const judge = (e: Entity, m: Moment): Truth => {
    let [yes, no, open, unsigned] = [0, 0, 0, 0]
    for (const item of items) {
      const applies = item.applies(e, m)
      if (applies === T.no) continue
      const t = applies === T.yes ? item.holds(e, m) : applies
      if (t === T.yes) yes++
      else if (t === T.no) no++
      else if (t === T.unsettled) unsigned++
      else open++
    }
    const all = yes + no + open + unsigned
    const need = Math.min(rule.need ?? all, all)
    if (yes >= need) return T.yes
    if (yes + open + unsigned < need) return T.no
    return open > 0 ? T.unknown : T.unsettled
  }
  return {
    state: (e, m) => stateOfTruth(judge(e, m)),
    value: (e, m) => {
      const held = items.filter((i) => i.applies(e, m) === T.yes && i.holds(e, m) === T.yes).length
      m.den = 1
      return held
    },
    body: (e, m) => ({
      missing: items.flatMap((i) =>
        i.applies(e, m) === T.yes
          ? !i.trace && i.holds(e, m) === T.unknown
            ? [`${scope.root}.attested[]`]
            : []
          : missingFacts(i.where?.trace(e, e, m)),
      ),
      items: items.flatMap((item): RulingItem[] => {
        if (item.applies(e, m) === T.no) return []
        const trace = item.trace?.(e, m)
        const { id, label, by } = item
        return [{ id, label, truth: item.holds(e, m), ...(by !== undefined && { by }), ...(trace && { trace }) }]
      }),
    }),
  }
}
