import type { ChangeEffect } from '#contract/territory/index.ts'
import type { Id } from '#domain/kernel/id.ts'
import { catalogue } from '#domain/scheme/index.ts'
import { divisionLevel, parentCode, type DecidedChange, type DivisionCode } from '#domain/territory/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import { addDivisions, endDivisions, renameDivision } from './change-repository.ts'
import {
  endInZones,
  followDivision,
  followStation,
  moveRecords,
  moveStation,
  renameUnit,
  retireUnits,
  swapUnit,
  type MovedRecord,
  type Mover,
  type UnitSwap,
} from './move-repository.ts'
import { ensureCounties, insertUnits, listUnitsAround, type UnitRow } from '../unit-repository.ts'

const TOWN = 9
/** Names told of each kind of record. */
const NAMES_SHOWN = 12

/** Makes the edits of divisions: new, renamed, ended. */
export async function editDivisions(tx: Tx, { edits }: DecidedChange, mover: Mover): Promise<void> {
  const renamed = edits.filter((e) => !e.isNew && !e.ends)
  await addDivisions(
    tx,
    edits.filter((e) => e.isNew),
    mover.effectiveOn,
  )
  await endDivisions(
    tx,
    edits.flatMap((e) => (e.ends ? [e.code] : [])),
    mover.effectiveOn,
  )
  for (const { code, name } of renamed) {
    await renameDivision(tx, code, name, mover.effectiveOn)
    await renameUnit(tx, code, name, mover)
  }
}

/** Makes a change inside a county that was decided: divisions, records, grants, zones. Returns what moved. */
export async function applyChange(
  tx: Tx,
  decided: DecidedChange,
  countyId: number,
  mover: Mover,
  newId: () => Id,
): Promise<ChangeEffect> {
  const county = decided.filedUnder.slice(0, 6)
  const units = new Map((await listUnitsAround(tx, county)).filter((u) => u.tier !== 'zone').map((u) => [u.code, u]))
  await editDivisions(tx, decided, mover)
  await addUnitsFor(tx, decided, units, countyId, mover, newId)
  const moved: MovedRecord[] = []
  let [grants, accounts] = [0, 0]
  for (const { stationId, from, to } of decided.stationMoves) {
    moved.push(...(await moveStation(tx, stationId, from, to, swapOf(units, from, to), mover)))
    grants += await followStation(tx, stationId, from, to)
  }
  for (const { from, to } of decided.recodes) {
    const isTown = from.length === TOWN
    const swap = isTown ? swapOf(units, from, to) : swapOf(units, from.slice(0, TOWN), to.slice(0, TOWN))
    moved.push(...(await moveRecords(tx, from, to, swap, mover)))
    const followed = await followDivision(tx, from, to)
    grants += followed.grants
    accounts += followed.accounts
    if (isTown) {
      if (swap) {
        await swapUnit(tx, county, swap, mover)
        await retireUnits(tx, [swap.from], mover)
      }
      await endInZones(tx, from, mover.effectiveOn)
    } else await mergeVillageUnits(tx, units, from, to, mover)
  }
  return {
    edits: editsOf(decided),
    moved: countBySubject(moved),
    grants,
    accounts,
    warnings: [...decided.warnings],
    stays: [],
    byHand: [],
    plans: [],
  }
}

const swapOf = (units: ReadonlyMap<string, UnitRow>, from: string, to: string): UnitSwap | undefined => {
  const [old, next] = [units.get(from), units.get(to)]
  return old && next ? { from: old.id, to: next.id } : undefined
}

/** Where two villages merge, the unit of the one that goes is retired as a town's is. */
async function mergeVillageUnits(
  tx: Tx,
  units: ReadonlyMap<string, UnitRow>,
  from: string,
  to: string,
  mover: Mover,
): Promise<void> {
  const swap = swapOf(units, from, to)
  if (!swap) return
  await swapUnit(tx, from.slice(0, 6), swap, mover)
  await retireUnits(tx, [swap.from], mover)
}

/** A new town, or a new county of a city, takes part in the plan where those beside it do. */
async function addUnitsFor(
  tx: Tx,
  { edits, recodes }: DecidedChange,
  units: Map<string, UnitRow>,
  countyId: number,
  { by, effectiveOn }: Mover,
  newId: () => Id,
): Promise<void> {
  const carried = new Set(recodes.map((r) => r.to))
  for (const { code, name, isNew } of edits) {
    // a village that goes over keeps its unit
    if (!isNew || (code.length > TOWN && carried.has(code))) continue
    const parent = units.get(parentCode(code as DivisionCode) ?? '')
    const tier = divisionLevel(code as DivisionCode)
    if (!parent || ![...units.values()].some((u) => u.tier === tier)) continue
    const id = newId()
    units.set(code, { id, code, tier })
    const countyName = await nameOfUnit(tx, code.slice(0, 6))
    const facts = { nameText: name, divisionCode: code, tierCode: tier, parentId: parent.id, countyNameText: countyName }
    // a new county has its number from now on
    const number = tier === 'county' ? (await ensureCounties(tx, [code])).get(code) : countyId
    await insertUnits(tx, [{ id, countyId: number ?? countyId, code, name, facts }], by, effectiveOn)
  }
}

async function nameOfUnit(tx: Tx, code: string): Promise<string> {
  const row = await tx.selectFrom('division').select('name').where('code', '=', code).executeTakeFirst()
  return row?.name ?? code
}

export const editsOf = ({ edits }: DecidedChange): ChangeEffect['edits'] =>
  edits.map(({ code, name, isNew, ends }) => ({ code, name, what: isNew ? 'new' : ends ? 'ended' : 'renamed' }))

/** Records by their subjects, with some of their names. */
export function countBySubject(moved: readonly MovedRecord[]): ChangeEffect['moved'] {
  const groups = new Map<string, Map<string, string>>()
  for (const { subject, id, name } of moved) {
    const group = groups.get(subject) ?? new Map<string, string>()
    groups.set(subject, group)
    group.set(id, name)
  }
  return [...groups].map(([subject, names]) => ({
    subject,
    label: catalogue[subject]?.label ?? subject,
    count: names.size,
    names: [...new Set(names.values())].toSorted().slice(0, NAMES_SHOWN),
  }))
}
