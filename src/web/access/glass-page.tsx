import { App } from 'antd'
import { useState } from 'react'
import { closeGlass, listGlass, type GlassView } from '#contract/access.ts'
import { ActButton } from '#ui/form/act-button.tsx'
import { DataTable, type Column } from '#ui/ledger/data-table.tsx'
import { ProblemNotice } from '#ui/problem-notice.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { Answered } from '#web/http/answered.tsx'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'
import { useAnswer } from '#web/http/use-answer.ts'
import { useCan, useSession } from '#web/kernel/current-session.ts'
import { minuteInWords } from '#web/kernel/instant-words.ts'
import { useTitle } from '#web/kernel/use-title.ts'
import { OpenGlass } from './open-glass.tsx'

/** Break-glass: opened with a reason for three hours; the county concerned sees who looked, why and when. */
export function GlassPage() {
  useTitle('紧急查阅')
  const mayOpen = useCan('break glass')
  const query = useAnswer(listGlass, {})
  const [isOpening, setIsOpening] = useState(false)
  return (
    <>
      <header className="page-head">
        <div>
          <h1>紧急查阅</h1>
          <p className="muted">
            上级和审计因紧急事由查阅一个县的记录：只读，三小时自动结束，说明事由，全程留痕，所在县民政局在这里看到。
          </p>
        </div>
        {mayOpen ? (
          <ActButton className="main-button no-print" onClick={() => setIsOpening(true)}>
            开启紧急查阅
          </ActButton>
        ) : null}
      </header>
      <Answered query={query} lines={6}>
        {({ cases }) => <Cases cases={cases} />}
      </Answered>
      {isOpening ? <OpenGlass onClose={() => setIsOpening(false)} /> : null}
    </>
  )
}

function Cases({ cases }: { readonly cases: readonly GlassView[] }) {
  const { accountId } = useSession()
  const { message } = App.useApp()
  const end = useAct(
    () => call(closeGlass, {}),
    () => {
      void message.success('紧急查阅已结束')
      window.location.reload()
    },
  )
  const own = cases.find((one) => one.isOpen && one.accountId === accountId)
  return (
    <>
      {own ? (
        <section className="page-part" aria-labelledby="glass-open">
          <h2 id="glass-open">您正在紧急查阅</h2>
          <p>
            只能读区划 {own.countyCode} 的记录，到 {minuteInWords(own.expiresAt)} 自动结束。
          </p>
          <div className="button-row">
            <ActButton className="main-button" disabled={end.isBusy} onClick={() => end.run(undefined)}>
              现在结束
            </ActButton>
          </div>
          {end.trouble ? <ProblemNotice trouble={end.trouble} /> : null}
        </section>
      ) : null}
      <DataTable
        caption="紧急查阅记录"
        columns={COLUMNS}
        rows={cases}
        rowKey={({ id }) => id}
        empty="没有人紧急查阅过。一旦开启，谁、为何、何时会列在这里。"
      />
    </>
  )
}

const COLUMNS: readonly Column<GlassView>[] = [
  {
    key: 'who',
    title: '谁',
    isHeader: true,
    cell: ({ name, roleLabel }) => (
      <>
        {name} <span className="muted nowrap">{roleLabel}</span>
      </>
    ),
  },
  { key: 'county', title: '区划', cell: ({ countyCode }) => countyCode },
  { key: 'reason', title: '事由', cell: ({ reason }) => reason },
  { key: 'from', title: '开启', cell: ({ openedAt }) => minuteInWords(openedAt) },
  { key: 'to', title: '结束', cell: ({ closedAt, expiresAt }) => minuteInWords(closedAt ?? expiresAt) },
  {
    key: 'state',
    title: '状态',
    cell: ({ isOpen }) => (isOpen ? <StatusTag tone="warn" word="进行中" /> : <StatusTag tone="mute" word="已结束" />),
  },
]
