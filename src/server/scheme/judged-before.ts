import { judgeLayer, type Judged, type LayeredRule, type Layers, type Moment, type World } from '#domain/scheme/index.ts'

/** Verdicts by world and laid-out plan: both are replaced when anything in them changes, and are then forgotten. */
const kept = new WeakMap<World, WeakMap<Layers, Map<string, Judged>>>()

/** What the plan as it stands says of all its subjects on a day; remembered while one number after another is tried. */
export function judgedBefore(world: World, layers: Layers, m: Moment): (r: LayeredRule) => Judged {
  const byLayers = kept.get(world) ?? new WeakMap<Layers, Map<string, Judged>>()
  kept.set(world, byLayers)
  const known = byLayers.get(layers) ?? new Map<string, Judged>()
  byLayers.set(layers, known)
  return (r) => {
    const key = `${m.asOf}|${r.key}`
    const judged = known.get(key) ?? judgeLayer(r, world, m)
    known.set(key, judged)
    return judged
  }
}
