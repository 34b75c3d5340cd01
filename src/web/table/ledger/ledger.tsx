import { useMemo, useState, type ReactNode } from 'react'
import type { ListEndpoints, ListRow } from '#contract/table.ts'
import { columnOf, readSort, showValue, writeSort, type Choice, type ListDefinition } from '#domain/table/index.ts'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { LedgerColumns } from '#ui/ledger/ledger-columns.tsx'
import { LedgerTable, type LedgerColumn } from '#ui/ledger/ledger-table.tsx'
import { LedgerViews } from '#ui/ledger/ledger-views.tsx'
import { Loading } from '#ui/loading.tsx'
import { ProblemNotice } from '#ui/problem-notice.tsx'
import { troubleOf } from '#web/http/trouble-of.ts'
import { useAnswer } from '#web/http/use-answer.ts'
import { usePages } from '#web/http/use-pages.ts'
import { useAbilityToExport } from './use-ability-to-export.ts'
import { useAddress } from '#web/kernel/use-address.ts'
import { filterKeys, readLedgerAddress } from './ledger-address.ts'
import { LedgerFilters } from './ledger-filters.tsx'
import { filterInWords, sortInWords } from './ledger-words.ts'
import { TakeExport } from './take-export.tsx'
import { useKept } from './use-kept.ts'

interface LedgerProps {
  readonly list: ListDefinition
  readonly endpoints: ListEndpoints
  /** A cell that is more than its text: a link, a status. */
  readonly cells?: Readonly<Record<string, (row: ListRow, shown: string) => ReactNode>>
  /** Columns that are worked out for the rows that are loaded: neither sorted nor taken along. */
  readonly extra?: readonly {
    readonly key: string
    readonly title: string
    readonly cell: (row: ListRow, rows: readonly ListRow[]) => ReactNode
  }[]
  /** What one can choose in the filter of a code that the definition does not list. */
  readonly choices?: Readonly<Record<string, readonly Choice[]>>
  /** What can be done with several rows at once; `done` unticks them. */
  readonly bulk?: (rows: readonly ListRow[], done: () => void) => ReactNode
  /** What will stand here, and when. */
  readonly empty: ReactNode
  /** Names in the address that the page itself uses. */
  readonly more?: readonly string[]
}

const PAGE = '50'
const momentNow = (): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }).format(new Date())

/** A list of records: filtered and sorted by its address, page by page, to be printed or taken along. */
export function Ledger({ list, endpoints, cells = {}, extra = [], choices = {}, bulk, empty, more = [] }: LedgerProps) {
  const read = useMemo(() => readLedgerAddress(list, more), [list, more.join()])
  const [search, change] = useAddress<string>(read)
  const kept = useKept(list)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const mayExport = useAbilityToExport(endpoints)
  const asked = Object.fromEntries([...filterKeys(list), 'sort'].flatMap((key) => (search[key] ? [[key, search[key]]] : [])))
  const query = usePages(endpoints.list, { ...asked, limit: PAGE }, ({ next }) => next ?? undefined)
  const counted = useAnswer(endpoints.list, { ...asked, sort: undefined, count: 'yes' }, { keepsPrevious: true })
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  const labels = Object.fromEntries(
    list.columns.map(({ key }) => [key, Object.assign({}, ...(query.data?.pages.map((page) => page.labels[key]) ?? []))]),
  ) as Readonly<Record<string, Readonly<Record<string, string>>>>
  const sort = search['sort'] === undefined ? list.defaultSort : readSort(search['sort'])
  const set = (patch: Readonly<Record<string, string | undefined>>): void => {
    setTicked(new Set())
    change(patch)
  }
  const columns = kept.columns.flatMap((key): LedgerColumn<ListRow>[] => {
    const column = columnOf(list, key)
    if (!column) return []
    const { kind, isSortable = false } = column
    const isArea = kind === 'area'
    const shown = (row: ListRow): string => {
      const text = showValue(column, row.values[key], labels[key])
      return isArea ? text.replace(/ m²$/, '') : text
    }
    return [
      {
        key,
        title: isArea ? `${column.title}（m²）` : column.title,
        isSortable,
        isHeader: key === list.columns[0]?.key,
        ...((kind === 'int' || isArea) && { align: 'end' as const }),
        isNarrow: kind !== 'text' && kind !== 'code',
        cell: (row) => cells[key]?.(row, shown(row)) ?? (shown(row) || '—'),
      },
    ]
  })
  const worked = extra.map(({ key, title, cell }): LedgerColumn<ListRow> => ({
    key,
    title,
    isSortable: false,
    cell: (row) => cell(row, rows),
  }))
  const [first] = list.columns
  const chosen = rows.filter(({ id }) => ticked.has(id))
  const total = counted.data?.count
  return (
    <>
      <LedgerFilters
        columns={list.columns.filter(({ isFilterable }) => isFilterable)}
        search={search}
        choices={choices}
        onChange={set}
      />
      <p className="print-only">
        {[
          `筛选：${filterInWords(list, search, choices, labels)}`,
          `排序：${sortInWords(list, sort)}`,
          `打印于 ${momentNow()}`,
        ].join('　')}
      </p>
      <div className="ledger-bar">
        <span role="status">
          {total ? `共 ${total.isMore ? '1,000+' : total.shown} 条，` : ''}已载入 {rows.length} 条
        </span>
        <span className="narrow-only no-print">
          <ChoiceField
            label="排序"
            value={writeSort(sort)}
            choices={list.columns
              .filter(({ isSortable }) => isSortable)
              .flatMap(({ key, title }) => [
                { value: key, label: `${title} ↑` },
                { value: `-${key}`, label: `${title} ↓` },
              ])}
            onChange={(next) => set({ sort: next })}
          />
        </span>
        <LedgerViews
          names={kept.views.map(({ name }) => name)}
          onOpen={(name) => {
            const view = kept.open(name)
            const none = Object.fromEntries([...filterKeys(list), 'sort'].map((key) => [key, undefined]))
            if (view) set({ ...none, ...view.search })
          }}
          onSave={(name) => kept.save(name, asked)}
          onRemove={kept.remove}
        />
        <LedgerColumns
          columns={list.columns}
          shown={kept.columns}
          onChange={kept.choose}
          onReset={() => kept.choose(undefined)}
        />
        <button
          type="button"
          className="plain-button no-print"
          title="打印已载入的各条；要全部请导出"
          onClick={() => window.print()}
        >
          打印
        </button>
        {mayExport ? (
          <TakeExport
            endpoint={endpoints.export}
            title={list.title}
            input={{ ...asked, columns: kept.columns.filter((key) => columnOf(list, key)?.isNotExported !== true).join(',') }}
          />
        ) : null}
      </div>
      {bulk && chosen.length > 0 ? (
        <div className="ledger-bulk no-print" role="group" aria-label="对选中的各条">
          <span role="status">已选 {chosen.length} 条</span>
          {bulk(chosen, () => setTicked(new Set()))}
          <button type="button" className="text-button" onClick={() => setTicked(new Set())}>
            取消选择
          </button>
        </div>
      ) : null}
      {query.error ? <ProblemNotice trouble={troubleOf(query.error)} /> : null}
      {query.isPending ? (
        <Loading lines={10} />
      ) : query.data ? (
        <LedgerTable
          caption={list.title}
          columns={[...columns, ...worked]}
          rows={rows}
          rowKey={({ id }) => id}
          rowName={(row) => (first ? showValue(first, row.values[first.key], labels[first.key]) : row.id)}
          empty={Object.keys(asked).some((key) => key !== 'sort') ? '没有符合条件的记录。可以放宽或清除筛选。' : empty}
          sort={sort}
          onSort={(next) => set({ sort: writeSort(next) })}
          selection={bulk && { ids: ticked, onChange: setTicked }}
          isBusy={query.isFetching}
        />
      ) : null}
      {query.hasNextPage ? (
        <p className="button-row no-print">
          <button
            type="button"
            className="plain-button"
            disabled={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            再载入 {PAGE} 条
          </button>
        </p>
      ) : null}
    </>
  )
}
