import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import { listDecisions } from '#contract/governance.ts'
import { formatQuantity } from '#domain/kernel/quantity.ts'
import { DataTable, type Column } from '#ui/ledger/data-table.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { Answered } from '#web/http/answered.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { refInWords } from '#web/scheme/index.ts'

type Decision = z.output<typeof listDecisions.output>['decisions'][number]

/** Decisions with the meeting behind them, who sat that day, and what is still missing. */
export function DecisionsView() {
  const query = useAnswer(listDecisions, {})
  return (
    <Answered query={query} lines={8}>
      {({ decisions }) => (
        <DataTable
          caption="决定"
          columns={COLUMNS}
          rows={decisions}
          rowKey={({ id }) => id}
          empty="还没有决定。在台账里记下后，会列在这里，并显示当时谁在任。"
        />
      )}
    </Answered>
  )
}

const COLUMNS: readonly Column<Decision>[] = [
  {
    key: 'what',
    title: '决定',
    isHeader: true,
    cell: ({ id, name, matterLabel, amountFen }) => (
      <>
        <Link to="/records/$subject/$id" params={{ subject: 'decision', id }}>
          {name}
        </Link>
        <span className="muted line-about">
          {matterLabel}
          {amountFen === null ? '' : ` · ${formatQuantity(amountFen, 'fen')}`}
        </span>
      </>
    ),
  },
  { key: 'on', title: '决定日期', cell: ({ decidedOn }) => <span className="nowrap">{decidedOn ?? '还没有定'}</span> },
  {
    key: 'meeting',
    title: '会议',
    cell: ({ meetingId, meetingName, heldOn, attendees, bodyName }) =>
      meetingId === null ? (
        '没有记录'
      ) : (
        <>
          <Link to="/records/$subject/$id" params={{ subject: 'meeting', id: meetingId }}>
            {meetingName}
          </Link>
          <span className="muted line-about">
            {bodyName === null ? '' : `${bodyName} · `}
            {heldOn ?? '日期未填'} · {attendees === null ? '出席未记' : `出席 ${attendees} 人`}
          </span>
        </>
      ),
  },
  {
    key: 'who',
    title: '当时在任',
    cell: ({ seats }) =>
      seats.length === 0
        ? '—'
        : seats
            .slice(0, 4)
            .map(({ seatLabel, personName }) => `${seatLabel} ${personName ?? '未显示'}`)
            .join('、') + (seats.length > 4 ? ` 等 ${seats.length} 人` : ''),
  },
  {
    key: 'gate',
    title: '上会与决议',
    cell: ({ gate, gaps, refs }) => (
      <>
        {gate === 'silent' ? (
          <StatusTag tone="mute" word="方案不要求" />
        ) : gate === 'open' ? (
          <StatusTag tone="good" word="齐备" />
        ) : (
          <StatusTag tone="bad" word="不齐" />
        )}
        {gaps.length === 0 && refs.length === 0 ? null : (
          <span className="muted line-about">{[...gaps, ...refs.map(refInWords)].join(' · ')}</span>
        )}
      </>
    ),
  },
]
