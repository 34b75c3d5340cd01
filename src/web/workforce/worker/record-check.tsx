import { useState } from 'react'
import { recordCheck } from '#contract/workforce/index.ts'
import { AskDialog } from '#ui/form/ask-dialog.tsx'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { ChoiceRow } from '#ui/form/choice-row.tsx'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'
import { DateField } from '../date-field.tsx'

const KINDS = [
  { value: 'record-check', label: '违法犯罪记录从业查询（接触未成年人）' },
  { value: 'clean-record', label: '无犯罪记录证明' },
  { value: 'health', label: '健康证明' },
] as const
const RESULTS = [
  { value: 'clean', label: '无记录、合格' },
  { value: 'offence', label: '有记录、不合格' },
] as const

interface RecordCheckProps {
  readonly worker: { readonly id: string; readonly version: number; readonly workDay: string }
  readonly onClose: () => void
}

/** One more check of a worker's record. */
export function RecordCheck({ worker, onClose }: RecordCheckProps) {
  const [kindCode, setKind] = useState<(typeof KINDS)[number]['value']>('record-check')
  const [resultCode, setResult] = useState<(typeof RESULTS)[number]['value']>('clean')
  const [on, setOn] = useState(worker.workDay)
  const [until, setUntil] = useState('')
  const record = useAct(
    () =>
      call(recordCheck, {
        workerId: worker.id,
        version: worker.version,
        kindCode,
        resultCode,
        on,
        ...(until !== '' && { validUntilOn: until }),
      }),
    onClose,
  )
  return (
    <AskDialog
      isOpen
      title="登记查询或核查"
      okText="登记"
      isReady={on !== ''}
      isBusy={record.isBusy}
      trouble={record.trouble}
      onOk={() => record.run(undefined)}
      onClose={onClose}
    >
      <ChoiceRow label="种类">
        <ChoiceField
          label="种类"
          value={kindCode}
          choices={KINDS}
          onChange={(next) => setKind(KINDS.find(({ value }) => value === next)?.value ?? kindCode)}
        />
      </ChoiceRow>
      <ChoiceRow label="结果">
        <ChoiceField
          label="结果"
          value={resultCode}
          choices={RESULTS}
          onChange={(next) => setResult(RESULTS.find(({ value }) => value === next)?.value ?? resultCode)}
        />
      </ChoiceRow>
      <DateField label="日期" value={on} onChange={setOn} />
      <DateField label="有效期至" value={until} onChange={setUntil} help="到期前要重新查询，名册按它提醒。" isOptional />
    </AskDialog>
  )
}
