import type { ListEndpoints, ListPage } from '#contract/table.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import { readListQuery, writeSort, type ListColumn } from '#domain/table/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import type { UseCase } from '#server/http/context.ts'
import { readCursor, writeCursor } from './list-cursor.ts'
import { countRows, selectLabels, selectRows, type StoredRow } from './list-repository.ts'
import type { BoundList, ListSource, OpenWords } from './list-source.ts'

const MOST_COUNTED = 1_000
const [USUAL_ROWS, MOST_ROWS] = [50, 500]

/** A page of a list: what the address asks for, in its order. @refuses LIST_QUERY_UNFIT @refuses LIST_CURSOR_UNFIT */
export const listRows =
  (bound: BoundList): UseCase<ListEndpoints['list']> =>
  async ({ tx, actor, today }, { sort, after, limit, count, ...filters }) => {
    const { list, source } = bound
    const query = readListQuery(list, filters, sort)
    if (isRefusal(query)) return query
    if (count !== undefined) return { rows: [], labels: {}, next: null, count: await countTo(tx, source, query.conditions) }
    const order = writeSort(query.sort)
    const cursor = after === undefined ? undefined : readCursor(after, order)
    if (after !== undefined && cursor === undefined) return refuse('LIST_CURSOR_UNFIT')
    const most = limit === undefined ? USUAL_ROWS : Math.min(Math.max(Number(limit), 1), MOST_ROWS)
    const columns = list.columns.map(({ key }) => key)
    const found = await selectRows(tx, source, { ...query, columns }, cursor, most + 1)
    const shown = found.slice(0, most)
    const last = found.length > most ? shown.at(-1) : undefined
    return {
      rows: shown.map((row) => ({ id: row.id, countyId: row.county_id, values: valuesOf(row, columns) })),
      labels: await labelsOf({ tx, actor, today }, bound, list.columns, shown),
      next: last ? writeCursor({ sort: order, value: last.sorted_by, countyId: last.county_id, id: last.id }) : null,
      count: null,
    }
  }

async function countTo(tx: Tx, source: ListSource, conditions: Parameters<typeof countRows>[2]): Promise<ListPage['count']> {
  const found = await countRows(tx, source, conditions, MOST_COUNTED + 1)
  return { shown: Math.min(found, MOST_COUNTED), isMore: found > MOST_COUNTED }
}

const valuesOf = (row: StoredRow, columns: readonly string[]): ListPage['rows'][number]['values'] =>
  Object.fromEntries(columns.map((key, i) => [key, row[`c${i}`] ?? null]))

/** The names of the codes that stand in some rows, by column. `columns` in the order the rows were asked in. */
export async function labelsOf(
  context: Parameters<OpenWords>[0],
  { source: { lookups = {}, facts = {} }, words }: Pick<BoundList, 'source' | 'words'>,
  columns: readonly ListColumn[],
  rows: readonly StoredRow[],
): Promise<Record<string, Record<string, string>>> {
  const coded = columns.flatMap(({ key }, i) => {
    const [lookup, fact] = [lookups[key], facts[key]]
    if (!lookup && fact === undefined) return []
    return {
      key,
      lookup,
      fact,
      codes: [...new Set(rows.flatMap((row) => (row[`c${i}`] === null ? [] : [String(row[`c${i}`])])))],
    }
  })
  const looked = coded.flatMap(({ key, lookup, codes }) => (lookup ? [{ key, lookup, codes }] : []))
  const names = await selectLabels(context.tx, looked)
  const labels = Object.fromEntries(looked.map(({ key }, i) => [key, { ...names[i] }]))
  const said = coded.flatMap(({ key, fact, codes }) => (fact !== undefined && codes.length > 0 ? [{ key, fact, codes }] : []))
  const open = words && said.length > 0 ? await words(context) : undefined
  if (open)
    for (const { key, fact, codes } of said) labels[key] = Object.fromEntries(codes.map((code) => [code, open.say(code, fact)]))
  return labels
}
