import { judgeLayer, partsOf, type Judged, type LayeredRule, type Layers, type Moment, type World } from '#domain/scheme/index.ts'

interface OfDay {
  readonly asOf: string
  readonly byRule: Map<string, Judged>
}

/** Verdicts by world, or part of one, and laid-out plan: all are replaced when anything in them changes, and are then forgotten. */
const kept = new WeakMap<World, WeakMap<Layers, OfDay>>()

/** What is kept of a day; a part outlives many days, so of each plan only the last one asked about is. */
function keptOn(asOf: string, world: World, layers: Layers): Map<string, Judged> {
  const byLayers = kept.get(world) ?? new WeakMap<Layers, OfDay>()
  kept.set(world, byLayers)
  const before = byLayers.get(layers)
  if (before?.asOf === asOf) return before.byRule
  const byRule = new Map<string, Judged>()
  byLayers.set(layers, { asOf, byRule })
  return byRule
}

/**
 * What the plan as it stands says of all its subjects on a day; remembered for whoever asks next. After a write only what was
 * made anew with it is judged again: a part that was taken over leads to nothing that is different.
 */
export function judgedBefore(world: World, layers: Layers, m: Moment): (r: LayeredRule) => Judged {
  const known = keptOn(m.asOf, world, layers)
  return (r) => {
    const judged = known.get(r.key) ?? together(partsOf(world).map((part) => ofPart(part, layers, m, r)))
    known.set(r.key, judged)
    return judged
  }
}

function ofPart(part: World, layers: Layers, m: Moment, r: LayeredRule): Judged {
  const known = keptOn(m.asOf, part, layers)
  const judged = known.get(r.key) ?? judgeLayer(r, part, m)
  known.set(r.key, judged)
  return judged
}

function together(all: readonly Judged[]): Judged {
  const [only] = all
  if (only && all.length === 1) return only
  return {
    subjects: all.flatMap(({ subjects }) => subjects),
    codes: all.flatMap(({ codes }) => codes),
    labels: all.some(({ labels }) => labels) ? all.flatMap(({ labels }) => labels ?? []) : undefined,
  }
}
