import { App } from 'antd'
import { useState } from 'react'
import { answerPosting, readSeats, startPosting, type PlanAnswer } from '#contract/workforce/index.ts'
import type { z } from 'zod'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { ChoiceRow } from '#ui/form/choice-row.tsx'
import { ProblemNotice } from '#ui/problem-notice.tsx'
import { SideSheet } from '#ui/side-sheet.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { WholeForm } from '#ui/form/whole-form.tsx'
import { Answered } from '#web/http/answered.tsx'
import { call } from '#web/http/call.ts'
import { makeNewId } from '#web/http/make-new-id.ts'
import { useAct } from '#web/http/use-act.ts'
import { useAnswer } from '#web/http/use-answer.ts'
import { DateField } from '../date-field.tsx'
import { PlanPoints } from './plan-points.tsx'

type Seats = z.output<(typeof readSeats)['output']>
interface Who {
  readonly workerId: string
  readonly name: string
}

interface PostWorkerProps {
  readonly worker: Who | undefined
  readonly onClose: () => void
}

/** Puts a worker in a seat: what the plans say is shown before it is saved. */
export const PostWorker = ({ worker, onClose }: PostWorkerProps) => (
  <SideSheet isOpen={worker !== undefined} title={`安排上岗：${worker?.name ?? ''}`} onClose={onClose}>
    {worker ? <Loaded worker={worker} onClose={onClose} /> : null}
  </SideSheet>
)

function Loaded({ worker, onClose }: { readonly worker: Who; readonly onClose: () => void }) {
  const [placeId, setPlaceId] = useState<string>()
  const [isUnit, setIsUnit] = useState(false)
  const query = useAnswer(readSeats, placeId === undefined || isUnit ? {} : { stationId: placeId }, { keepsPrevious: true })
  return (
    <Answered query={query} lines={6}>
      {(seats) => (
        <PostForm
          worker={worker}
          seats={seats}
          placeId={placeId}
          isUnit={isUnit}
          onPlace={(id) => {
            setPlaceId(id)
            setIsUnit(seats.stations.find((one) => one.id === id)?.kind === 'unit')
          }}
          onClose={onClose}
        />
      )}
    </Answered>
  )
}

interface PostFormProps {
  readonly worker: Who
  readonly seats: Seats
  readonly placeId: string | undefined
  readonly isUnit: boolean
  readonly onPlace: (id: string | undefined) => void
  readonly onClose: () => void
}

function PostForm({ worker, seats, placeId, isUnit, onPlace, onClose }: PostFormProps) {
  const { message } = App.useApp()
  const [id] = useState(makeNewId)
  const [seat, setSeat] = useState<string>()
  const [isFullTime, setIsFullTime] = useState(true)
  const [startOn, setStartOn] = useState(seats.workDay)
  const [supervisorId, setSupervisorId] = useState<string>()
  const [duty, setDuty] = useState('')
  const [more, setMore] = useState<Readonly<Record<string, string>>>({})
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({})
  const [answer, setAnswer] = useState<PlanAnswer>()
  // an answer speaks of what was asked, not of what has been changed since
  const change =
    <T,>(set: (value: T) => void) =>
    (value: T): void => {
      set(value)
      setAnswer(undefined)
    }
  const seatCode = seats.seats.some(({ code }) => code === seat) ? seat : seats.seats[0]?.code
  const draft = {
    ...(isUnit ? { unitId: placeId } : { stationId: placeId }),
    workerId: worker.workerId,
    seatCode: seatCode ?? 'worker',
    isFullTime,
    startOn,
    ...(supervisorId !== undefined && { supervisorId }),
    ...(duty.trim() !== '' && { dutyText: duty.trim() }),
    more,
    exceptions: Object.entries(reasons).flatMap(([ruleId, reason]) =>
      reason.trim().length >= 2 ? [{ ruleId, reason: reason.trim() }] : [],
    ),
  }
  const ask = useAct(() => call(answerPosting, draft), setAnswer)
  const save = useAct(
    () => call(startPosting, { id, ...draft }),
    () => {
      onClose()
      void message.success(`${worker.name}已上岗，相关条款已重新判定`)
    },
  )
  const isReady = placeId !== undefined && startOn !== ''
  return (
    <WholeForm
      className="ask-form"
      isReady={isReady}
      onSubmit={() => (answer?.isOpen ? save.run(undefined) : ask.run(undefined))}
    >
      <ChoiceRow label="社工站">
        <ChoiceField
          label="社工站"
          none="请选择"
          isRequired
          value={placeId}
          choices={seats.stations.map((one) => ({ value: one.id, label: one.name }))}
          onChange={change(onPlace)}
          isSearchable
        />
      </ChoiceRow>
      <ChoiceRow label="席位">
        <ChoiceField
          label="席位"
          value={seatCode}
          choices={seats.seats.map(({ code, label }) => ({ value: code, label }))}
          onChange={change((next: string | undefined) => setSeat(next))}
        />
      </ChoiceRow>
      <ChoiceRow label="专职或兼职">
        <ChoiceField
          label="专职或兼职"
          value={isFullTime ? 'yes' : 'no'}
          choices={[
            { value: 'yes', label: '专职' },
            { value: 'no', label: '兼职' },
          ]}
          onChange={change((next: string | undefined) => setIsFullTime(next !== 'no'))}
        />
      </ChoiceRow>
      <DateField label="到岗日期" value={startOn} onChange={change(setStartOn)} />
      <ChoiceRow label="督导人员" help="没有证书的人须由持证人士督导的，在这里指定。">
        <ChoiceField
          label="督导人员"
          none="不指定"
          value={supervisorId}
          choices={seats.supervisors.map(({ id: value, name, certificateUntil }) => ({
            value,
            label: certificateUntil === null ? name : `${name}（证书至 ${certificateUntil}）`,
          }))}
          onChange={change(setSupervisorId)}
          isSearchable
        />
      </ChoiceRow>
      {seats.coined.map(({ name, label, options }) => (
        <ChoiceRow key={name} label={label}>
          <ChoiceField
            label={label}
            none="还不清楚"
            value={more[name]}
            choices={options.map(({ code, label: text }) => ({ value: code, label: text }))}
            onChange={change((next: string | undefined) => {
              const { [name]: _, ...rest } = more
              setMore(next === undefined ? rest : { ...rest, [name]: next })
            })}
          />
        </ChoiceRow>
      ))}
      <TextField label="岗位职责" value={duty} onChange={setDuty} maxLength={200} isOptional />
      {answer ? (
        <PlanPoints
          answer={answer}
          reasons={reasons}
          onReason={(ruleId, reason) => setReasons({ ...reasons, [ruleId]: reason })}
        />
      ) : null}
      {(save.trouble ?? ask.trouble) ? <ProblemNotice trouble={(save.trouble ?? ask.trouble) as never} /> : null}
      <p className="button-row">
        <button
          type="button"
          className={answer?.isOpen ? 'plain-button' : 'main-button'}
          disabled={!isReady || ask.isBusy}
          onClick={() => ask.run(undefined)}
        >
          {ask.isBusy ? '正在判定…' : answer ? '再问一次' : '看方案怎么说'}
        </button>
        {answer?.isOpen ? (
          <button type="submit" className="main-button" disabled={save.isBusy}>
            {save.isBusy ? '正在保存…' : '上岗'}
          </button>
        ) : null}
      </p>
    </WholeForm>
  )
}
