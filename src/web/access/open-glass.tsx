import { useState } from 'react'
import { openGlass } from '#contract/access.ts'
import { AskDialog } from '#ui/form/ask-dialog.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'

/** Asks for the county and the reason; the whole page starts anew, as it shows another scope then. */
export function OpenGlass({ onClose }: { readonly onClose: () => void }) {
  const [countyCode, setCountyCode] = useState('')
  const [reason, setReason] = useState('')
  const open = useAct(
    () => call(openGlass, { countyCode: countyCode.trim(), reason }),
    () => window.location.reload(),
  )
  return (
    <AskDialog
      isOpen
      title="开启紧急查阅"
      okText="开启三小时"
      isReady={/^\d{6}$/.test(countyCode.trim()) && reason.trim() !== ''}
      isBusy={open.isBusy}
      trouble={open.trouble}
      onOk={() => open.run(undefined)}
      onClose={onClose}
    >
      <p>三小时内只能读这个县的记录，不能改；所在县民政局会看到是谁、为何、何时查阅。</p>
      <TextField
        label="县的区划代码"
        value={countyCode}
        onChange={setCountyCode}
        inputMode="numeric"
        maxLength={6}
        pattern="[0-9]{6}"
        help="6 位数字，须在您的市（省）之内。"
      />
      <TextField
        label="事由"
        value={reason}
        onChange={setReason}
        maxLength={500}
        help="写清楚为什么必须现在查，例如：核查某镇某日来信反映的探访造假。"
      />
    </AskDialog>
  )
}
