import type { TraceNode } from '../compile/trace.ts'
import { T, type Truth } from '../state.ts'
import { measuredText } from './leaf-text.ts'
import type { Words } from './words.ts'

/** A trace made readable: text of the node, outcome, what was found and asked, and the nodes below. */
export interface TraceText {
  readonly text: string
  readonly outcome: string
  readonly measured: string | null
  readonly required: string | null
  readonly kids: readonly TraceText[]
}
const OUTCOME: Readonly<Record<Truth, string>> = {
  [T.no]: '不成立',
  [T.yes]: '成立',
  [T.unknown]: '未知',
  [T.unsettled]: '待签定',
}

/** Renders a trace for a reader who wants to see every step. */
export function traceText(node: TraceNode, words: Words): TraceText {
  const { info } = node
  const kids = (node.kids ?? []).map((k) => traceText(k, words))
  const base = { outcome: OUTCOME[node.truth], kids }
  if (kids.length > 0) return { ...base, text: info.label, measured: null, required: null }
  return { ...base, text: words.predicate(info.source), measured: measuredText(node, words), required: null }
}
