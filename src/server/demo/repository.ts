import { divisionLevel, parentCode, typeDigit, type DivisionCode } from '#domain/territory/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import { insertRecords } from '#server/record/index.ts'
import type { DemoCounty, DemoScheme } from './demo-scheme.ts'
import { demoId } from './entity-book.ts'

/** Rows sent to the server at once. */
const BATCH = 4000
/** Records of provinces and cities belong to no county. */
const NO_COUNTY = 0

/** A setting signed with a value in a unit. */
export interface Signature {
  readonly id: string
  readonly settingId: string
  readonly unitCode: string
  readonly value: number | string
}

/** Schemes whose demonstration is there, told by its adoption. */
export async function findLoaded(tx: Tx): Promise<ReadonlySet<string>> {
  const rows = await tx.selectFrom('scheme_adoption').select(['id', 'scheme_id', 'unit_code']).execute()
  return new Set(rows.filter((row) => row.id === demoId(row.scheme_id, 'adoption', row.unit_code)).map((row) => row.scheme_id))
}

export async function insertDivisions(tx: Tx, { fictionalDivisions }: DemoScheme): Promise<void> {
  if (fictionalDivisions.length === 0) return
  const rows = fictionalDivisions.map(({ code: text, name }) => {
    const code = text as DivisionCode
    return { code, name, level: divisionLevel(code), type_digit: typeDigit(code) ?? null, parent_code: parentCode(code) ?? null }
  })
  await tx
    .insertInto('division')
    .values(rows)
    .onConflict((oc) => oc.doNothing())
    .execute()
}

/** Surrogate ids of the counties, given to those that have none. */
export async function getCountyIds(tx: Tx, counties: readonly DemoCounty[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.selectFrom('county').select(['id', 'code']).execute()
  const ids = new Map(rows.map((row) => [row.code, row.id]))
  let next = Math.max(...rows.map((row) => row.id)) + 1
  const missing = counties.filter(({ code }) => !ids.has(code)).map((county) => ({ id: next++, ...county }))
  if (missing.length > 0) await tx.insertInto('county').values(missing).execute()
  for (const { id, code } of missing) ids.set(code, id)
  return ids
}

export async function insertEntities(tx: Tx, { entities }: DemoScheme, counties: ReadonlyMap<string, number>): Promise<void> {
  const drafts = entities.map(({ divisionCode, ...entity }) => ({
    countyId: counties.get(divisionCode.slice(0, 6)) ?? NO_COUNTY,
    divisionCode,
    ...entity,
  }))
  for (let at = 0; at < drafts.length; at += BATCH) await insertRecords(tx, drafts.slice(at, at + BATCH))
}

/** The plan in force there, judged on the demonstration's own day and not on today. */
export async function insertAdoption(tx: Tx, { schemeId, adoption, demoDay }: DemoScheme): Promise<void> {
  await tx
    .insertInto('scheme_adoption')
    .values({
      id: demoId(schemeId, 'adoption', adoption.unitCode),
      unit_code: adoption.unitCode,
      scheme_id: schemeId,
      layer: 0,
      in_force: `[${adoption.from},)`,
      reference_day: demoDay,
    })
    .onConflict((oc) => oc.doNothing())
    .execute()
}

export async function insertSignatures(
  tx: Tx,
  { signer }: DemoScheme,
  schemeId: string,
  signatures: readonly Signature[],
): Promise<void> {
  if (signatures.length === 0) return
  await tx
    .insertInto('signature')
    .values(
      signatures.map(({ id, settingId, unitCode, value }) => ({
        id,
        scheme_id: schemeId,
        subject: `setting:${settingId}`,
        unit_code: unitCode,
        value: JSON.stringify(value),
        signed_by_name: signer.name,
        signed_on: signer.on,
      })),
    )
    .onConflict((oc) => oc.doNothing())
    .execute()
}
