import { sql } from 'kysely'
import type { Tx } from '#server/db/actor-tx.ts'

/** What a plan was last judged on in a place. */
export async function findJudgedMark(tx: Tx, unitCode: string, schemeId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('judged_mark')
    .select('mark')
    .where('unit_code', '=', unitCode)
    .where('scheme_id', '=', schemeId)
    .executeTakeFirst()
  return row?.mark
}

export async function keepJudgedMark(tx: Tx, unitCode: string, schemeId: string, mark: string): Promise<void> {
  await tx
    .insertInto('judged_mark')
    .values({ unit_code: unitCode, scheme_id: schemeId, mark })
    .onConflict((oc) => oc.columns(['unit_code', 'scheme_id']).doUpdateSet({ mark, judged_at: sql`now()` }))
    .execute()
}
