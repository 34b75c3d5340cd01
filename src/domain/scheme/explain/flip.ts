import type { TraceNode } from '../compile/trace.ts'
import { T } from '../state.ts'
import type { FactValue } from '../facts/world.ts'

/** One change of one measured thing that turns a leaf: to a number, to a value, or just "supply" or "other". */
export interface Flip {
  readonly node: TraceNode
  /** Numerator to reach, over the node's `den`; for counts the number of rows. */
  readonly to?: FactValue
  readonly by?: number
}

const bound = (node: TraceNode, i: number): number | undefined => {
  const b = node.required?.[i]
  return typeof b === 'number' ? b * (node.den ?? 1) : undefined
}

/** Smallest value at which every bound of the leaf holds, or none does, whichever is wanted. */
function flipBounds(node: TraceNode, want: boolean): Flip[] | undefined {
  const value = node.value
  if (typeof value !== 'number') return undefined
  const bounds = node.info.bounds ?? []
  const targets = bounds.flatMap(({ op }, i): number[] => {
    const b = bound(node, i)
    if (b === undefined) return []
    if (want) {
      if (op === 'atLeast' && value < b) return [b]
      if (op === 'above' && value <= b) return [b + 1]
      if (op === 'atMost' && value > b) return [b]
      if (op === 'below' && value >= b) return [b - 1]
      return []
    }
    return [op === 'atLeast' ? b - 1 : op === 'above' ? b : op === 'atMost' ? b + 1 : b]
  })
  const nearest = targets.sort((x, y) => Math.abs(x - value) - Math.abs(y - value))[0]
  return nearest === undefined ? undefined : [{ node, to: nearest, by: nearest - value }]
}

/** Changes that make a node come out as wanted: all of an `all`, the cheapest of an `any`. Undefined when no change of facts can. */
export function flips(node: TraceNode, want: boolean): Flip[] | undefined {
  if ((node.truth === T.yes) === want && (node.truth === T.yes || node.truth === T.no)) return []
  if (node.truth === T.unsettled && !node.kids) return undefined
  const { op } = node.info
  if (op === 'not') return node.kids?.[0] && flips(node.kids[0], !want)
  if (node.kids) {
    const each = node.kids.map((k) => flips(k, want))
    const needsAll = (op === 'all') === want
    if (needsAll) return each.includes(undefined) ? undefined : each.flatMap((f) => f ?? [])
    return each.filter((f) => f !== undefined).sort((a, b) => a.length - b.length || weight(a) - weight(b))[0]
  }
  if (node.value === undefined) return [{ node }]
  if (op === 'bounds') return flipBounds(node, want)
  if (op === 'is' && want) {
    const to = node.required?.[0]
    return [
      { node, to, ...(typeof to === 'number' && typeof node.value === 'number' && { by: to * (node.den ?? 1) - node.value }) },
    ]
  }
  return [{ node }]
}
const weight = (list: readonly Flip[]): number => list.reduce((n, f) => n + Math.abs(f.by ?? 0), 0)
