import type { AdoptionView, adoptScheme as endpoint } from '#contract/territory/index.ts'
import { can } from '#domain/access/index.ts'
import type { Actor } from '#domain/kernel/actor.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import type { Id } from '#domain/kernel/id.ts'
import { isRefusal, refuse, type Refusal } from '#domain/kernel/refusal.ts'
import { decideAdoption, unitTiersOf } from '#domain/territory/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import type { UseCase } from '#server/http/context.ts'
import { listVersions, type SchemeOpener } from '#server/scheme/index.ts'
import { findAdoption, insertAdoption, listAdoptionsOf, type AdoptionRow } from './adoption-repository.ts'
import { bringVillages } from '../division/bring-villages.ts'
import { registerUnits } from '../register-units.ts'
import { findDivision } from '../repository.ts'

const COUNTY = 6

export interface NewAdoption {
  readonly id: Id
  readonly schemeId: string
  readonly unitCode: string
  readonly from: CivilDate
}
interface Adopted {
  readonly row: AdoptionRow
  readonly title: string
  readonly unitsAdded: number
}

/**
 * Puts a plan in force in a place, and registers what it judges there: the place, its counties, its towns that count.
 * @refuses SCHEME_NOT_FOUND @refuses DIVISION_NOT_FOUND @refuses SCHEME_NOT_ADOPTABLE @refuses ADOPTION_LEVEL
 * @refuses ADOPTION_DATES @refuses ADOPTION_OVERLAPS
 */
export async function adopt(
  tx: Tx,
  opener: SchemeOpener,
  { id, schemeId, unitCode, from }: NewAdoption,
  by: Id | null,
  newId: () => Id,
): Promise<Adopted | Refusal> {
  const titles = new Map<string, string>()
  const versions = (await listVersions(tx)).filter((v) => v.schemeId === schemeId)
  const version = versions.at(-1)
  if (!version) return refuse('SCHEME_NOT_FOUND')
  const scheme = await opener.parsed(tx, schemeId, version.sha256)
  const place = await findDivision(tx, unitCode)
  if (!place) return refuse('DIVISION_NOT_FOUND')
  const others = await listAdoptionsOf(tx, unitCode)
  const same = others.find((other) => other.id === id)
  if (same) return { row: same, title: scheme.title, unitsAdded: 0 }
  for (const { schemeId: other } of others) titles.set(other, await titleOf(tx, opener, other))
  const refused = decideAdoption({
    scheme,
    place,
    from,
    others: others.map((other) => ({ ...other, title: titles.get(other.schemeId) ?? other.schemeId })),
  })
  if (refused) return refused
  const tiers = unitTiersOf(scheme)
  // of a county at once; below a city or a province county by county, when somebody asks for them
  if (unitCode.length === COUNTY && (tiers.includes('village') || tiers.includes('community'))) await bringVillages(tx, unitCode)
  const unitsAdded = await registerUnits(
    tx,
    { code: unitCode, lowest: tiers.at(-1) ?? 'town', kinds: scheme.coveredUnit.kinds },
    by,
    newId,
  )
  if (!(await insertAdoption(tx, { id, schemeId, unitCode, from, by }))) return refuse('ADOPTION_OVERLAPS')
  const row = await findAdoption(tx, id)
  if (!row) throw new Error(`adoption ${id} is not there`)
  return { row, title: scheme.title, unitsAdded }
}

/** Short title of a scheme as loaded last. */
export async function titleOf(tx: Tx, opener: SchemeOpener, schemeId: string): Promise<string> {
  const version = (await listVersions(tx)).filter((v) => v.schemeId === schemeId).at(-1)
  return version ? (await opener.parsed(tx, schemeId, version.sha256)).shortTitle : schemeId
}

export const viewAdoption = (actor: Actor, row: AdoptionRow, title: string): AdoptionView => ({
  id: row.id,
  schemeId: row.schemeId,
  title,
  unitCode: row.unitCode,
  unitName: row.unitName,
  from: row.from,
  endsOn: row.below,
  isDemo: row.isDemo,
  mayEnd: row.below === null && can(actor, 'adopt scheme', { code: row.unitCode }),
})

/** @refuses NOT_ALLOWED and what `adopt` refuses */
export const adoptScheme =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async ({ tx, actor, newId, note }, input) => {
    if (!can(actor, 'adopt scheme', { code: input.unitCode })) return refuse('DIVISION_NOT_FOUND')
    const { id, schemeId, unitCode, from } = input
    const adopted = await adopt(tx, opener, { id: id as Id, schemeId, unitCode, from: from as CivilDate }, actor.accountId, newId)
    if (isRefusal(adopted)) return adopted
    note({
      divisionCode: unitCode,
      subject: 'adoption',
      subjectId: id,
      detail: { schemeId, from, unitsAdded: adopted.unitsAdded },
    })
    return { adoption: viewAdoption(actor, adopted.row, adopted.title), unitsAdded: adopted.unitsAdded }
  }
