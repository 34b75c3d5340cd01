import { App } from 'antd'
import { useState } from 'react'
import { confirmItems, type readWorker } from '#contract/workforce/index.ts'
import type { z } from 'zod'
import { ProblemNotice } from '#ui/problem-notice.tsx'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'
import { useCan } from '#web/kernel/current-session.ts'
import { DateField } from '../date-field.tsx'

type Worker = z.output<(typeof readWorker)['output']>

/** The plan's lists about a worker, confirmed item by item with the day. */
export function Confirmations({ worker }: { readonly worker: Worker }) {
  if (worker.confirmations.length === 0) return null
  return (
    <section className="page-part" aria-label="逐项确认">
      <h2>逐项确认</h2>
      {worker.confirmations.map((list) => (
        <ConfirmList key={`${list.schemeId}/${list.ruleId}`} worker={worker} list={list} />
      ))}
    </section>
  )
}

function ConfirmList({ worker, list }: { readonly worker: Worker; readonly list: Worker['confirmations'][number] }) {
  const { message } = App.useApp()
  const may = useCan('attest item')
  const [ticked, setTicked] = useState<readonly string[]>([])
  const [on, setOn] = useState(worker.workDay)
  const confirm = useAct(
    () => call(confirmItems, { workerId: worker.id, version: worker.version, ruleId: list.ruleId, itemIds: [...ticked], on }),
    () => {
      setTicked([])
      void message.success('已确认，相关条款已重新判定')
    },
  )
  const toggle = (itemId: string): void =>
    setTicked(ticked.includes(itemId) ? ticked.filter((one) => one !== itemId) : [...ticked, itemId])
  return (
    <form
      className="confirm-list"
      onSubmit={(event) => {
        event.preventDefault()
        confirm.run(undefined)
      }}
    >
      <h3>{list.label}</h3>
      <ul>
        {list.items.map(({ itemId, label, by, on: since }) => (
          <li key={itemId}>
            <label>
              {may ? <input type="checkbox" checked={ticked.includes(itemId)} onChange={() => toggle(itemId)} /> : null}
              <span>{label}</span>
            </label>
            <span className="muted">{since === null ? `待${by}确认` : `${since} 确认`}</span>
          </li>
        ))}
      </ul>
      {may && ticked.length > 0 ? (
        <div className="inline-form">
          <DateField label="确认日期" value={on} onChange={setOn} />
          <button type="submit" className="main-button" disabled={confirm.isBusy || on === ''}>
            确认选中的 {ticked.length} 项
          </button>
        </div>
      ) : null}
      {confirm.trouble ? <ProblemNotice trouble={confirm.trouble} /> : null}
    </form>
  )
}
