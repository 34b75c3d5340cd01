import { App } from 'antd'
import { useState } from 'react'
import { requestFor } from '#contract/endpoint.ts'
import type { ListEndpoints } from '#contract/table.ts'
import { saveText } from '#ui/save-text.ts'
import { send } from '#web/http/call.ts'
import { troubleOf } from '#web/http/trouble-of.ts'
import { useSession } from '#web/kernel/current-session.ts'

interface TakeExportProps {
  readonly endpoint: ListEndpoints['export']
  readonly title: string
  readonly input: Readonly<Record<string, string | undefined>>
}

/** Takes what the filter finds as a spreadsheet; taking it is audited. */
export function TakeExport({ endpoint, title, input }: TakeExportProps) {
  const { today } = useSession()
  const { message } = App.useApp()
  const [isBusy, setIsBusy] = useState(false)
  const take = async (): Promise<void> => {
    setIsBusy(true)
    try {
      const { method, url } = requestFor(endpoint, input)
      saveText(`${title} ${today}.xlsx`, await (await send(url, { method })).blob())
    } catch (error) {
      const { title, detail, advice } = troubleOf(error)
      void message.error([title, detail, advice].filter(Boolean).join('。'))
    }
    setIsBusy(false)
  }
  return (
    <button type="button" className="plain-button no-print" disabled={isBusy} onClick={() => void take()}>
      {isBusy ? '正在导出…' : '导出 Excel'}
    </button>
  )
}
