import { App } from 'antd'
import { useState } from 'react'
import { finishTask, type RoadmapLine } from '#contract/governance.ts'
import { AskDialog } from '#ui/form/ask-dialog.tsx'
import { DayField } from '#ui/form/day-field.tsx'
import { AttachmentList } from '#web/attachment/index.ts'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'
import { useCan } from '#web/kernel/current-session.ts'

interface FinishTaskProps {
  readonly line: RoadmapLine
  readonly asOf: string
  readonly onClose: () => void
}

/** Says that a task is done and since when; files put with it become its evidence. */
export function FinishTask({ line, asOf, onClose }: FinishTaskProps) {
  const { message } = App.useApp()
  const [doneOn, setDoneOn] = useState(asOf)
  const mayAttach = useCan('read attachment')
  const { origin, recordId, version, no } = line
  const finish = useAct(
    () =>
      call(finishTask, { subject: origin === 'owed' ? 'task' : origin, id: recordId ?? '', no, version: version ?? 0, doneOn }),
    () => {
      void message.success('已办结，相关条款已重新判定')
      onClose()
    },
  )
  return (
    <AskDialog
      isOpen
      title={`办结：${line.what}`}
      okText="办结"
      isBusy={finish.isBusy}
      trouble={finish.trouble}
      onOk={() => finish.run(undefined)}
      onClose={onClose}
    >
      <p className="muted">
        责任方 {line.partyLabel}
        {line.dueOn === null ? '' : `，期限 ${line.dueOn}`}
        {line.refs.length === 0 ? '' : `，依据 ${line.refs.join('、')}`}
      </p>
      <div className="field">
        <span className="field-label">完成日期</span>
        <DayField label="完成日期" value={doneOn} onChange={(day) => day !== undefined && setDoneOn(day)} />
      </div>
      {mayAttach && recordId !== null && origin !== 'meeting' && origin !== 'owed' ? (
        // the dialogs of the list are not this one: what they submit stays with them
        <div className="field" onSubmit={(event) => event.stopPropagation()}>
          <span className="field-label">佐证材料</span>
          <AttachmentList subject={origin} recordId={recordId} kinds={[{ code: `task-${no}`, label: '佐证材料' }]} canChange />
        </div>
      ) : null}
    </AskDialog>
  )
}
