import { sql } from 'kysely'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import type { Tx } from '#server/db/actor-tx.ts'

export interface AdoptionRow {
  readonly id: string
  readonly schemeId: string
  readonly unitCode: string
  readonly unitName: string
  readonly from: CivilDate
  readonly below: CivilDate | null
  readonly isDemo: boolean
}

const adoptions = (tx: Tx) =>
  tx
    .selectFrom('scheme_adoption as a')
    .leftJoin('division as d', 'd.code', 'a.unit_code')
    .select([
      'a.id',
      'a.scheme_id as schemeId',
      'a.unit_code as unitCode',
      sql<string>`coalesce(d.name, a.unit_code)`.as('unitName'),
      sql<CivilDate>`lower(a.in_force)::text`.as('from'),
      sql<CivilDate | null>`upper(a.in_force)::text`.as('below'),
      sql<boolean>`a.reference_day is not null`.as('isDemo'),
    ])
    .where('a.layer', '=', 0)

/** Adoptions in the caller's territory and of what lies above it, past ones too, latest first. */
export const listAdoptionRows = (tx: Tx): Promise<readonly AdoptionRow[]> =>
  adoptions(tx)
    .where(
      sql<boolean>`((a.unit_code >= app.scope_from() and a.unit_code < app.scope_below()) or a.unit_code = any (app.scope_above()))`,
    )
    .orderBy('a.unit_code')
    .orderBy(sql`lower(a.in_force)`, 'desc')
    .execute()

export const listAdoptionsOf = (tx: Tx, unitCode: string): Promise<readonly AdoptionRow[]> =>
  adoptions(tx).where('a.unit_code', '=', unitCode).execute()

export const findAdoption = (tx: Tx, id: string): Promise<AdoptionRow | undefined> =>
  adoptions(tx).where('a.id', '=', id).executeTakeFirst()

/** False where the id is there already. */
export async function insertAdoption(
  tx: Tx,
  a: {
    readonly id: string
    readonly schemeId: string
    readonly unitCode: string
    readonly from: string
    readonly by: string | null
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('scheme_adoption')
    .values({
      id: a.id,
      unit_code: a.unitCode,
      scheme_id: a.schemeId,
      in_force: sql<string>`daterange(${a.from}::date, null)`,
      adopted_by: a.by,
    })
    .onConflict((oc) => oc.column('id').doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Ends an adoption that has no end yet; false where it has one, or is not the caller's to end. */
export async function endAdoptionRow(tx: Tx, id: string, below: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('scheme_adoption')
    .set({ in_force: sql<string>`daterange(lower(in_force), ${below}::date)` })
    .where('id', '=', id)
    .where(sql<boolean>`upper_inf(in_force)`)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}
