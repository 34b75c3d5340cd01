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

/** What is in force in some places on a day, by the place. */
export const listAdoptionsIn = (tx: Tx, unitCodes: readonly string[], day: string): Promise<readonly AdoptionRow[]> =>
  adoptions(tx)
    .where('a.unit_code', 'in', [...unitCodes])
    .where(sql<boolean>`a.in_force @> ${day}::date`)
    .orderBy('a.unit_code')
    .execute()

/** The first day from which anything is to be in force in a place, on a day or after it. */
export async function findAdoptionSince(tx: Tx, unitCode: string, on: string): Promise<string | undefined> {
  const { rows } = await sql<{ from: string }>`
    select lower(in_force)::text as "from" from app.scheme_adoption
    where unit_code = ${unitCode} and lower(in_force) >= ${on}::date
    order by 1 limit 1
  `.execute(tx)
  return rows[0]?.from
}

/** What is in force in a place ends there on a day, and goes on in another, with its overlays, where one is given. */
export async function carryAdoptions(tx: Tx, from: string, to: string | undefined, on: string, by: string): Promise<void> {
  if (to !== undefined)
    await sql`
      insert into app.scheme_adoption (id, unit_code, scheme_id, layer, in_force, reference_day, adopted_by)
      select gen_random_uuid(), ${to}, scheme_id, layer, daterange(${on}::date, upper(in_force)), reference_day, ${by}::uuid
      from app.scheme_adoption
      where unit_code = ${from} and in_force @> ${on}::date
    `.execute(tx)
  await sql`
    update app.scheme_adoption set in_force = daterange(lower(in_force), ${on}::date)
    where unit_code = ${from} and in_force @> ${on}::date
  `.execute(tx)
}
