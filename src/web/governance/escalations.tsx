import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import { listEscalations } from '#contract/oversight.ts'
import { DataTable, type Column } from '#ui/ledger/data-table.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { Answered } from '#web/http/answered.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { refInWords, STATE_WORDS } from '#web/scheme/index.ts'

type Line = z.output<typeof listEscalations.output>['lines'][number]

/** What was passed up because it was late, to whom, and what to do next. */
export function Escalations() {
  const query = useAnswer(listEscalations, {})
  return (
    <section className="page-part" aria-label="逾期转办">
      <h2>逾期转办</h2>
      <p className="muted">由期限和档案自动得出，不另登记：负责的一方逾期未办，就转到条款所定的上一级；办完即消失。</p>
      <Answered query={query} lines={3}>
        {({ lines }) => (
          <DataTable
            caption="逾期转办"
            columns={COLUMNS}
            rows={lines}
            rowKey={({ id }) => id}
            empty="没有逾期转办的事项。更换要求无人答复、站点困难没有办结的，过了期限列在这里。"
          />
        )}
      </Answered>
    </section>
  )
}

const COLUMNS: readonly Column<Line>[] = [
  {
    key: 'what',
    title: '事项',
    isHeader: true,
    cell: ({ what, entityName, subject, entityId }) => (
      <>
        {what}
        <Link className="line-about" to="/records/$subject/$id" params={{ subject, id: entityId }}>
          {entityName}
        </Link>
      </>
    ),
  },
  { key: 'from', title: '谁逾期', width: '8em', cell: ({ fromLabel }) => fromLabel || '—' },
  {
    key: 'due',
    title: '期限',
    width: '10em',
    cell: ({ dueOn, state, stateLabel, workingDaysLeft }) => (
      <>
        <StatusTag tone={STATE_WORDS[state].tone} word={stateLabel} /> <span className="nowrap">{dueOn ?? ''}</span>
        {workingDaysLeft !== null && workingDaysLeft < 0 ? (
          <span className="muted line-about">已过 {-workingDaysLeft} 个工作日</span>
        ) : null}
      </>
    ),
  },
  { key: 'to', title: '转到', width: '8em', cell: ({ debtorLabel }) => debtorLabel },
  { key: 'next', title: '下一步', cell: ({ nextText }) => nextText },
  {
    key: 'refs',
    title: '条款',
    width: '8em',
    cell: ({ refs }) => <span className="muted">{refs.map(refInWords).join('、')}</span>,
  },
]
