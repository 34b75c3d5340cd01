import type { ListEndpoints } from '#contract/table.ts'
import type { Actor } from '#domain/kernel/actor.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import { watermarkText } from '#domain/kernel/watermark.ts'
import {
  conditionInWords,
  columnOf,
  labelOf,
  readExportColumns,
  readListQuery,
  writeSort,
  type Condition,
  type ListColumn,
  type ListDefinition,
  type ListQuery,
} from '#domain/table/index.ts'
import { actorTx, type Tx } from '#server/db/actor-tx.ts'
import type { HttpParts, Preparation, PreparedFileUseCase } from '#server/http/context.ts'
import { createGate } from '#server/http/limit/gate.ts'
import type { ListCursor } from './list-cursor.ts'
import { labelsOf } from './list-rows.ts'
import { readOneMoment, selectLabels, selectRows } from './list-repository.ts'
import { DIVISION_NAMES, type BoundList, type OpenWords } from './list-source.ts'
import { sheetCell, sheetColumn } from './sheet-cell.ts'
import type { Spool } from '../spool.ts'
import { writeSheet, XLSX, type Cell } from './write-sheet.ts'

const ROWS_AT_A_TIME = 1_000
const MOST_ROWS = 200_000
/** Few at a time: each holds a connection and a processor for seconds. */
const gate = createGate({ width: 2, mostWaiting: 8, longestWaitMs: 20_000 })

export interface Written {
  readonly spool: Spool
  readonly rows: number
  readonly words: string
}

type Export = ListEndpoints['export']

/** Writes the spreadsheet, as of one moment, before the transaction that notes it. @refuses LIST_QUERY_UNFIT @refuses LIST_EXPORT_TOO_LARGE */
export const writeExport =
  (bound: BoundList, { db }: Pick<HttpParts, 'db'>, isMarked: boolean, most = MOST_ROWS): Preparation<Export, Written> =>
  async ({ actor, now, today }, { sort, columns: chosen, ...filters }) => {
    const { list } = bound
    const query = readListQuery(list, filters, sort)
    if (isRefusal(query)) return query
    const columns = readExportColumns(list, chosen)
    if (isRefusal(columns)) return columns
    return gate.run(() =>
      actorTx<Written>(db, actor, async (tx) => {
        await readOneMoment(tx)
        const words = await wordsOf({ tx, actor, today }, bound, query.conditions)
        const counted = { rows: 0 }
        const spool = await writeSheet({
          name: list.title.slice(0, 31).replace(/[[\]:*?/\\]/g, ' '),
          head: headOf(list, columns, query, words, actor, now, await placeName(tx, actor)),
          columns: columns.map(sheetColumn),
          rows: rowsOf({ tx, actor, today }, bound, query, columns, counted, most),
          ...(isMarked && { foot: [`导出人：${watermarkText(actor, now)}`] }),
        })
        if (counted.rows <= most) return { spool, rows: counted.rows, words }
        await spool.close()
        return refuse('LIST_EXPORT_TOO_LARGE', { detail: `最多 ${most} 行` })
      }),
    )
  }

/** The spreadsheet of exactly what the list shows; taking it is noted with the filter and the number of rows. */
export const exportRows =
  ({ list }: BoundList): PreparedFileUseCase<Export, Written> =>
  async ({ today, note }, { columns, sort }, { spool, rows, words }) => {
    note({ subject: 'list', subjectId: list.key, detail: { filter: words, sort: sort ?? null, columns: columns ?? null, rows } })
    return { fileName: `${list.title} ${today}.xlsx`, mediaType: XLSX, bytes: spool.stream() }
  }

async function* rowsOf(
  context: Parameters<OpenWords>[0],
  bound: BoundList,
  query: ListQuery,
  columns: readonly ListColumn[],
  counted: { rows: number },
  most: number,
): AsyncGenerator<readonly Cell[]> {
  // the words are opened once for all rows
  let opened: ReturnType<OpenWords> | undefined
  const { words } = bound
  const kept = { ...bound, ...(words && { words: (inside: Parameters<OpenWords>[0]) => (opened ??= words(inside)) }) }
  const order = writeSort(query.sort)
  const asked = { ...query, columns: columns.map(({ key }) => key) }
  let after: ListCursor | undefined
  for (;;) {
    const rows = await selectRows(context.tx, bound.source, asked, after, ROWS_AT_A_TIME)
    const labels = await labelsOf(context, kept, columns, rows)
    for (const row of rows) {
      if (++counted.rows > most) return
      yield columns.map((column, i) => sheetCell(column, row[`c${i}`] ?? null, labels[column.key]))
    }
    const last = rows.at(-1)
    if (!last || rows.length < ROWS_AT_A_TIME) return
    after = { sort: order, value: last.sorted_by, countyId: last.county_id, id: last.id }
  }
}

function headOf(
  list: ListDefinition,
  columns: readonly ListColumn[],
  { sort }: ListQuery,
  words: string,
  actor: Actor,
  now: Date,
  place: string,
): readonly (readonly string[])[] {
  const moment = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }).format(
    now,
  )
  const sorted = columnOf(list, sort.column)
  return [
    [list.title],
    [`范围：${place}`],
    [`筛选：${words}`],
    [`排序：${sorted?.title ?? sort.column}${sort.isDescending ? '，从大到小' : ''}`],
    [`截至：${moment}（北京时间）　导出：${actor.name}`],
    ...columns.flatMap(({ title, definition }) => (definition === undefined ? [] : [[`口径：${title}——${definition}`]])),
  ]
}

/** The filter in words. */
async function wordsOf(
  context: Parameters<OpenWords>[0],
  { list, source: { lookups = {}, facts = {} }, words }: BoundList,
  conditions: readonly Condition[],
): Promise<string> {
  const said: string[] = []
  for (const condition of conditions) {
    const column = columnOf(list, condition.column)
    if (!column) continue
    const [lookup, fact] = [lookups[condition.column], facts[condition.column]]
    const codes = condition.test === 'one-of' ? condition.values : condition.test === 'below' ? condition.codes : []
    const labels = (lookup ? await selectLabels(context.tx, [{ lookup, codes }]) : [])[0]
    const open = fact !== undefined && codes.length > 0 ? await words?.(context) : undefined
    said.push(
      conditionInWords(column, condition, (code) =>
        open && fact !== undefined ? open.say(code, fact) : labelOf(column, code, labels),
      ),
    )
  }
  return said.length === 0 ? '无，全部' : said.join('；')
}

async function placeName(tx: Tx, { scope }: Actor): Promise<string> {
  const [names] = await selectLabels(tx, [{ lookup: DIVISION_NAMES, codes: [scope.code] }])
  return names?.[scope.code] ?? (scope.code === '0' ? '全国' : scope.code)
}
