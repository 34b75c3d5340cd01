import { sql } from 'kysely'
import type { Choice } from '#domain/table/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import { DIVISION_NAMES, type Lookup } from './list-source.ts'

const MOST = 3_000
/** Of a division code: how long those below it are, and those below these. */
const BELOW: Readonly<Record<number, readonly number[]>> = { 1: [2, 4], 2: [4, 6], 4: [6, 9], 6: [9, 12], 9: [12] }

/** What a column that names records can be: those within reach; of divisions the two levels below the own one. */
export async function listChoices(tx: Tx, { table, key, label, subject }: Lookup, scopeCode: string): Promise<readonly Choice[]> {
  const within =
    table === DIVISION_NAMES.table
      ? sql`t.code >= app.scope_from() and t.code < app.scope_below() and t.ended_on is null
          and length(t.code) = any (${[...(BELOW[scopeCode.length] ?? [])]}::int[])`
      : subject === undefined
        ? sql`true`
        : sql`t.subject = ${subject}`
  const { rows } = await sql<Choice>`
    select (${sql.ref(`t.${key}`)})::text as value, ${sql.ref(`t.${label}`)} as label
    from ${sql.id('app', table)} as t
    where ${within}
    order by ${sql.ref(table === DIVISION_NAMES.table ? `t.${key}` : `t.${label}`)}, 1
    limit ${MOST}`.execute(tx)
  return rows
}
