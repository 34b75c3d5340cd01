import type { drawZones as endpoint, readZones as reading } from '#contract/territory/index.ts'
import { can, covers } from '#domain/access/index.ts'
import { yearOf, type CivilDate } from '#domain/kernel/civil-date.ts'
import { isRefusal, refuse, type Refusal } from '#domain/kernel/refusal.ts'
import { decideZones } from '#domain/territory/index.ts'
import type { SignedInContext, UseCase } from '#server/http/context.ts'
import { listChildrenOn } from './board/board-repository.ts'
import { findCountyNumber } from './change/change-repository.ts'
import { ensureCounties, patchUnit, upsertZoneUnit, listUnitsAround } from './unit-repository.ts'
import { endZones, findZonesSince, insertZone, listZones, listZonesOnRecord } from './zone-repository.ts'

/** Years for which the plan is told of the zones; drawn anew they are told anew. */
const YEARS_TOLD = 10

/** The zones of a county on a day. @refuses DIVISION_NOT_FOUND */
export const readZones: UseCase<typeof reading> = (context, { code, asOf }) => view(context, code, asOf ?? context.today)

async function view({ tx, actor }: SignedInContext, code: string, asOf: string) {
  if (!covers({ code: actor.scope.code }, { code }) && !actor.scope.code.startsWith(code)) return refuse('DIVISION_NOT_FOUND')
  const towns = (await listChildrenOn(tx, code, asOf as CivilDate)).map(({ code: town, name }) => ({ code: town, name }))
  const names = new Map(towns.map((t) => [t.code, t.name]))
  const drawn = await listZones(tx, code, asOf)
  const isDrawn = drawn.length > 0 || (await findZonesSince(tx, code)) !== null
  const zones = isDrawn ? drawn : await listZonesOnRecord(tx, code, asOf as CivilDate)
  const held = new Set(zones.flatMap((z) => z.towns))
  return {
    asOf,
    zones: zones.map((z) => ({ ...z, towns: z.towns.map((town) => ({ code: town, name: names.get(town) ?? town })) })),
    loose: towns.filter((t) => !held.has(t.code)),
    mayChange: can(actor, 'change territory', { code }),
  }
}

/**
 * Draws the zones of a county anew from a day on, and tells the plan.
 * @refuses DIVISION_NOT_FOUND @refuses ZONE_OVERLAPS @refuses ZONE_TOWN @refuses ZONE_EMPTY @refuses CHANGE_DATE
 */
export const drawZones: UseCase<typeof endpoint> = async (context, { code, from, zones }) => {
  const { tx, actor, today, now, note } = context
  if (!can(actor, 'change territory', { code })) return refuse('DIVISION_NOT_FOUND')
  const towns = await listChildrenOn(tx, code, from as CivilDate)
  const decided = decideZones(zones, from as CivilDate, { today, towns, since: await findZonesSince(tx, code) })
  if (isRefusal(decided)) return decided
  const before = await listZones(tx, code, from)
  await ensureCounties(tx, [code])
  const countyId = await findCountyNumber(tx, code)
  await endZones(tx, countyId, code, from)
  for (const zone of zones) await insertZone(tx, { ...zone, countyId, county: code, from, by: actor.accountId, at: now })
  const told = await tellPlan(context, code, countyId, from as CivilDate, zones)
  if (isRefusal(told)) return told
  const plain = (list: readonly { name: string; towns: readonly string[] }[]): string =>
    list.map((z) => `${z.name}：${z.towns.join(' ')}`).join('；')
  note({
    divisionCode: code,
    subject: 'zone',
    detail: { from, zones: zones.length, loose: decided.loose.length },
    changes: [{ field: 'zones', before: plain(before), after: plain(zones) }],
  })
  return view(context, code, from)
}

/** The zones as facts of the county and its towns, for the years to come: what the plan's rules on zones ask about. */
async function tellPlan(
  { tx, actor, now }: SignedInContext,
  code: string,
  countyId: number,
  from: CivilDate,
  zones: readonly { readonly id: string; readonly name: string; readonly towns: readonly string[] }[],
): Promise<Refusal | undefined> {
  const units = await listUnitsAround(tx, code)
  const county = units.find((u) => u.code === code && u.tier === 'county')
  // without a plan nobody asks
  if (!county) return undefined
  const mover = { effectiveOn: from, by: actor.accountId, at: now }
  const idOf = (town: string): string | undefined => units.find((u) => u.code === town && u.tier === 'town')?.id
  const years = Array.from({ length: YEARS_TOLD }, (_, i) => yearOf(from) + i)
  for (const zone of zones) await upsertZoneUnit(tx, { ...zone, countyId, code, parentId: county.id }, mover)
  const rows = zones.flatMap(({ id, towns }) =>
    years.map((year) => ({ id, townIds: towns.flatMap((town) => idOf(town) ?? []), year })),
  )
  await patchUnit(tx, county.id, mover, (facts) => ({ zones: [...past(facts['zones'], years), ...rows] }))
  for (const unit of units.filter((u) => u.tier === 'town' && u.code.startsWith(code))) {
    const held = zones.filter((z) => z.towns.includes(unit.code)).map((z) => z.id)
    await patchUnit(tx, unit.id, mover, (facts) => ({
      zoneIds: held,
      zoneMemberships: [
        ...past(facts['zoneMemberships'], years),
        ...held.flatMap((zoneId) => years.map((year) => ({ zoneId, year }))),
      ],
    }))
  }
  return undefined
}

/** Rows of the years before those told now. */
const past = (rows: unknown, years: readonly number[]): readonly { readonly year?: number }[] =>
  Array.isArray(rows) ? (rows as readonly { year?: number }[]).filter((row) => !years.includes(row.year ?? 0)) : []
