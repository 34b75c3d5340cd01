import type { RuleOf } from '../../schema/rule.ts'
import { S, T, type Truth } from '../../state.ts'
import type { Entity, FactValue, Moment, Row } from '../../facts/world.ts'
import { boundValue, compileBound } from '../bound.ts'
import { stateOfTruth } from './condition.ts'
import { compilePredicate } from '../predicate.ts'
import { rowFilter } from '../rows.ts'
import type { Kernel, RulingItem } from '../ruling.ts'
import { resolveFact, type Scope } from '../scope.ts'

const sumOf = (rows: FactValue, field: string): number | undefined => {
  if (rows === undefined) return undefined
  let sum = 0
  for (const row of Array.isArray(rows) ? (rows as readonly Row[]) : []) {
    const value = row[field]
    if (typeof value !== 'number') return undefined
    sum += value
  }
  return sum
}
const compare = (known: boolean, holds: boolean): Truth => (!known ? T.unknown : holds ? T.yes : T.no)

/**
 * What a source of money may be: its amount, its share of a base, how sure it is, what it may be spent on and who pays.
 * The value is the balance in fen: received less charged. Only a charge outside the list or above the ceiling is unmet.
 */
export function compileFund(scope: Scope, rule: RuleOf<'fund'>): Kernel {
  const amount = rule.amount === undefined ? undefined : compileBound(scope, rule.amount, { unit: 'fen' }, ['amount'])
  const share = rule.share === undefined ? undefined : compileBound(scope, rule.share, { unit: 'bp' }, ['share'])
  const match = rule.match === undefined ? undefined : compileBound(scope, rule.match, { unit: 'bp' }, ['match'])
  const base = rule.base === undefined ? undefined : resolveFact(scope, rule.base, ['base'])
  const uses = rule.uses && new Set(rule.uses)
  const chargeRows = scope.setup.catalogue['source']?.rows['charges']
  const posted = chargeRows && rowFilter(scope, chargeRows, false)
  /** Charges posted by the judged day. */
  const chargesOf = (s: Row, m: Moment): FactValue => {
    const all = s['charges']
    return Array.isArray(all) && posted ? (all as readonly Row[]).filter((c) => posted(c, m)) : all
  }
  const excludes = new Set(rule.excludes)

  /** The source entities this rule speaks of: the subject itself, or those among its sources. */
  const sources = (e: Entity): readonly Row[] => {
    const list: FactValue = e.subject === 'source' ? [e] : (e['sources'] ?? (e['source'] ? [e['source']] : []))
    return (Array.isArray(list) ? (list as readonly Row[]) : []).filter((s) => s['kindCode'] === rule.source)
  }
  const judgeOne = (s: Row, e: Entity, m: Moment): RulingItem[] => {
    const items: RulingItem[] = []
    const has = s['amountFen']
    const want = amount && boundValue(amount, e, e, m)
    if (amount) {
      const truth = amount.unsigned ? T.unsettled : compare(typeof has === 'number' && typeof want === 'number', has === want)
      items.push({
        id: 'amount',
        label: '金额',
        truth,
        ...(typeof has === 'number' && { amount: { value: has, den: 1, unit: 'fen' } }),
        limits: [{ op: 'is', value: want }],
      })
    }
    const whole = base?.read(e, e, m)
    const part = share && boundValue(share, e, e, m)
    if (share) {
      const known = typeof whole === 'number' && typeof part === 'number' && typeof has === 'number'
      const holds = known && (rule.as === 'ceiling' ? has * 10_000 <= whole * part : has * 10_000 >= whole * part)
      const line = typeof whole === 'number' && typeof part === 'number' ? Math.floor((whole * part) / 10_000) : undefined
      items.push({
        id: 'share',
        label: rule.as === 'ceiling' ? '不超过比例' : '足额提取',
        truth: share.unsigned ? T.unsettled : compare(known, holds),
        limits: [{ op: rule.as === 'ceiling' ? 'atMost' : 'atLeast', value: line }],
      })
    }
    const matched = match && boundValue(match, e, e, m)
    if (match && rule.match !== undefined) {
      const got = s['matchBp']
      items.push({
        id: 'match',
        label: '配套比例',
        truth: match.unsigned ? T.unsettled : compare(typeof got === 'number', got === matched),
      })
    }
    if (rule.certainty)
      items.push({
        id: 'certainty',
        label: rule.certainty === 'secured' ? '已落实' : '争取中',
        truth: compare(s['certaintyCode'] !== undefined, s['certaintyCode'] === rule.certainty),
      })
    if (rule.payer !== undefined)
      items.push({ id: 'payer', label: '付款方', truth: compare(s['payerCode'] !== undefined, s['payerCode'] === rule.payer) })
    const charges = chargesOf(s, m)
    if (uses || excludes.size > 0) {
      const codes = Array.isArray(charges) ? (charges as readonly Row[]).map((c) => c['useCode']) : []
      const known = charges !== undefined && !codes.includes(undefined)
      const barred = codes.some((c) => typeof c === 'string' && (excludes.has(c) || (uses && !rule.open && !uses.has(c))))
      items.push({ id: 'uses', label: '用途', truth: barred ? T.no : compare(known, true) })
    }
    if (charges !== undefined && typeof has === 'number') {
      const spent = sumOf(charges, 'amountFen')
      items.push({
        id: 'spent',
        label: '支出不超额',
        truth: compare(spent !== undefined, (spent ?? 0) <= has),
        ...(spent !== undefined && { amount: { value: spent, den: 1, unit: 'fen' } }),
      })
    }
    return items
  }
  const judge = (e: Entity, m: Moment): { items: RulingItem[]; found: boolean } => {
    const list = sources(e)
    return { found: list.length > 0, items: list.flatMap((s) => judgeOne(s, e, m)) }
  }
  const isStatement = rule.strength === 'stated'
  return {
    unit: 'fen',
    state: (e, m) => {
      const { found, items } = judge(e, m)
      if (!found) return e.subject === 'source' || !isStatement ? S.notApplicable : S.unknown
      if (items.some((i) => i.truth === T.no)) return S.notMet
      if (items.some((i) => i.truth === T.unknown)) return S.unknown
      return stateOfTruth(items.some((i) => i.truth === T.unsettled) ? T.unsettled : T.yes)
    },
    value: (e, m) => {
      let balance = 0
      for (const s of sources(e)) {
        const spent = sumOf(chargesOf(s, m), 'amountFen')
        const got = s['receivedFen'] ?? s['amountFen']
        if (typeof got !== 'number' || spent === undefined) return undefined
        balance += got - spent
      }
      m.den = 1
      return balance
    },
    body: (e, m) => {
      const { found, items } = judge(e, m)
      const facts = items.flatMap((i) => (i.truth === T.unknown ? (FUND_FACTS[i.id] ?? []) : []))
      return {
        items,
        missing: found
          ? [...facts, ...(rule.base !== undefined && base?.read(e, e, m) === undefined ? [rule.base] : [])]
          : [`${scope.root}.sources[]`],
      }
    },
  }
}

/** Facts of a source that each item of a fund rests on. */
const FUND_FACTS: Readonly<Record<string, readonly string[]>> = {
  amount: ['source.amountFen'],
  share: ['source.amountFen'],
  match: ['source.matchBp'],
  certainty: ['source.certaintyCode'],
  payer: ['source.payerCode'],
  uses: ['source.charges[]'],
  spent: ['source.charges[]'],
}

/** Amounts of the tranches in fen: each floored to the fen, the last takes the remainder, so that they always sum to the whole. */
export function trancheAmounts(totalFen: number, sharesBp: readonly number[]): number[] {
  let rest = totalFen
  return sharesBp.map((bp, i) => {
    const amount = i === sharesBp.length - 1 ? rest : Math.floor((totalFen * bp) / 10_000)
    rest -= amount
    return amount
  })
}

/** Parts of an amount that open one by one; the value is what is payable so far. A part opens only when known to. */
export function compileTranches(scope: Scope, rule: RuleOf<'tranches'>): Kernel {
  const of = resolveFact(scope, rule.of, ['of'])
  const parts = rule.parts.map((p, i) => ({
    ...p,
    bound: compileBound(scope, p.share, { unit: 'bp' }, ['parts', i, 'share']),
    opens: compilePredicate(scope, p.opens, false, ['parts', i, 'opens']),
  }))
  const shares = (e: Entity, m: Moment): number[] => parts.map((p) => boundValue(p.bound, e, e, m) ?? 0)
  const unsigned = parts.some((p) => p.bound.unsigned)
  return {
    unit: 'fen',
    state: (e, m) => {
      if (unsigned) return S.unsettled
      const total = of.read(e, e, m)
      if (typeof total !== 'number') return total === null ? S.notApplicable : S.unknown
      return parts.every((p) => p.opens.test(e, e, m) === T.yes) ? S.met : S.due
    },
    value: (e, m) => {
      const total = of.read(e, e, m)
      if (typeof total !== 'number' || unsigned) return undefined
      let payable = 0
      let rest = total
      for (let i = 0; i < parts.length; i++) {
        const part = parts[i] as (typeof parts)[number]
        const amount = i === parts.length - 1 ? rest : Math.floor((total * (boundValue(part.bound, e, e, m) ?? 0)) / 10_000)
        rest -= amount
        if (part.opens.test(e, e, m) === T.yes) payable += amount
      }
      m.den = 1
      return payable
    },
    body: (e, m) => {
      const total = of.read(e, e, m)
      if (typeof total !== 'number') return { missing: total === undefined ? [of.name] : [] }
      const amounts = trancheAmounts(total, shares(e, m))
      let payable = 0
      let isWhole = true
      const items = parts.map((p, i): RulingItem => {
        const trace = p.opens.trace(e, e, m)
        const value = amounts[i] ?? 0
        if (trace.truth === T.yes) payable += value
        else isWhole = false
        return { id: p.id, label: p.label ?? p.id, truth: trace.truth, trace, amount: { value, den: 1, unit: 'fen' } }
      })
      return unsigned ? { items } : { items, code: isWhole ? S.met : S.due, amount: { value: payable, den: 1, unit: 'fen' } }
    },
  }
}
