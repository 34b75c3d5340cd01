import { sql } from 'kysely'
import { divisionLevel, parentCode, typeDigit, type Divisions } from '#domain/territory/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'

/** Brings the divisions into the reference table; those that are there stay as they are. Returns how many came in. */
export async function storeDivisions(tx: Tx, divisions: Divisions): Promise<number> {
  const { count } = await tx
    .selectFrom('division')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  if (count >= divisions.list.length) return 0
  const rows = divisions.list.map(({ code, name }) => ({
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
