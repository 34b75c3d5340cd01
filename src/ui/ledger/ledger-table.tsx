import type { ReactNode } from 'react'
import type { Column } from './data-table.tsx'
import './ledger.css'

export interface LedgerColumn<Row> extends Column<Row> {
  readonly isSortable: boolean
}

export interface LedgerSort {
  readonly column: string
  readonly isDescending: boolean
}

/** Rows that something is to be done with together. */
export interface LedgerSelection {
  readonly ids: ReadonlySet<string>
  readonly onChange: (ids: ReadonlySet<string>) => void
}

interface LedgerTableProps<Row> {
  readonly caption: string
  readonly columns: readonly LedgerColumn<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** What names a row to somebody who cannot see which box stands beside it. */
  readonly rowName: (row: Row) => string
  readonly empty: ReactNode
  readonly sort: LedgerSort
  readonly onSort: (sort: LedgerSort) => void
  readonly selection?: LedgerSelection | undefined
  readonly isBusy?: boolean
}

/** The ledger: sorted by its heads, ticked by its rows, heads that stay in sight, cards on a narrow screen. */
export function LedgerTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
  rowName,
  empty,
  sort,
  onSort,
  selection,
  isBusy = false,
}: LedgerTableProps<Row>) {
  if (rows.length === 0) return <div className="empty-note">{empty}</div>
  const keys = rows.map(rowKey)
  return (
    <div className="ledger-scroll" tabIndex={0} role="region" aria-label={caption} aria-busy={isBusy}>
      <table className="data-table ledger">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {selection ? (
              <th scope="col" className="tick no-print">
                <Tick
                  label={`选中已载入的 ${rows.length} 行`}
                  isTicked={keys.every((key) => selection.ids.has(key))}
                  onChange={(isTicked) => selection.onChange(new Set(isTicked ? keys : []))}
                />
              </th>
            ) : null}
            {columns.map((column) => (
              <Head key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const key = rowKey(row)
            return (
              <tr key={key} className={selection?.ids.has(key) ? 'ticked' : undefined}>
                {selection ? (
                  <td className="tick no-print" data-title="选中">
                    <Tick
                      label={`选中 ${rowName(row)}`}
                      isTicked={selection.ids.has(key)}
                      onChange={() => selection.onChange(toggled(selection.ids, key))}
                    />
                  </td>
                ) : null}
                {columns.map((column) => (
                  <Body key={column.key} column={column} row={row} />
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return next
}

interface HeadProps<Row> {
  readonly column: LedgerColumn<Row>
  readonly sort: LedgerSort
  readonly onSort: (sort: LedgerSort) => void
}

function Head<Row>({ column: { key, title, align, width, isSortable }, sort, onSort }: HeadProps<Row>) {
  const isSorted = sort.column === key
  const direction = !isSorted ? 'none' : sort.isDescending ? 'descending' : 'ascending'
  return (
    <th
      scope="col"
      className={align && 'align-end'}
      style={width === undefined ? undefined : { width }}
      {...(isSortable && { 'aria-sort': direction })}
    >
      {isSortable ? (
        <button
          type="button"
          className="sort-button"
          onClick={() => onSort({ column: key, isDescending: isSorted && !sort.isDescending })}
        >
          {title}
          <span aria-hidden="true" className="sort-mark">
            {direction === 'none' ? '↕' : direction === 'ascending' ? '↑' : '↓'}
          </span>
        </button>
      ) : (
        title
      )}
    </th>
  )
}

function Body<Row>({
  column: { title, cell, isHeader, align, isNarrow = false },
  row,
}: {
  readonly column: LedgerColumn<Row>
  readonly row: Row
}) {
  const content = <div>{cell(row)}</div>
  const look = [align && 'align-end', isNarrow && 'nowrap'].filter(Boolean).join(' ') || undefined
  return isHeader ? (
    <th scope="row" className={look} data-title={title}>
      {content}
    </th>
  ) : (
    <td className={look} data-title={title}>
      {content}
    </td>
  )
}

interface TickProps {
  readonly label: string
  readonly isTicked: boolean
  readonly onChange: (isTicked: boolean) => void
}

const Tick = ({ label, isTicked, onChange }: TickProps) => (
  <input type="checkbox" aria-label={label} checked={isTicked} onChange={(event) => onChange(event.target.checked)} />
)
