import { sql } from 'kysely'
import { codeRange } from '#domain/access/index.ts'
import {
  divisionLevel,
  parentCode,
  typeDigit,
  type Division,
  type DivisionCode,
  type DivisionLevel,
} from '#domain/territory/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'

/** Brings divisions into the reference table; those that are there stay as they are. Returns how many came in. */
export async function insertDivisions(tx: Tx, divisions: readonly Division[]): Promise<number> {
  const rows = divisions.map(({ code, name }) => ({
    code,
    name,
    level: divisionLevel(code),
    type_digit: typeDigit(code) ?? null,
    parent_code: parentCode(code) ?? null,
  }))
  const result = await sql`
    insert into app.division (code, name, level, type_digit, parent_code)
    select code, name, level, type_digit, parent_code
    from json_to_recordset(${JSON.stringify(rows)}::json) as t (code text, name text, level text, type_digit text, parent_code text)
    on conflict do nothing
  `.execute(tx)
  return Number(result.numAffectedRows ?? 0)
}

/** Hash of the list that was stored under a name. */
export async function findListHash(tx: Tx, name: string): Promise<string | undefined> {
  const row = await tx.selectFrom('division_list').select('sha256').where('name', '=', name).executeTakeFirst()
  return row?.sha256
}

export async function setListHash(tx: Tx, name: string, sha256: string): Promise<void> {
  await tx
    .insertInto('division_list')
    .values({ name, sha256 })
    .onConflict((oc) => oc.column('name').doUpdateSet({ sha256 }))
    .execute()
}

/** The divisions that are there under these names. */
export async function findDivision(tx: Tx, code: string): Promise<Division | undefined> {
  const row = await tx
    .selectFrom('division')
    .select(['code', 'name'])
    .where('code', '=', code)
    .where('ended_on', 'is', null)
    .executeTakeFirst()
  return row && { code: row.code as DivisionCode, name: row.name }
}

/** What lies in a division and itself, of the given levels, in order of codes. */
export async function listDivisionsIn(tx: Tx, code: string, levels: readonly DivisionLevel[]): Promise<readonly Division[]> {
  const rows = await tx
    .selectFrom('division')
    .select(['code', 'name'])
    .where('code', '>=', code)
    .where('code', '<', codeRange(code).below)
    .where('level', 'in', levels)
    .where('ended_on', 'is', null)
    .orderBy('code')
    .execute()
  return rows.map((row) => ({ code: row.code as DivisionCode, name: row.name }))
}

/** The divisions directly below one; of the country, the provinces. */
export async function listChildren(tx: Tx, code: string): Promise<readonly Division[]> {
  const rows = await tx
    .selectFrom('division')
    .select(['code', 'name'])
    .where('parent_code', '=', code)
    .where('ended_on', 'is', null)
    .orderBy('code')
    .execute()
  return rows.map((row) => ({ code: row.code as DivisionCode, name: row.name }))
}

/** Whether the villages of a county are in the list. */
export async function hasVillages(tx: Tx, county: string): Promise<boolean> {
  const row = await tx.selectFrom('division_list').select('name').where('name', '=', county).executeTakeFirst()
  return row !== undefined
}

/** Stations in a division, as far as the caller may see them. */
export const listStationsIn = (tx: Tx, code: string) =>
  tx
    .selectFrom('station')
    .select(['id', 'name', 'division_code as divisionCode'])
    .where('division_code', '>=', code)
    .where('division_code', '<', codeRange(code).below)
    .orderBy('division_code')
    .limit(2000)
    .execute()
