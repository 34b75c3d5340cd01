import { App } from 'antd'
import { useState, type KeyboardEvent } from 'react'
import { readAttendance, recordAttendance } from '#contract/workforce/index.ts'
import type { z } from 'zod'
import { ProblemNotice } from '#ui/problem-notice.tsx'
import { Answered } from '#web/http/answered.tsx'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'
import { useAnswer } from '#web/http/use-answer.ts'
import { useTitle } from '#web/kernel/use-title.ts'
import { faultOf, NUMBERS, readDraft, typedOf, type AttendanceDraft } from './attendance-draft.ts'
import { MonthField, useMonth } from './month-field.tsx'
import '../workforce.css'

type Attendance = z.output<(typeof readAttendance)['output']>

/** A month of everybody's attendance in four numbers: one table, filled in with the keyboard, saved at once. */
export function AttendancePage() {
  useTitle('月度出勤')
  const [month, setMonth] = useMonth()
  const query = useAnswer(readAttendance, { month })
  return (
    <>
      <header className="page-head">
        <div>
          <h1>月度出勤</h1>
          <p className="muted">一月一次，每人四个数；不打卡、不定位。外勤含在实出勤之内。用方向键上下移动，回车到下一行。</p>
        </div>
      </header>
      <div className="filter-row no-print">
        <MonthField month={month} onChange={setMonth} />
      </div>
      <Answered query={query} lines={8}>
        {(attendance) => <Grid key={attendance.month} attendance={attendance} />}
      </Answered>
    </>
  )
}

function Grid({ attendance }: { readonly attendance: Attendance }) {
  const { message } = App.useApp()
  const { rows, shut, daysInMonth, month } = attendance
  const [typed, setTyped] = useState<Readonly<Record<string, AttendanceDraft>>>({})
  const drafts = rows.map((row) => typed[row.workerId] ?? readDraft(row.days))
  const changed = rows.filter(({ workerId }) => typed[workerId] !== undefined)
  const faults = rows.map((row, i) =>
    typed[row.workerId] === undefined ? undefined : faultOf(drafts[i] ?? readDraft(null), daysInMonth),
  )
  const save = useAct(
    () =>
      call(recordAttendance, {
        month,
        rows: changed.map(({ workerId, version }) => ({ workerId, version, ...typedOf(typed[workerId] ?? readDraft(null)) })),
      }),
    ({ saved }) => {
      setTyped({})
      void message.success(`已保存 ${saved} 人的出勤`)
    },
  )
  if (rows.length === 0) return <p className="empty-note">这个月您的范围内没有在岗的社工。</p>
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (changed.length > 0 && faults.every((fault) => fault === undefined)) save.run(undefined)
      }}
    >
      {shut === null ? null : <p className="muted">{`只能查看：${shut}`}</p>}
      <div className="grid-scroll" tabIndex={0} role="region" aria-label="月度出勤表">
        <table className="data-table number-grid" onKeyDown={stepByRow}>
          <caption className="visually-hidden">{month} 出勤</caption>
          <thead>
            <tr>
              <th scope="col">姓名</th>
              <th scope="col">站点</th>
              {NUMBERS.map(({ name, label }) => (
                <th key={name} scope="col" className="align-end">
                  {label}
                </th>
              ))}
              <th scope="col">核对</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <tr key={row.workerId}>
                <th scope="row" data-title="姓名">
                  <div>
                    {row.name} <span className="muted">{row.agencyName}</span>
                  </div>
                </th>
                <td data-title="站点">
                  <div>{row.placeName}</div>
                </td>
                {NUMBERS.map(({ name, label }) => (
                  <td key={name} className="align-end" data-title={label}>
                    <div>
                      {shut === null ? (
                        <input
                          className="number-cell"
                          inputMode="numeric"
                          data-column={name}
                          aria-label={`${row.name} ${label}`}
                          aria-invalid={faults[i] !== undefined}
                          value={drafts[i]?.[name] ?? ''}
                          maxLength={2}
                          onFocus={({ target }) => target.select()}
                          onChange={({ target }) =>
                            setTyped({ ...typed, [row.workerId]: { ...(drafts[i] ?? readDraft(null)), [name]: target.value } })
                          }
                        />
                      ) : (
                        (drafts[i]?.[name] ?? '') || '—'
                      )}
                    </div>
                  </td>
                ))}
                <td data-title="核对">
                  <div>
                    {faults[i] === undefined ? (
                      typed[row.workerId] === undefined ? (
                        wordOf(row)
                      ) : (
                        '待保存'
                      )
                    ) : (
                      <span className="fault">{faults[i]}</span>
                    )}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {save.trouble ? <ProblemNotice trouble={save.trouble} /> : null}
      {shut === null ? (
        <p className="button-row no-print">
          <button
            type="submit"
            className="main-button"
            disabled={save.isBusy || changed.length === 0 || faults.some((fault) => fault !== undefined)}
          >
            {save.isBusy ? '正在保存…' : changed.length === 0 ? '保存' : `保存 ${changed.length} 人`}
          </button>
        </p>
      ) : null}
    </form>
  )
}

const wordOf = ({ days }: Attendance['rows'][number]): string => ((days?.dueDays ?? null) === null ? '未填' : '已填')

/** Up and down go to the same column of the row above and below; so does Enter. */
function stepByRow(event: KeyboardEvent<HTMLTableElement>): void {
  const step = event.key === 'ArrowDown' || event.key === 'Enter' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  const from = event.target
  if (step === 0 || !(from instanceof HTMLInputElement)) return
  const same = [...event.currentTarget.querySelectorAll<HTMLInputElement>(`input[data-column="${from.dataset['column'] ?? ''}"]`)]
  const next = same[same.indexOf(from) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}
