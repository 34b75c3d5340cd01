import type { FactValue, Entity, Moment, Row } from '../facts/world.ts'
import type { Pred } from '../schema/predicate.ts'
import { T, type Truth } from '../state.ts'
import type { Bound, CompiledMeasure, Test } from './compiled.ts'

export type Compare = 'atLeast' | 'atMost' | 'above' | 'below' | 'is'
/** What a node of the tree says, fixed at compile time; the trace adds what was found. */
export interface PredInfo {
  readonly op: 'all' | 'any' | 'not' | 'rule' | 'is' | 'in' | 'has' | 'present' | 'bounds' | 'date'
  readonly label: string
  readonly facts: readonly string[]
  /** Facts on the other side of a comparison. */
  readonly against?: readonly string[]
  readonly measure?: CompiledMeasure
  readonly bounds?: readonly Limit[]
  /** Other operand as text: code, rule outcome, date. */
  readonly required?: string
  readonly dateOp?: 'onOrBefore' | 'onOrAfter' | 'before' | 'after'
  readonly source: Pred
}
export interface Limit {
  readonly op: Compare
  readonly bound: Bound
}

/** One node of an explanation: what was measured, against what, with what result. Text is made from it only when shown. */
export interface TraceNode {
  readonly info: PredInfo
  readonly truth: Truth
  readonly value?: FactValue
  readonly den?: number
  readonly slack?: number
  readonly required?: readonly (FactValue | undefined)[]
  readonly kids?: readonly TraceNode[]
}

/** A condition as a fast test and a tracing twin; both answer alike for every subject. */
export interface CompiledPredicate {
  readonly test: Test
  readonly trace: (r: Row, e: Entity, m: Moment) => TraceNode
  readonly facts: readonly string[]
}

export const leaf = (info: PredInfo, trace: CompiledPredicate['trace'], test: Test): CompiledPredicate => ({
  test,
  trace,
  facts: info.against ? [...info.facts, ...info.against] : info.facts,
})

/** Facts whose absence leaves the leaves below a node unknown. */
export function missingFacts(node: TraceNode | undefined): string[] {
  if (!node || node.truth !== T.unknown) return []
  if (node.kids) return node.kids.flatMap(missingFacts)
  const { facts, against = [] } = node.info
  const [, ...fields] = facts
  const mine =
    node.value === undefined || node.info.op === 'rule'
      ? facts
      : (node.slack ?? 0) > 0
        ? fields.length > 0
          ? fields
          : facts
        : []
  const others = node.required?.includes(undefined) || mine.length === 0 ? against : []
  return [...mine, ...others]
}
