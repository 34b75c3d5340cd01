import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import { listSupports } from '#contract/oversight.ts'
import { DataTable, type Column } from '#ui/ledger/data-table.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { Answered } from '#web/http/answered.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { refInWords } from '#web/scheme/index.ts'

type Agency = z.output<typeof listSupports.output>['agencies'][number]

/** Which agency got which support: the kinds of the plan, those that nobody gave at 0. */
export function SupportsView() {
  const query = useAnswer(listSupports, {})
  return (
    <Answered query={query} lines={8}>
      {({ asOf, agencies, total }) => (
        <>
          <p className="list-head">
            <span role="status">
              以 {asOf} 为准，共 {total} 家机构{total > agencies.length ? `，显示前 ${agencies.length} 家` : ''}
              ；一次扶持也没有记录的 {agencies.filter((agency) => !agency.total).length} 家
            </span>
          </p>
          <p className="muted">次数数自各机构档案里的“培育扶持”，按方案所列的方式分开，没有的写 0。按名称排列，不排名。</p>
          <DataTable
            caption="培育扶持"
            columns={COLUMNS}
            rows={agencies}
            rowKey={({ id }) => id}
            empty="方案没有培育扶持机构的条款，或范围内没有机构。"
          />
        </>
      )}
    </Answered>
  )
}

const COLUMNS: readonly Column<Agency>[] = [
  {
    key: 'name',
    title: '机构',
    isHeader: true,
    cell: ({ id, name, stage }) => (
      <>
        <Link to="/records/$subject/$id" params={{ subject: 'agency', id }}>
          {name}
        </Link>
        {stage === null ? null : <span className="muted line-about">{stage}</span>}
      </>
    ),
  },
  {
    key: 'kinds',
    title: '按方式',
    cell: ({ kinds }) =>
      kinds.length === 0 ? (
        '方案没有分方式'
      ) : (
        <ul className="period-list">
          {kinds.map(({ label, count, perLabel }) => (
            <li key={label}>
              {perLabel}
              {label} {count === 0 ? <StatusTag tone="warn" word="0" /> : count}
            </li>
          ))}
        </ul>
      ),
  },
  { key: 'total', title: '历来', align: 'end', width: '5em', cell: ({ total }) => total },
  {
    key: 'last',
    title: '最近一次',
    cell: ({ last }) => (last === null ? '—' : [last.on, last.way, last.outcome].filter((word) => word !== '').join('，')),
  },
  {
    key: 'refs',
    title: '条款',
    width: '8em',
    cell: ({ kinds }) => (
      <span className="muted">{[...new Set(kinds.flatMap(({ refs }) => refs.map(refInWords)))].join('、')}</span>
    ),
  },
]
