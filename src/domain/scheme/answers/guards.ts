import type { LayeredRule, Layers } from '../layers.ts'
import { speaksOf } from '../evaluate.ts'
import type { Entity, Moment } from '../facts/world.ts'
import { gatesOf, refuses } from './action.ts'

/** One rule that guards a gate for a subject, and why it keeps the subject out. */
export interface Guard {
  readonly layered: LayeredRule
  /** undefined: the rule lets it through. */
  readonly because: string | undefined
}

/** The rules that guard a gate for one subject where it lies: the plan's own, and those of the overlays over it. */
export const guardsOf = ({ rules }: Layers, gate: string, e: Entity, m: Moment): readonly Guard[] =>
  rules
    .filter(
      (layered) =>
        layered.rule.rule.kind !== 'authority' &&
        gatesOf(layered.rule.rule).includes(gate) &&
        speaksOf(layered.rule, layered.compiled, e) &&
        layered.includes(e, m),
    )
    .map((layered) => ({ layered, because: refuses(layered.rule, gate, e, m) }))
