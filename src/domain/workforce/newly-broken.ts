import { S, type Entity, type Layers, type Moment, type Ruling } from '../scheme/index.ts'

/** What the plan would find wrong with a record once it is changed, and does not now: rulings that turn to not met. */
export const newlyBroken = (layers: Layers, before: Entity, after: Entity, moment: Moment): readonly Ruling[] =>
  layers.rules.flatMap((layered) => {
    const { rule, subject } = layered.rule
    if (subject !== after.subject || rule.kind === 'authority' || !layered.includes(after, moment)) return []
    if (layered.rule.state(after, moment) !== S.notMet || layered.rule.state(before, moment) === S.notMet) return []
    return [layered.rule.ruling(after, moment)]
  })
