import { App } from 'antd'
import { useState } from 'react'
import { exportAudit } from '#contract/audit.ts'
import { requestFor } from '#contract/endpoint.ts'
import { ActButton } from '#ui/form/act-button.tsx'
import { saveText } from '#ui/save-text.ts'
import { send } from '#web/http/call.ts'
import { troubleOf } from '#web/http/trouble-of.ts'
import { useSession } from '#web/kernel/current-session.ts'
import type { auditFilter } from './audit-search.ts'

/** Takes what the filter finds as a table; taking it is audited. */
export function ExportAudit({ filter }: { readonly filter: ReturnType<typeof auditFilter> }) {
  const { today } = useSession()
  const { message } = App.useApp()
  const [isBusy, setIsBusy] = useState(false)
  const take = async (): Promise<void> => {
    setIsBusy(true)
    try {
      const { method, url } = requestFor(exportAudit, filter)
      const bytes = await (await send(url, { method })).blob()
      // a text reader would drop the byte order mark that spreadsheets need
      saveText(`审计-${today}.csv`, bytes)
    } catch (error) {
      const { title, detail, advice } = troubleOf(error)
      void message.error([title, detail, advice].filter(Boolean).join('。'))
    }
    setIsBusy(false)
  }
  return (
    <ActButton className="plain-button no-print" disabled={isBusy} onClick={() => void take()}>
      导出表格
    </ActButton>
  )
}
