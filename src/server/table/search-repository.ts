import { sql } from 'kysely'
import type { Tx } from '#server/db/actor-tx.ts'

export interface FoundRow {
  readonly county_id: number
  readonly subject: string
  readonly id: string
  readonly division_code: string
  readonly name: string
  readonly place_name: string | null
}

/** The records of some subjects whose name has that in it, at most `most` of each, the likeliest first. */
export async function findByName(tx: Tx, subjects: readonly string[], text: string, most: number): Promise<readonly FoundRow[]> {
  const { rows } = await sql<FoundRow>`
    select f.county_id, f.subject, f.id, f.division_code, f.name,
      -- one at a time: the database takes the function to find a thousand, and would read all divisions for them
      (select d.name from app.division d where d.code = f.division_code) as place_name
    from app.find_records(${[...subjects]}, ${text}, ${most}) with ordinality as f (county_id, subject, id, division_code, name, place)
    order by f.place
  `.execute(tx)
  return rows
}
