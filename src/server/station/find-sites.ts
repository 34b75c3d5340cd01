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
export function findSites(plans: readonly OpenScheme[], actor: Actor, only?: string): readonly FoundSite[] {
  const found = new Map<string, FoundSite>()
  for (const plan of plans) {
    const stations = new Map<string, string[]>()
    for (const e of plan.world.get('station') ?? []) {
      const unitId = text(e['unitId'])
      if (unitId !== null) stations.set(unitId, [...(stations.get(unitId) ?? []), nameOf(e)])
    }
    for (const unit of plan.world.get('unit') ?? []) {
      const divisionCode = text(unit['divisionCode']) ?? ''
      if ((only !== undefined && unit.id !== only) || found.has(unit.id) || !plan.mine(unit) || !maySite(divisionCode)) continue
      const tierCode = text(unit['tierCode'])
      found.set(unit.id, {
        unitId: unit.id,
        name: nameOf(unit),
        tierCode,
        tierLabel: tierCode === null ? '' : plan.words.code(tierCode, 'tierCode'),
        divisionCode,
        stations: stations.get(unit.id) ?? [],
        plaque: plaqueOf(plans, unit),
        denied: plans
          .map((one) => planLets(one, actor, 'register station', { code: divisionCode }, one.moment, unit))
          .find(isRefusal),
      })
    }
  }
  return [...found.values()]
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
