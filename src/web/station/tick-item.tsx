import { useState } from 'react'
import { attestItem, type AcceptanceCheckView } from '#contract/station.ts'
import { AskDialog } from '#ui/ask-dialog.tsx'
import { TextField } from '#ui/text-field.tsx'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'

interface TickItemProps {
  readonly stationId: string
  readonly version: number
  readonly asOf: string
  readonly check: AcceptanceCheckView
  readonly item: AcceptanceCheckView['items'][number]
  readonly onClose: () => void
}

/** Confirms an item as seen on the spot, or takes that back. */
export function TickItem({ stationId, version, asOf, check, item, onClose }: TickItemProps) {
  const [on, setOn] = useState(asOf)
  const [remark, setRemark] = useState('')
  const isHeld = !item.isHeld
  const tick = useAct(
    () =>
      call(attestItem, {
        stationId,
        version,
        schemeId: check.schemeId,
        ruleId: check.ruleId,
        itemId: item.itemId,
        isHeld,
        on,
        remark,
      }),
    onClose,
  )
  return (
    <AskDialog
      isOpen
      title={`${isHeld ? '确认' : '撤回'}：${item.label}`}
      okText={isHeld ? '确认' : '撤回'}
      isReady={!isHeld || (on !== '' && remark.trim() !== '')}
      isBusy={tick.isBusy}
      trouble={tick.trouble}
      onOk={() => tick.run(undefined)}
      onClose={onClose}
    >
      {isHeld ? (
        <>
          <TextField label="看到的日期" type="date" value={on} onChange={setOn} />
          <TextField
            label="所见情况"
            value={remark}
            onChange={setRemark}
            maxLength={1000}
            help="写明看到了什么、在哪里。确认的人会记在档案里，之后不能再签署本站的验收。"
          />
        </>
      ) : (
        <p>撤回后这一项恢复为未确认；原来的确认仍留在历次改动里。</p>
      )}
    </AskDialog>
  )
}
