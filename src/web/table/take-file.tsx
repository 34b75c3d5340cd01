import { App } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { requestFor, type Endpoint } from '#contract/endpoint.ts'
import { saveText } from '#ui/save-text.ts'
import { send } from '#web/http/call.ts'
import { troubleOf } from '#web/http/trouble-of.ts'

interface TakeFileProps<E extends Endpoint> {
  readonly endpoint: E
  readonly input: z.input<E['input']>
  readonly fileName: string
  readonly label: string
}

/** Takes a file from the server and hands it to the person. */
export function TakeFile<E extends Endpoint>({ endpoint, input, fileName, label }: TakeFileProps<E>) {
  const { message } = App.useApp()
  const [isBusy, setIsBusy] = useState(false)
  const take = async (): Promise<void> => {
    setIsBusy(true)
    try {
      const { method, url } = requestFor(endpoint, input)
      saveText(fileName, await (await send(url, { method })).blob())
    } catch (error) {
      const { title, detail, advice } = troubleOf(error)
      void message.error([title, detail, advice].filter(Boolean).join('。'))
    }
    setIsBusy(false)
  }
  return (
    <button type="button" className="plain-button no-print" disabled={isBusy} onClick={() => void take()}>
      {isBusy ? '正在准备…' : label}
    </button>
  )
}
