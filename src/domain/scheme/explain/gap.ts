import type { Amount, Ruling, RulingItem } from '../compile/ruling.ts'
import type { TraceNode } from '../compile/trace.ts'
import { T } from '../state.ts'
import type { FactValue } from '../facts/world.ts'

const distance = (op: string, value: number, den: number, bound: number): number | undefined => {
  const b = bound * den
  switch (op) {
    case 'atLeast':
      return value < b ? b - value : undefined
    case 'above':
      return value <= b ? b - value + 1 : undefined
    case 'atMost':
      return value > b ? value - b : undefined
    case 'below':
      return value >= b ? value - b + 1 : undefined
    case 'is':
      return value === b ? undefined : Math.abs(b - value)
    default:
      return undefined
  }
}

/** How far a leaf is from holding, in its unit; undefined when it holds or cannot be measured. */
export function leafGap(node: TraceNode): Amount | undefined {
  if (node.truth !== T.no || typeof node.value !== 'number') return undefined
  const unit = node.info.measure?.kind.unit
  const den = node.den ?? 1
  const bounds = node.info.op === 'is' ? [{ op: 'is' as const }] : (node.info.bounds ?? [])
  for (const [i, b] of bounds.entries()) {
    const bound: FactValue = node.required?.[i]
    const gap = typeof bound === 'number' ? distance(b.op, node.value, den, bound) : undefined
    if (gap !== undefined) return { value: gap, den, ...(unit && { unit }) }
  }
  return undefined
}

const itemGap = (item: RulingItem, amount: Amount | undefined): Amount | undefined => {
  if (!amount) return undefined
  for (const l of item.limits ?? []) {
    const gap = typeof l.value === 'number' ? distance(l.op, amount.value, amount.den, l.value) : undefined
    if (gap !== undefined) return { value: gap, den: amount.den, ...(amount.unit && { unit: amount.unit }) }
  }
  return undefined
}

/** Failing leaves of a trace, deepest first in reading order. */
export function failingLeaves(node: TraceNode | undefined): TraceNode[] {
  if (!node || node.truth !== T.no) return []
  return node.kids && node.info.op !== 'not' ? node.kids.flatMap(failingLeaves) : [node]
}

/** The first measurable gap of a ruling: what is missing until it holds. */
export function gapOf(r: Ruling): Amount | undefined {
  if (r.rule.kind === 'share') {
    const share = r.items[0]
    return share && itemGap({ ...share, limits: share.limits ?? [] }, r.amount)
  }
  for (const leaf of failingLeaves(r.trace)) {
    const gap = leafGap(leaf)
    if (gap) return gap
  }
  for (const item of r.items) {
    const own = itemGap(item, item.amount)
    if (own) return own
    for (const leaf of failingLeaves(item.trace)) {
      const gap = leafGap(leaf)
      if (gap) return gap
    }
  }
  return undefined
}
