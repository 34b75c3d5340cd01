import type { Id } from '#domain/kernel/id.ts'
import { divisionLevel, type DecidedChange, type DivisionCode } from '#domain/territory/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import { listAdoptionsIn } from '../adoption/adoption-repository.ts'
import type { Mover } from './move-repository.ts'
import type { TransferPart } from './transfer-repository.ts'
import { insertUnits, listUnitsAround, type UnitRow } from '../unit-repository.ts'

const [CITY, COUNTY, TOWN] = [4, 6, 9] as const

/** What becomes of the units of what is transferred: they go along where the place they come to takes part in a plan. */
export interface UnitFate {
  /** Units that are no more from the day on: nothing there asks about them. */
  readonly retired: ReadonlySet<string>
  /** The unit in whose place another is asked about. */
  readonly swaps: ReadonlyMap<string, string>
  /** Facts of units that go along, by id. */
  readonly patches: ReadonlyMap<string, Readonly<Record<string, unknown>>>
}

interface Asked {
  readonly parts: readonly TransferPart[]
  readonly decided: DecidedChange
  /** The county itself goes on, under another code. */
  readonly goesOn: boolean
  readonly names: ReadonlyMap<string, string>
  readonly numbers: ReadonlyMap<string, number>
}

/** Works it out before anything has moved, and registers the units of what is new. */
export async function findUnitFate(
  tx: Tx,
  { parts, decided, goesOn, names, numbers }: Asked,
  mover: Mover,
  newId: () => Id,
): Promise<UnitFate> {
  const target = (parts[0]?.to ?? '').slice(0, COUNTY)
  const units = await unitsOf(tx, [...new Set(parts.map((p) => p.from.slice(0, COUNTY)))])
  const around = await listUnitsAround(tx, target)
  const isIn = (code: string, unit: UnitRow): boolean => unit.code === code && unit.tier !== 'zone'
  const cityUnit = around.find((u) => isIn(target.slice(0, CITY), u))
  const own = units.find((u) => u.tier === 'county')
  const hasOwnPlan =
    goesOn &&
    (
      await listAdoptionsIn(
        tx,
        parts.map((p) => p.from),
        mover.effectiveOn,
      )
    ).length > 0
  let countyUnit = around.find((u) => isIn(target, u))?.id
  if (goesOn && own && (cityUnit || hasOwnPlan)) countyUnit = own.id
  const countyName = names.get(target) ?? target
  if (!countyUnit && !goesOn && own && cityUnit && decided.edits.some((e) => e.isNew && e.code === target)) {
    countyUnit = newId()
    const facts = {
      nameText: countyName,
      divisionCode: target,
      tierCode: 'county',
      parentId: cityUnit.id,
      countyNameText: countyName,
    }
    await insertUnits(
      tx,
      [{ id: countyUnit, countyId: numbers.get(target) ?? 0, code: target, name: countyName, facts }],
      mover.by,
      mover.effectiveOn,
    )
  }
  const [retired, swaps, patches] = [new Set<string>(), new Map<string, string>(), new Map<string, Record<string, unknown>>()]
  const villagesCount = goesOn || around.length === 0 || around.some((u) => u.code.length > TOWN)
  for (const unit of units) {
    const part = parts.find((p) => (p.from.length === COUNTY ? unit.code === p.from : unit.code.startsWith(p.from)))
    if (!part) continue
    const isCounty = unit.tier === 'county'
    const comes =
      countyUnit !== undefined && (goesOn || (!isCounty && unit.tier !== 'zone' && (unit.code.length === TOWN || villagesCount)))
    if (!comes) {
      retired.add(unit.id)
      if (isCounty && countyUnit !== undefined) swaps.set(unit.id, countyUnit)
    } else
      patches.set(unit.id, {
        countyNameText: countyName,
        ...(isCounty && { parentId: cityUnit?.id ?? null }),
        ...(unit.code.length === TOWN && { parentId: countyUnit }),
      })
  }
  // of a town that leaves its county alone, whatever named the county names the one it comes to
  if (own && countyUnit !== undefined && own.id !== countyUnit) swaps.set(own.id, countyUnit)
  if (countyUnit !== undefined) await addTowns(tx, { parts, units, around, countyUnit, countyName, names, numbers }, mover, newId)
  return { retired, swaps, patches }
}

const unitsOf = async (tx: Tx, counties: readonly string[]): Promise<readonly UnitRow[]> => {
  const all: UnitRow[] = []
  for (const county of counties) all.push(...(await listUnitsAround(tx, county)).filter((u) => u.code.startsWith(county)))
  return all
}

interface TownsToAdd extends Pick<Asked, 'parts' | 'names' | 'numbers'> {
  readonly units: readonly UnitRow[]
  readonly around: readonly UnitRow[]
  readonly countyUnit: string
  readonly countyName: string
}

/** A town that took part in no plan does where it comes to, if the towns there do. */
async function addTowns(
  tx: Tx,
  { parts, units, around, countyUnit, countyName, names, numbers }: TownsToAdd,
  { by, effectiveOn }: Mover,
  newId: () => Id,
): Promise<void> {
  if (!around.some((u) => u.tier === 'town')) return
  const added = parts.filter((p) => p.from.length === TOWN && !units.some((u) => u.code === p.from && u.tier === 'town'))
  await insertUnits(
    tx,
    added.map(({ to }) => ({
      id: newId(),
      countyId: numbers.get(to.slice(0, COUNTY)) ?? 0,
      code: to,
      name: names.get(to) ?? to,
      facts: {
        nameText: names.get(to) ?? to,
        divisionCode: to,
        tierCode: divisionLevel(to as DivisionCode),
        parentId: countyUnit,
        countyNameText: countyName,
      },
    })),
    by,
    effectiveOn,
  )
}
