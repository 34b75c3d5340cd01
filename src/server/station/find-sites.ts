import { isRefusal } from '#domain/kernel/refusal.ts'
import type { Actor } from '#domain/kernel/actor.ts'
import type { Entity, Ruling } from '#domain/scheme/index.ts'
import { maySite, type Site } from '#domain/station/index.ts'
import { nameOf, planLets, type OpenScheme } from '#server/scheme/index.ts'
import { refsOf } from './refs-of.ts'

/** A unit where a station may stand, with the plan that knows it first. */
export interface FoundSite extends Site {
  readonly name: string
  readonly tierLabel: string
  readonly plaque: { readonly text: string; readonly ref: string } | undefined
  /** Why a plan asks for no further station there; the clause beside it. */
  readonly denied: ReturnType<typeof planLets>
}

const text = (x: unknown): string | null => (typeof x === 'string' ? x : null)

/** The units of the plans in force in which the actor may register a station: towns and what lies below them. */
export const findSites = (plans: readonly OpenScheme[], actor: Actor): readonly FoundSite[] =>
  [...new Set(plans.flatMap(({ world }) => [...indexOf(world).units.keys()]))].flatMap(
    (unitId) => findSite(plans, actor, unitId) ?? [],
  )

/**
 * One of them, under the plans over it. `planned` are stations that will stand there before the one asked about: for the plans
 * they count.
 */
export function findSite(
  plans: readonly OpenScheme[],
  actor: Actor,
  unitId: string,
  planned: readonly string[] = [],
): FoundSite | undefined {
  const knowing = plans.flatMap((plan) => {
    const index = indexOf(plan.world)
    const unit = index.units.get(unitId)
    return unit && plan.mine(unit) ? [{ plan, unit, stations: index.stations.get(unitId) ?? [] }] : []
  })
  const [first] = knowing
  const divisionCode = text(first?.unit['divisionCode']) ?? ''
  if (!first || !maySite(divisionCode)) return undefined
  const { plan, unit, stations } = first
  const tierCode = text(unit['tierCode'])
  const asked = planned.length === 0 ? unit : withStations(unit, planned)
  return {
    unitId,
    name: nameOf(unit),
    tierCode,
    tierLabel: tierCode === null ? '' : plan.words.code(tierCode, 'tierCode'),
    divisionCode,
    stations: [...stations, ...planned],
    plaque: plaqueOf(plans, unit),
    denied: plans.map((one) => deniedBy(one, actor, divisionCode, asked)).find(isRefusal),
  }
}

/** Why a plan asks for no further station in a unit, and by which clause as the document counts them. */
function deniedBy(plan: OpenScheme, actor: Actor, code: string, unit: Entity): ReturnType<typeof planLets> {
  const denied = planLets(plan, actor, 'register station', { code }, plan.moment, unit)
  const ref = plan.scheme.clauses.find(({ id }) => id === denied?.clause?.split('/')[0])?.ref
  return denied && ref !== undefined ? { ...denied, detail: `${denied.detail ?? '方案规定这里不再设站'}（${ref}）` } : denied
}

const withStations = (unit: Entity, names: readonly string[]): Entity => ({
  ...unit,
  stations: [
    ...(Array.isArray(unit['stations']) ? (unit['stations'] as readonly Entity[]) : []),
    ...names.map((name) => ({ id: `planned ${name}`, subject: 'station', nameText: name, unitId: unit.id })),
  ],
})

interface SiteIndex {
  readonly units: ReadonlyMap<string, Entity>
  readonly stations: ReadonlyMap<string, readonly string[]>
}

/** Ten thousand rows ask after as many units of the same world. */
const indexes = new WeakMap<OpenScheme['world'], SiteIndex>()
function indexOf(world: OpenScheme['world']): SiteIndex {
  const known = indexes.get(world)
  if (known) return known
  const stations = new Map<string, string[]>()
  for (const e of world.get('station') ?? []) {
    const unitId = text(e['unitId'])
    if (unitId === null) continue
    const there = stations.get(unitId)
    if (there) there.push(nameOf(e))
    else stations.set(unitId, [nameOf(e)])
  }
  const index = { units: new Map((world.get('unit') ?? []).map((unit) => [unit.id, unit])), stations }
  indexes.set(world, index)
  return index
}

const PLAQUE_SLOT = 'station.plaque'

/** The wording on the plaque of a station in a unit, as the pattern of the plan makes it. */
function plaqueOf(plans: readonly OpenScheme[], unit: Entity): FoundSite['plaque'] {
  for (const plan of plans) {
    const station: Entity = { id: '', subject: 'station', unit, divisionCode: unit['divisionCode'], plaqueText: '' }
    for (const layered of plan.layers.rules) {
      const { slot, subject } = layered.rule.rule
      if (slot !== PLAQUE_SLOT || subject !== 'station' || !layered.includes(station, plan.moment)) continue
      const wording = wordingIn(layered.rule.ruling(station, plan.moment).trace)
      if (wording !== undefined) return { text: wording, ref: refsOf(plan, layered).join('、') }
    }
  }
  return undefined
}

function wordingIn(trace: Ruling['trace']): string | undefined {
  if (!trace) return undefined
  const own = trace.info.facts.includes('station.plaqueText') ? trace.required?.[0] : undefined
  return typeof own === 'string' ? own : trace.kids?.map(wordingIn).find((one) => one !== undefined)
}
