import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { listStaffing } from '#contract/workforce/index.ts'
import type { z } from 'zod'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { DataTable } from '#ui/ledger/data-table.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { Answered } from '#web/http/answered.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { useCan, useSession } from '#web/kernel/current-session.ts'
import { useAddress } from '#web/kernel/use-address.ts'
import { useTitle } from '#web/kernel/use-title.ts'
import { HandOver } from '../posting/hand-over.tsx'
import { PostOfficial } from '../posting/post-official.tsx'
import { StaffingSums } from './staffing-sums.tsx'
import { HireOrder } from '../posting/hire-order.tsx'
import { byGravity, toneOfState } from '../tone-of-state.ts'
import { readWorkforceSearch } from '../workforce-search.ts'
import '../workforce.css'

type Staffing = z.output<(typeof listStaffing)['output']>
type Row = Staffing['rows'][number]

const isShort = ({ rulings }: Row): boolean =>
  rulings.some(({ state }) => state === 'not-met' || state === 'overdue' || state === 'at-risk' || state === 'unknown')
const seatText = ({ label, required, present }: Row['rulings'][number]['seats'][number]): string =>
  `${label}：应 ${required || '不限'}，实 ${present ?? '未知'}`
const CHOICES = [
  { value: 'short', label: '有缺口的' },
  { value: 'vacant', label: '现在空着的' },
]

/** Stations with the seats their plan asks for and who sits there, the days nobody did, and what is due. */
export function StaffingPage() {
  useTitle('各站配备')
  const query = useAnswer(listStaffing, {})
  const [{ show }, change] = useAddress(readWorkforceSearch)
  const mayRecord = useCan('record fact')
  const { grant } = useSession()
  const isHiring = mayRecord && (grant.role === 'agency' || grant.role === 'bureau' || grant.role === 'centre')
  const isOffice = mayRecord && (grant.role === 'town' || grant.role === 'bureau')
  const [isOrdering, setIsOrdering] = useState(false)
  const [isPosting, setIsPosting] = useState(false)
  const [ending, setEnding] = useState<string>()
  return (
    <>
      <header className="page-head">
        <div>
          <h1>各站配备</h1>
          <p className="muted">
            应配多少、实配多少按各地方案自己的算法；空缺天数是没有专职社工在岗的天数，从首个专职社工到岗起算，从未有人到岗的从启用或到岗期限的次日起算，首尾都计。
          </p>
        </div>
        {mayRecord ? (
          <div className="button-row no-print">
            {isHiring ? (
              <button type="button" className="plain-button" onClick={() => setIsOrdering(true)}>
                排录用次序
              </button>
            ) : null}
            {isOffice ? (
              <button type="button" className="plain-button" onClick={() => setIsPosting(true)}>
                安排镇街人员
              </button>
            ) : null}
          </div>
        ) : null}
      </header>
      <div className="filter-row no-print">
        <ChoiceField label="显示" none="全部站点" value={show} choices={CHOICES} onChange={(next) => change({ show: next })} />
      </div>
      <Answered query={query} lines={8}>
        {({ rows, workDay, sums, ways }) => {
          const shown = rows.filter(
            (row) => show === undefined || (show === 'short' ? isShort(row) : row.vacancies.some(({ to }) => to === workDay)),
          )
          return (
            <>
              <p className="list-head">
                <span role="status">
                  {workDay}：显示 {shown.length} 处，有缺口的 {rows.filter(isShort).length} 处
                </span>
              </p>
              <Rows rows={shown} workDay={workDay} onEnd={isOffice ? setEnding : undefined} hasAny={rows.length > 0} />
              <StaffingSums sums={sums} ways={ways} />
            </>
          )
        }}
      </Answered>
      {isPosting ? <PostOfficial onClose={() => setIsPosting(false)} /> : null}
      <HandOver postingId={ending} onClose={() => setEnding(undefined)} />
      <HireOrder isOpen={isOrdering} onClose={() => setIsOrdering(false)} />
    </>
  )
}

interface RowsProps {
  readonly rows: readonly Row[]
  readonly workDay: string
  /** Whether any plan asks for seats here at all. */
  readonly hasAny: boolean
  /** Ends the seat of one of the town's own; absent where that is not one's own to do. */
  readonly onEnd: ((postingId: string) => void) | undefined
}

const Rows = ({ rows, workDay, onEnd, hasAny }: RowsProps) => (
  <DataTable
    caption="各站配备"
    rows={rows}
    rowKey={({ entityId }) => entityId}
    empty={hasAny ? '没有符合条件的站点。' : '当地的方案没有定每站应配几人，因此不逐站对照；在岗人数见下表。'}
    columns={[
      { key: 'name', title: '站点', isHeader: true, cell: ({ name }) => name },
      {
        key: 'seats',
        title: '应配与实配',
        cell: ({ rulings }) => (
          <ul className="plain-list">
            {[...new Set(rulings.flatMap(({ seats }) => seats.map(seatText)))].map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        ),
      },
      {
        key: 'state',
        title: '判定',
        cell: ({ rulings }) => (
          <ul className="plain-list">
            {rulings.toSorted(byGravity).map((one) => (
              <li key={one.ruleId}>
                <StatusTag tone={toneOfState(one.state)} word={one.stateLabel} /> {one.label}
                {one.dueOn === null || one.state === 'met' ? '' : `，期限 ${one.dueOn}`}
              </li>
            ))}
          </ul>
        ),
      },
      {
        key: 'people',
        title: '在岗',
        cell: ({ people }) =>
          people.length === 0 ? (
            '无'
          ) : (
            <ul className="plain-list">
              {people.map(({ postingId, seat, name, workerId }) => (
                <li key={postingId}>
                  {workerId === null ? (
                    name
                  ) : (
                    <Link to="/workers/$workerId" params={{ workerId }}>
                      {name}
                    </Link>
                  )}{' '}
                  <span className="muted">{seat}</span>{' '}
                  {workerId === null && onEnd ? (
                    <button
                      type="button"
                      className="text-button no-print"
                      aria-label={`离岗：${name}`}
                      onClick={() => onEnd(postingId)}
                    >
                      离岗
                    </button>
                  ) : null}
                </li>
              ))}
            </ul>
          ),
      },
      {
        key: 'vacant',
        title: '空缺天数（无专职在岗）',
        align: 'end',
        cell: ({ vacantDays, vacancies }) =>
          vacantDays === null ? (
            '—'
          ) : (
            <>
              {vacantDays}
              {vacancies.map(({ from, to }) => (
                <span key={from} className="muted vacancy">
                  {from} 至 {to === workDay ? '今' : to}
                </span>
              ))}
            </>
          ),
      },
    ]}
  />
)
