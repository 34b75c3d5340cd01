import { useState } from 'react'
import { grantException, type AcceptanceCheckView } from '#contract/station/index.ts'
import { AskDialog } from '#ui/form/ask-dialog.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'

interface GrantExceptionProps {
  readonly stationId: string
  readonly check: AcceptanceCheckView
  readonly onClose: () => void
}

/** Excepts the station from one condition, with the reason. */
export function GrantException({ stationId, check, onClose }: GrantExceptionProps) {
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState('')
  const grant = useAct(
    () =>
      call(grantException, {
        stationId,
        schemeId: check.schemeId,
        ruleId: check.ruleId,
        reason,
        ...(until !== '' && { until }),
      }),
    onClose,
  )
  return (
    <AskDialog
      isOpen
      title={`批准例外：${check.label}`}
      okText="批准"
      isReady={reason.trim().length >= 4}
      isBusy={grant.isBusy}
      trouble={grant.trouble}
      onOk={() => grant.run(undefined)}
      onClose={onClose}
    >
      <p>{check.sentence}</p>
      <TextField label="理由" value={reason} onChange={setReason} maxLength={500} help="至少四个字，与批准人一并存档。" />
      <TextField label="有效期至" type="date" isOptional value={until} onChange={setUntil} />
    </AskDialog>
  )
}
