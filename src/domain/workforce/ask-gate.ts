import { decideGate, gatesOf, type Entity, type LayeredRule, type Layers, type Moment, type Ruling } from '../scheme/index.ts'

/** What one rule says of an act before it is done. */
export interface GatePoint {
  readonly layered: LayeredRule
  readonly ruling: Ruling
  /** The rule keeps the gate shut. */
  readonly isRefusing: boolean
}

/** Every rule that guards `gate` and speaks of one of the entities, with its ruling; rules that do not speak are left out. */
export const askGate = (layers: Layers, gate: string, entities: readonly Entity[], moment: Moment): readonly GatePoint[] =>
  entities.flatMap((entity) =>
    layers.rules.flatMap((layered): GatePoint[] => {
      const { rule, subject } = layered.rule
      if (subject !== entity.subject || rule.kind === 'authority' || !gatesOf(rule).includes(gate)) return []
      if (!layered.includes(entity, moment)) return []
      const ruling = layered.rule.ruling(entity, moment)
      const isRefusing = decideGate(layered.compiled, gate, entity, moment).refusing.some((one) => one.rule === rule)
      return isRefusing || ruling.state !== 'not-applicable' ? [{ layered, ruling, isRefusing }] : []
    }),
  )
