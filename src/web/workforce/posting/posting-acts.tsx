import { useState } from 'react'
import { RECORD_LIST_ENDPOINTS } from '#contract/record-lists.ts'
import { answerReplacement, askReplacement, readSeats, recordLeave, type PostingView } from '#contract/workforce/index.ts'
import { AskDialog } from '#ui/form/ask-dialog.tsx'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { ChoiceRow } from '#ui/form/choice-row.tsx'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'
import { useAnswer } from '#web/http/use-answer.ts'
import { DateField } from '../date-field.tsx'

interface ActProps {
  readonly posting: PostingView
  readonly workDay: string
  readonly onClose: () => void
}

/** Asks the employer for somebody else. */
export function AskReplacement({ posting, workDay, onClose }: ActProps) {
  const seats = useAnswer(readSeats, posting.stationId === null ? {} : { stationId: posting.stationId })
  const [ground, setGround] = useState<string>()
  const [askedOn, setAskedOn] = useState(workDay)
  const [dueOn, setDueOn] = useState('')
  const ask = useAct(
    () =>
      call(askReplacement, {
        postingId: posting.id,
        version: posting.version,
        groundCode: ground ?? '',
        askedOn,
        ...(dueOn !== '' && { dueOn }),
      }),
    onClose,
  )
  return (
    <AskDialog
      isOpen
      title={`要求更换：${posting.workerName}`}
      okText="提出"
      isReady={ground !== undefined && askedOn !== ''}
      isBusy={ask.isBusy}
      trouble={ask.trouble}
      onOk={() => ask.run(undefined)}
      onClose={onClose}
    >
      <ChoiceRow label="事由" help="只能是方案列出的情形。">
        <ChoiceField
          label="事由"
          none="请选择"
          isRequired
          value={ground}
          choices={(seats.data?.grounds ?? []).map(({ code, label }) => ({ value: code, label }))}
          onChange={setGround}
        />
      </ChoiceRow>
      <DateField label="提出日期" value={askedOn} onChange={setAskedOn} />
      <DateField label="希望补齐的期限" value={dueOn} onChange={setDueOn} isOptional />
    </AskDialog>
  )
}

/** The employer's reply. */
export function AnswerReplacement({ posting, workDay, onClose }: ActProps) {
  const [repliedOn, setRepliedOn] = useState(workDay)
  const [dueOn, setDueOn] = useState(posting.replacement?.dueOn ?? '')
  const answer = useAct(
    () =>
      call(answerReplacement, {
        postingId: posting.id,
        version: posting.version,
        repliedOn,
        ...(dueOn !== '' && { dueOn }),
      }),
    onClose,
  )
  return (
    <AskDialog
      isOpen
      title={`答复更换要求：${posting.workerName}`}
      okText="答复"
      isReady={repliedOn !== ''}
      isBusy={answer.isBusy}
      trouble={answer.trouble}
      onOk={() => answer.run(undefined)}
      onClose={onClose}
    >
      <p>
        事由：{posting.replacement?.ground}，{posting.replacement?.askedOn} 提出。
      </p>
      <DateField label="答复日期" value={repliedOn} onChange={setRepliedOn} />
      <DateField label="补齐期限" value={dueOn} onChange={setDueOn} isOptional />
    </AskDialog>
  )
}

const MOST = '500'

/** A leave, and who stands in. */
export function RecordLeave({ posting, workDay, onClose }: ActProps) {
  const [from, setFrom] = useState(workDay)
  const [to, setTo] = useState(workDay)
  const [coverId, setCoverId] = useState<string>()
  const workers = useAnswer(RECORD_LIST_ENDPOINTS.worker.list, { limit: MOST })
  const record = useAct(
    () =>
      call(recordLeave, {
        postingId: posting.id,
        version: posting.version,
        from,
        to,
        ...(coverId !== undefined && { coverWorkerId: coverId }),
      }),
    onClose,
  )
  return (
    <AskDialog
      isOpen
      title={`登记请假：${posting.workerName}`}
      okText="登记"
      isReady={from !== '' && to !== ''}
      isBusy={record.isBusy}
      trouble={record.trouble}
      onOk={() => record.run(undefined)}
      onClose={onClose}
    >
      <DateField label="请假起" value={from} onChange={setFrom} />
      <DateField label="请假止" value={to} onChange={setTo} />
      <ChoiceRow label="顶岗人员">
        <ChoiceField
          label="顶岗人员"
          none="没有人顶岗"
          value={coverId}
          choices={(workers.data?.rows ?? [])
            .filter(({ id }) => id !== posting.workerId)
            .map(({ id, values }) => ({ value: id, label: String(values['name'] ?? '') }))}
          onChange={setCoverId}
          isSearchable
        />
      </ChoiceRow>
    </AskDialog>
  )
}
