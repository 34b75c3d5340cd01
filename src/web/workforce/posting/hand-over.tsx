import { App } from 'antd'
import { useState } from 'react'
import { endPosting, readHandover } from '#contract/workforce/index.ts'
import type { z } from 'zod'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { ChoiceRow } from '#ui/form/choice-row.tsx'
import { ProblemNotice } from '#ui/problem-notice.tsx'
import { SideSheet } from '#ui/side-sheet.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { Answered } from '#web/http/answered.tsx'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'
import { useAnswer } from '#web/http/use-answer.ts'
import { DateField } from '../date-field.tsx'

type Handover = z.output<(typeof readHandover)['output']>

interface HandOverProps {
  readonly postingId: string | undefined
  readonly onClose: () => void
}

/** Ends a posting; everything in hand is given to somebody first. */
export const HandOver = ({ postingId, onClose }: HandOverProps) => (
  <SideSheet isOpen={postingId !== undefined} title="离岗与移交" onClose={onClose}>
    {postingId === undefined ? null : <Loaded postingId={postingId} onClose={onClose} />}
  </SideSheet>
)

function Loaded({ postingId, onClose }: { readonly postingId: string; readonly onClose: () => void }) {
  const query = useAnswer(readHandover, { postingId })
  return (
    <Answered query={query} lines={6}>
      {(handover) => <HandOverForm key={handover.version} handover={handover} onClose={onClose} />}
    </Answered>
  )
}

const keyOf = ({ subject, id }: { readonly subject: string; readonly id: string }): string => `${subject}/${id}`

function HandOverForm({ handover, onClose }: { readonly handover: Handover; readonly onClose: () => void }) {
  const { message } = App.useApp()
  const { inHand, takers } = handover
  const [endOn, setEndOn] = useState(handover.workDay)
  const [reason, setReason] = useState('')
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({})
  const end = useAct(
    () =>
      call(endPosting, {
        postingId: handover.postingId,
        version: handover.version,
        endOn,
        reason: reason.trim(),
        assignments: inHand.map(({ subject, id }) => ({ subject, id, toId: given[keyOf({ subject, id })] ?? '' })),
      }),
    ({ moved, closedAccounts }) => {
      onClose()
      void message.success(`岗位已结束：移交 ${moved} 件，停用 ${closedAccounts} 个账号的授权`)
    },
  )
  const choices = takers.map(({ id, name, seat, hasAccount }) => ({
    value: id,
    label: `${name}（${seat}${hasAccount ? '' : '，无账号'}）`,
  }))
  const left = inHand.filter((one) => given[keyOf(one)] === undefined).length
  const giveAll = (toId: string | undefined): void =>
    setGiven(toId === undefined ? {} : Object.fromEntries(inHand.map((one) => [keyOf(one), toId])))
  return (
    <form
      className="ask-form"
      onSubmit={(event) => {
        event.preventDefault()
        end.run(undefined)
      }}
    >
      <p>
        {handover.workerName}，{handover.placeName}，{handover.startOn ?? '未知'} 到岗。手上有 {inHand.length} 件没办完的工作，
        {handover.accounts > 0 ? `结束后停用 ${handover.accounts} 个账号的授权。` : '没有以此岗位为依据的账号。'}
      </p>
      <DateField label="离岗日期（在岗的最后一天）" value={endOn} onChange={setEndOn} />
      <TextField label="离岗原因" value={reason} onChange={setReason} maxLength={200} />
      {inHand.length === 0 ? (
        <p className="empty-note">手上没有没办完的工作，可以直接结束。</p>
      ) : takers.length === 0 ? (
        <p className="empty-note">这个站没有别的在岗人员，也没有登记站长。先安排人上岗或登记站长，再来移交。</p>
      ) : (
        <>
          <ChoiceRow label="全部交给">
            <ChoiceField label="全部交给" none="逐件指定" value={undefined} choices={choices} onChange={giveAll} />
          </ChoiceRow>
          <ul className="hand-list">
            {inHand.map((one) => (
              <li key={keyOf(one)}>
                <span>
                  {one.name} <span className="muted">{one.subjectLabel}</span>
                </span>
                <ChoiceField
                  label={`${one.subjectLabel}${one.name}的接手人`}
                  none="接手人"
                  value={given[keyOf(one)]}
                  choices={choices}
                  onChange={(toId) => {
                    const { [keyOf(one)]: _, ...rest } = given
                    setGiven(toId === undefined ? rest : { ...rest, [keyOf(one)]: toId })
                  }}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      {end.trouble ? <ProblemNotice trouble={end.trouble} /> : null}
      <p className="button-row">
        <button
          type="submit"
          className="main-button"
          disabled={end.isBusy || left > 0 || reason.trim().length < 2 || endOn === ''}
        >
          {end.isBusy ? '正在办理…' : '移交并结束岗位'}
        </button>
        {left > 0 ? <span className="muted">还有 {left} 件没有接手人</span> : null}
      </p>
    </form>
  )
}
