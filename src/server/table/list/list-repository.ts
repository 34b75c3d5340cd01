import { sql, type RawBuilder } from 'kysely'
import { COUNTRY_CODE } from '#domain/kernel/actor.ts'
import type { Condition, ListValue, Sort } from '#domain/table/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import type { ListCursor } from './list-cursor.ts'
import { databaseColumn, isEverywhere, type ListSource, type Lookup } from './list-source.ts'

/** Where a record lies: what row-level security goes by, so that no row is of another place than in the scope or above it. */
const PLACE = 'division_code'

/** A row as the database answers it: what was asked for in `c0`, `c1` …, and the value it is sorted by. */
export interface StoredRow {
  readonly county_id: number
  readonly id: string
  readonly sorted_by: string | null
  readonly [column: `c${number}`]: ListValue
}

interface Asked {
  readonly conditions: readonly Condition[]
  readonly sort: Sort
  /** Columns of the list. */
  readonly columns: readonly string[]
}

/**
 * The rows after `after` in the order of the sort, rows without a value last, rows of one value by county and id. Two
 * statements at most: each is one range of an index on (sort, county_id, id), however far down the list one is.
 */
export async function selectRows(
  tx: Tx,
  source: ListSource,
  asked: Asked,
  after: ListCursor | undefined,
  limit: number,
): Promise<readonly StoredRow[]> {
  const key = sql.ref(`r.${databaseColumn(source, asked.sort.column, 'sort')}`)
  const order = sql.raw(asked.sort.isDescending ? 'desc' : 'asc')
  const beyond = sql.raw(asked.sort.isDescending ? '<' : '>')
  const place = sql`r.county_id ${order}, r.id ${order}`
  const columns = asked.columns.map(
    (column, i) => sql`, ${sql.ref(`r.${databaseColumn(source, column, 'value')}`)} as ${sql.id(`c${i}`)}`,
  )
  const rowsOf = (where: RawBuilder<unknown>, by: RawBuilder<unknown>, most: number) => sql`
      select r.county_id, r.id, (${key})::text as sorted_by${sql.join(columns, sql``)}
      from ${sql.id('app', source.table)} as r
      where ${whereOf(source, asked.conditions)} and ${where}
      order by ${by}
      limit ${most}
    `
  // in the order of the divisions, what lies before the reader's own is not walked through to get there
  const isByPlace = databaseColumn(source, asked.sort.column, 'sort') === PLACE
  const select = (where: RawBuilder<unknown>, by: RawBuilder<unknown>, most: number) =>
    isByPlace
      ? sql<StoredRow>`
      select r.* from (
        (${rowsOf(sql`${where} and ${key} >= app.scope_from() and ${key} < app.scope_below()`, by, most)})
        union all
        (${rowsOf(sql`${where} and ${key} = any (app.scope_above())`, by, most)})
      ) as r
      order by r.sorted_by ${order}, ${place}
      limit ${most}
    `.execute(tx)
      : sql<StoredRow>`${rowsOf(where, by, most)}`.execute(tx)
  const known: StoredRow[] = []
  if (after === undefined || after.value !== null) {
    const further = after
      ? sql`(${key}, r.county_id, r.id) ${beyond} (${after.value}, ${after.countyId}, ${after.id})`
      : sql`true`
    known.push(...(await select(sql`${key} is not null and ${further}`, sql`${key} ${order}, ${place}`, limit)).rows)
    if (known.length === limit) return known
  }
  if (isEverywhere(source, asked.sort.column)) return known
  const further = after?.value === null ? sql`(r.county_id, r.id) ${beyond} (${after.countyId}, ${after.id})` : sql`true`
  const unknown = await select(sql`${key} is null and ${further}`, place, limit - known.length)
  return [...known, ...unknown.rows]
}

/** How many rows there are, counted no further than `most`. */
export async function countRows(tx: Tx, source: ListSource, conditions: readonly Condition[], most: number): Promise<number> {
  const { rows } = await sql<{ found: number }>`
    select count(*)::int as found
    from (select from ${sql.id('app', source.table)} as r where ${whereOf(source, conditions)} limit ${most}) as counted
  `.execute(tx)
  return rows[0]?.found ?? 0
}

function whereOf(source: ListSource, conditions: readonly Condition[]): RawBuilder<unknown> {
  const fixed = Object.entries(source.fixed ?? {}).map(([column, value]) => sql`${sql.ref(`r.${column}`)} = ${value}`)
  const all = [
    ...fixed,
    ...conditions.map((one) => conditionOf(sql.ref(`r.${databaseColumn(source, one.column, 'value')}`), one)),
  ]
  return all.length === 0 ? sql`true` : sql.join(all, sql` and `)
}

function conditionOf(column: RawBuilder<unknown>, condition: Condition): RawBuilder<unknown> {
  switch (condition.test) {
    case 'absent':
      return sql`${column} is null`
    case 'is':
      return sql`${column} = ${condition.value}`
    case 'contains':
      return sql`${column} ilike ${`%${condition.text.replace(/[\\%_]/g, '\\$&')}%`}`
    case 'one-of':
      return sql`${column} = any (${[...condition.values]})`
    case 'below': {
      if (condition.codes.includes(COUNTRY_CODE)) return sql`${column} is not null`
      return sql`(${sql.join(
        condition.codes.map((code) => sql`(${column} >= ${code} and ${column} < ${`${code}~`})`),
        sql` or `,
      )})`
    }
    case 'range': {
      const bounds = [
        ...(condition.from === undefined ? [] : [sql`${column} >= ${condition.from}`]),
        ...(condition.to === undefined ? [] : [sql`${column} <= ${condition.to}`]),
      ]
      return sql.join(bounds, sql` and `)
    }
  }
}

/** Codes whose names stand in a table. */
export interface Unnamed {
  readonly lookup: Lookup
  readonly codes: readonly string[]
}

/** The names of some codes, each kind for itself and all in one statement. */
export async function selectLabels(tx: Tx, asked: readonly Unnamed[]): Promise<readonly Readonly<Record<string, string>>[]> {
  const names = asked.map((): Record<string, string> => ({}))
  const selects = asked.flatMap(({ lookup: { table, key, label }, codes }, i) =>
    codes.length === 0
      ? []
      : [
          sql`
    select ${sql.lit(i)} as kind, (${sql.ref(`t.${key}`)})::text as code, ${sql.ref(`t.${label}`)} as label
    from ${sql.id('app', table)} as t
    where ${sql.ref(`t.${key}`)} = any (${[...codes]})`,
        ],
  )
  if (selects.length === 0) return names
  const { rows } = await sql<{ kind: number; code: string; label: string }>`${sql.join(selects, sql` union all `)}`.execute(tx)
  for (const { kind, code, label } of rows) if (names[kind]) names[kind][code] = label
  return names
}

/** Makes the transaction see one moment and change nothing: what is read bit by bit is one whole. First in its transaction. */
export async function readOneMoment(tx: Tx): Promise<void> {
  await sql.raw('set transaction isolation level repeatable read, read only').execute(tx)
}
