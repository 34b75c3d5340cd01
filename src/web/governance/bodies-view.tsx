import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { z } from 'zod'
import { listBodies } from '#contract/governance.ts'
import { ActButton } from '#ui/form/act-button.tsx'
import { DataTable, type Column } from '#ui/ledger/data-table.tsx'
import { DayField } from '#ui/form/day-field.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { Answered } from '#web/http/answered.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { dayInWords } from '#web/kernel/day-words.ts'
import { TakeSeat } from './take-seat.tsx'

type Bodies = z.output<typeof listBodies.output>
type Body = Bodies['bodies'][number]
type Seat = Body['seats'][number]

interface BodiesViewProps {
  readonly on: string | undefined
  readonly onDay: (day: string | undefined) => void
}

/** Bodies and who sat in them on a day. */
export function BodiesView({ on: asked, onDay }: BodiesViewProps) {
  const query = useAnswer(listBodies, { ...(asked !== undefined && { on: asked }) }, { keepsPrevious: true })
  const [seating, setSeating] = useState<Body>()
  return (
    <Answered query={query} lines={8}>
      {({ on, bodies, people }) => (
        <>
          <div className="governance-tools">
            <label className="tool">
              <span>看哪一天</span> <DayField label="看哪一天" value={on} onChange={onDay} />
            </label>
            {asked === undefined ? null : (
              <button type="button" className="text-button no-print" onClick={() => onDay(undefined)}>
                回到现在
              </button>
            )}
          </div>
          {bodies.length === 0 ? (
            <p className="empty-note">
              还没有领导与议事机构。在
              <Link to="/registers/$subject" params={{ subject: 'body' }}>
                台账
              </Link>
              里建一份后，会列在这里。
            </p>
          ) : null}
          {bodies.map((body) => (
            <section key={body.id} className="body-part" aria-labelledby={`body-${body.id}`}>
              <h2 id={`body-${body.id}`}>{body.name}</h2>
              <p className="list-head">
                <span className="muted">
                  {body.placeName} · {body.kindLabel} · {dayInWords(on)}在任 {body.seats.filter(({ isHeld }) => isHeld).length} 人
                  {body.limits.map(({ label, most, ref }) => ` · ${label}同时不超过 ${most} 人（${ref}）`).join('')}
                </span>
                <span className="line-acts no-print">
                  {body.mayChange ? (
                    <ActButton className="plain-button" aria-label={`任职、接任：${body.name}`} onClick={() => setSeating(body)}>
                      任职、接任
                    </ActButton>
                  ) : null}
                  <Link to="/records/$subject/$id" params={{ subject: 'body', id: body.id }} aria-label={`档案：${body.name}`}>
                    档案
                  </Link>
                </span>
              </p>
              <DataTable
                caption={`${body.name}组成人员`}
                columns={SEAT_COLUMNS}
                rows={ordered(body.seats)}
                rowKey={({ seatCode, personId, from }) => `${seatCode}|${personId}|${from ?? ''}`}
                empty="还没有记下组成人员。"
              />
            </section>
          ))}
          {seating ? <TakeSeat body={seating} people={people} on={on} onClose={() => setSeating(undefined)} /> : null}
        </>
      )}
    </Answered>
  )
}

const ordered = (seats: readonly Seat[]): readonly Seat[] => [
  ...seats.filter(({ isHeld }) => isHeld),
  ...seats.filter(({ isHeld }) => !isHeld),
]

const SEAT_COLUMNS: readonly Column<Seat>[] = [
  { key: 'who', title: '姓名', isHeader: true, cell: ({ personName }) => personName ?? '未显示' },
  { key: 'seat', title: '职务', cell: ({ seatLabel }) => seatLabel },
  { key: 'from', title: '任职', cell: ({ from }) => from ?? '日期未填' },
  { key: 'to', title: '离任', cell: ({ to }) => to ?? '—' },
  {
    key: 'held',
    title: '当日',
    cell: ({ isHeld }) => (isHeld ? <StatusTag tone="good" word="在任" /> : <StatusTag tone="mute" word="不在任" />),
  },
]
