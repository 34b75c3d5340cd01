import { divisionLevel, parentCode, townKind, UNIT_TIERS, type Division, type UnitTier } from '#domain/territory/index.ts'
import type { Id } from '#domain/kernel/id.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import { listDivisionsIn } from './repository.ts'
import { ensureCounties, insertUnits, listUnitsAround } from './unit-repository.ts'

/** Records above the counties belong to none. */
const NO_COUNTY = 0

interface Wanted {
  readonly code: string
  /** The lowest level that is to be registered. */
  readonly lowest: UnitTier
  /** Kinds of towns that count. */
  readonly kinds: readonly string[]
}

/**
 * Registers the divisions of a place as units, the place itself first and each under the unit of the division above; what is
 * registered already stays as it is. Returns how many came in.
 */
export async function registerUnits(tx: Tx, { code, lowest, kinds }: Wanted, by: Id | null, newId: () => Id): Promise<number> {
  const tiers = UNIT_TIERS.slice(0, UNIT_TIERS.indexOf(lowest === 'community' ? 'village' : lowest) + 1)
  const there = await listUnitsAround(tx, code)
  const ids = new Map(there.filter(({ tier }) => tier !== 'zone').map((unit) => [unit.code, unit.id]))
  const divisions = (await listDivisionsIn(tx, code, tiers)).toSorted((a, b) => a.code.length - b.code.length)
  const names = new Map(divisions.map((d) => [d.code as string, d.name]))
  const counties = [...new Set(divisions.filter((d) => d.code.length >= 6).map((d) => d.code.slice(0, 6)))]
  const countyIds = await ensureCounties(tx, counties)
  const units = []
  for (const division of divisions) {
    if (ids.has(division.code) || !doesCount(division, kinds)) continue
    const parent = parentCode(division.code)
    const parentId = parent === undefined ? undefined : ids.get(parent)
    // below a town that does not count nothing counts
    if (division.code.length > 9 && parentId === undefined) continue
    const id = newId()
    ids.set(division.code, id)
    const county = division.code.slice(0, 6)
    units.push({
      id,
      countyId: countyIds.get(county) ?? NO_COUNTY,
      code: division.code,
      name: division.name,
      facts: {
        nameText: division.name,
        divisionCode: division.code,
        tierCode: divisionLevel(division.code),
        parentId: parentId ?? null,
        ...(names.has(county) && { countyNameText: names.get(county) }),
      },
    })
  }
  if (units.length > 0) await insertUnits(tx, units, by)
  return units.length
}

const doesCount = ({ code }: Division, kinds: readonly string[]): boolean =>
  code.length !== 9 || kinds.includes(townKind(code) ?? '')
