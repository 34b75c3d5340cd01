import type { Catalogue } from './catalogue/types.ts'
import { compileScheme, type CompiledScheme, type Signed } from './compile/compile.ts'
import type { CompiledRule } from './compile/compile-rule.ts'
import { speaksOf, subjectsOf } from './evaluate.ts'
import { applyOverlay, isInForce } from './overlay.ts'
import type { Overlay, Scheme } from './schema/scheme.ts'
import type { Entity, Moment, World } from './facts/world.ts'

/** A rule as it stands for the subjects of one level: the plan's own, or an overlay's for its divisions. */
export interface LayeredRule {
  /** `rule-id`, or `overlay/rule-id`. */
  readonly key: string
  readonly overlay: Overlay | undefined
  readonly rule: CompiledRule
  readonly compiled: CompiledScheme
  /** Whether the rule is asked about a subject of its kind on the judged day. */
  readonly includes: (e: Entity, m: Moment) => boolean
}
export interface Layers {
  readonly base: CompiledScheme
  readonly rules: readonly LayeredRule[]
  readonly byKey: ReadonlyMap<string, LayeredRule>
}

/** Division code of an entity, as the store puts it. */
export const divisionOf = (e: Entity): string => {
  const own = e['divisionCode']
  return typeof own === 'string' ? own : ''
}
const covers = (o: Overlay, e: Entity): boolean => o.divisions.some((d) => divisionOf(e).startsWith(d))

/** Whether an overlay lies over an entity, on the day that decides which version of the rule applies. */
const lies = (o: Overlay, rule: CompiledRule, e: Entity, m: Moment): boolean => covers(o, e) && isInForce(o, rule.anchorOn(e, m))

/**
 * The plan with its overlays in their divisions while they are in force: a rule whose slot an overlay fills is not asked
 * there, the overlay's is. With `only`, that overlay's whole merged plan over its own divisions.
 */
export function layersOf(scheme: Scheme, catalogue: Catalogue, signed: Signed, only?: string): Layers {
  const chosen = scheme.overlays.find((o) => o.id === only)
  const base = compileScheme(chosen ? applyOverlay(scheme, chosen).scheme : scheme, catalogue, signed)
  const rules = chosen
    ? mergedRules(base, chosen)
    : [...planRules(base), ...scheme.overlays.flatMap((o) => overlayRules(scheme, o, catalogue, signed))]
  return { base, rules, byKey: new Map(rules.map((r) => [r.key, r])) }
}

/** The plan's own rules, each everywhere but where an overlay in force fills its slot. */
function planRules(compiled: CompiledScheme): LayeredRule[] {
  return compiled.rules.map((rule): LayeredRule => {
    const { slot, id } = rule.rule
    const replacing = slot === undefined ? [] : compiled.scheme.overlays.filter((o) => o.rules.some((r) => r.slot === slot))
    return { key: id, overlay: undefined, rule, compiled, includes: (e, m) => !replacing.some((o) => lies(o, rule, e, m)) }
  })
}

/** An overlay's own rules, compiled with all that they stand among. */
function overlayRules(scheme: Scheme, overlay: Overlay, catalogue: Catalogue, signed: Signed): LayeredRule[] {
  const compiled = compileScheme(applyOverlay(scheme, overlay).scheme, catalogue, signed)
  return overlay.rules.flatMap(({ id }): LayeredRule[] => {
    const rule = compiled.byId.get(id)
    return rule ? [{ key: `${overlay.id}/${id}`, overlay, rule, compiled, includes: (e, m) => lies(overlay, rule, e, m) }] : []
  })
}

/** Every rule of the merged plan, over the overlay's divisions. */
function mergedRules(compiled: CompiledScheme, overlay: Overlay): LayeredRule[] {
  const own = new Set(overlay.rules.map((r) => r.id))
  return compiled.rules.map((rule): LayeredRule => {
    const { id } = rule.rule
    return own.has(id)
      ? { key: `${overlay.id}/${id}`, overlay, rule, compiled, includes: (e, m) => lies(overlay, rule, e, m) }
      : { key: id, overlay: undefined, rule, compiled, includes: (e) => covers(overlay, e) }
  })
}

/** Subjects a layered rule is asked about on the judged day. */
export const subjectsOfLayer = (r: LayeredRule, world: World, m: Moment): readonly Entity[] =>
  subjectsOf(r.rule, r.compiled, world).filter((e) => r.includes(e, m))

/** The one subject of that id a layered rule is asked about on the judged day, if there is one: the others are not looked at. */
export function subjectOfLayer(r: LayeredRule, world: World, m: Moment, id: string): Entity | undefined {
  const found = world.get(r.rule.subject)?.find((e) => e.id === id)
  return found && speaksOf(r.rule, r.compiled, found) && r.includes(found, m) ? found : undefined
}
