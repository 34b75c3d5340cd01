import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import { listIssues } from '#contract/governance.ts'
import { DataTable, type Column } from '#ui/ledger/data-table.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { Answered } from '#web/http/answered.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { refInWords, STATE_WORDS } from '#web/scheme/index.ts'

type Issue = z.output<typeof listIssues.output>['issues'][number]

/** What waits for an answer and what is not settled, the oldest first. */
export function IssuesView() {
  const query = useAnswer(listIssues, {})
  return (
    <Answered query={query} lines={8}>
      {({ asOf, issues }) => (
        <>
          <p className="list-head">
            <span role="status">
              共 {issues.length} 件，以 {asOf} 为准；未办结 {issues.filter(({ closedOn }) => closedOn === null).length}{' '}
              件，其中已超期 {issues.filter(({ isEscalated }) => isEscalated).length} 件
            </span>
          </p>
          <DataTable
            caption="协调与问题"
            columns={COLUMNS}
            rows={issues}
            rowKey={({ id }) => id}
            empty="没有协调事项和问题。在台账里记下后，等了几天、办了几天会列在这里。"
          />
        </>
      )}
    </Answered>
  )
}

const days = (n: number | null): string => (n === null ? '日期未知' : `${n} 天`)

const COLUMNS: readonly Column<Issue>[] = [
  {
    key: 'what',
    title: '事项',
    isHeader: true,
    cell: ({ id, name, placeName }) => (
      <>
        <Link to="/records/$subject/$id" params={{ subject: 'issue', id }}>
          {name}
        </Link>
        <span className="muted line-about">{placeName}</span>
      </>
    ),
  },
  { key: 'parties', title: '对方', width: '8em', cell: ({ partyLabels }) => partyLabels.join('、') || '未写明' },
  { key: 'owner', title: '牵头', width: '7em', cell: ({ ownerLabel }) => ownerLabel },
  { key: 'opened', title: '提出', cell: ({ openedOn }) => <span className="nowrap">{openedOn ?? '未知'}</span> },
  {
    key: 'wait',
    title: '等答复',
    width: '8em',
    cell: ({ waitingDays, repliedOn, closedOn }) =>
      repliedOn === null && closedOn === null ? `已等 ${days(waitingDays)}` : `等了 ${days(waitingDays)}`,
  },
  {
    key: 'age',
    title: '办理',
    width: '8em',
    cell: ({ ageDays, closedOn }) => (closedOn === null ? `${days(ageDays)}，未办结` : `${days(ageDays)}，${closedOn} 办结`),
  },
  {
    key: 'terms',
    title: '期限与条款',
    cell: ({ terms }) =>
      terms.length === 0
        ? '方案没有定期限'
        : terms.map(({ label, dueOn, state, stateLabel, refs }) => (
            <span key={label} className="line-about">
              <StatusTag tone={STATE_WORDS[state].tone} word={stateLabel} /> {dueOn === null ? '' : `${dueOn} 前 `}
              <span className="muted">{refs.map(refInWords).join('、')}</span>
            </span>
          )),
  },
  {
    key: 'up',
    title: '超期',
    width: '6em',
    cell: ({ isEscalated }) => (isEscalated ? <StatusTag tone="bad" word="已超期" /> : '—'),
  },
]
