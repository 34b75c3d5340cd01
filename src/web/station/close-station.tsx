import { useState } from 'react'
import { closeStation, type StationView } from '#contract/station/index.ts'
import { AskDialog } from '#ui/form/ask-dialog.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'

interface CloseStationProps {
  readonly station: StationView
  readonly onClose: () => void
}

/** A station closes from a day on. */
export function CloseStation({ station, onClose }: CloseStationProps) {
  const [on, setOn] = useState(station.plans[0]?.asOf ?? '')
  const [reason, setReason] = useState('')
  const close = useAct(() => call(closeStation, { stationId: station.id, version: station.version, on, reason }), onClose)
  return (
    <AskDialog
      isOpen
      title={`撤销${station.name}`}
      okText="撤销"
      isReady={on !== '' && reason.trim().length >= 4}
      isBusy={close.isBusy}
      trouble={close.trouble}
      onOk={() => close.run(undefined)}
      onClose={onClose}
    >
      <p>自撤销之日起不再判定；以前的档案、验收和历次改动都保留。还有人在岗的站不能撤销。</p>
      <TextField label="撤销日期" type="date" value={on} onChange={setOn} />
      <TextField label="事由" value={reason} onChange={setReason} maxLength={500} help="至少四个字。" />
    </AskDialog>
  )
}
