import type { ReactNode } from 'react'

export interface Column<Row> {
  readonly key: string
  readonly title: string
  readonly cell: (row: Row) => ReactNode
  /** Column whose cell names the row: becomes its header. */
  readonly isHeader?: boolean
  readonly align?: 'end'
  /** Days, figures and short words stay on one line. */
  readonly isNarrow?: boolean
  readonly width?: string
  /** Holds buttons only: is not printed. */
  readonly isAct?: boolean
}

interface DataTableProps<Row> {
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** What stands in place of no rows: says what will appear here and when. */
  readonly empty: ReactNode
  readonly isCaptionShown?: boolean
}

/** A real table with real headers; on a narrow screen each row becomes a card with its headers beside the values. */
export function DataTable<Row>({ caption, columns, rows, rowKey, empty, isCaptionShown = false }: DataTableProps<Row>) {
  if (rows.length === 0) return <div className="empty-note">{empty}</div>
  return (
    <table className="data-table">
      <caption className={isCaptionShown ? undefined : 'visually-hidden'}>{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ key, title, align, width, isAct }) => (
            <th
              key={key}
              scope="col"
              className={classOf(align === 'end' && 'align-end', isAct && 'no-print')}
              style={width === undefined ? undefined : { width }}
            >
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map((column) => (
              <Cell key={column.key} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Cell<Row>({
  column: { title, cell, isHeader, align, isAct },
  row,
}: {
  readonly column: Column<Row>
  readonly row: Row
}) {
  const content = cell(row)
  // on a narrow screen a field in which nothing stands is not shown at all
  const isVoid = content === '—' || content === '' || content === null
  const className = classOf(align === 'end' && 'align-end', isVoid && 'is-void', isAct && 'no-print')
  return isHeader ? (
    <th scope="row" className={className} data-title={title}>
      <div>{content}</div>
    </th>
  ) : (
    <td className={className} data-title={title}>
      <div>{content}</div>
    </td>
  )
}

const classOf = (...names: readonly (string | false | undefined)[]): string | undefined =>
  names.filter(Boolean).join(' ') || undefined
