import { useState } from 'react'
import { endAdoption, listAdoptions, type AdoptionView } from '#contract/territory/index.ts'
import { AskDialog } from '#ui/form/ask-dialog.tsx'
import { DataTable, type Column } from '#ui/ledger/data-table.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { Answered } from '#web/http/answered.tsx'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'
import { useAnswer } from '#web/http/use-answer.ts'
import { useSession } from '#web/kernel/current-session.ts'
import { useTitle } from '#web/kernel/use-title.ts'
import { AdoptDialog } from './adopt-dialog.tsx'

/** Which plans are in force where, from when to when; and adopting one. */
export function AdoptionsPage() {
  useTitle('采用方案')
  const { today, grant } = useSession()
  const query = useAnswer(listAdoptions, {})
  const [isAdopting, setIsAdopting] = useState(false)
  const [ending, setEnding] = useState<AdoptionView>()
  return (
    <Answered query={query}>
      {({ adoptions, adoptable, mayAdopt }) => (
        <>
          <header className="page-head">
            <div>
              <h1>采用方案</h1>
              <p className="muted">{grant.scopeName}及其上级、下级采用的方案。采用之后，县与镇街即登记为方案所判的对象。</p>
            </div>
            {mayAdopt ? (
              <button type="button" className="main-button no-print" onClick={() => setIsAdopting(true)}>
                采用一份方案
              </button>
            ) : null}
          </header>
          <DataTable
            caption="采用的方案"
            columns={columnsFor(today, setEnding)}
            rows={adoptions}
            rowKey={({ id }) => id}
            empty={
              mayAdopt ? '还没有采用任何方案。点“采用一份方案”，选方案、地区和起始日。' : '还没有采用任何方案；由主管单位采用。'
            }
          />
          {isAdopting ? <AdoptDialog adoptable={adoptable} onClose={() => setIsAdopting(false)} /> : null}
          {ending ? <EndDialog adoption={ending} onClose={() => setEnding(undefined)} /> : null}
        </>
      )}
    </Answered>
  )
}

const columnsFor = (today: string, end: (adoption: AdoptionView) => void): readonly Column<AdoptionView>[] => [
  { key: 'title', title: '方案', isHeader: true, cell: ({ title, isDemo }) => (isDemo ? `${title}（演示）` : title) },
  { key: 'unit', title: '地区', cell: ({ unitName, unitCode }) => `${unitName}（${unitCode}）` },
  {
    key: 'when',
    title: '起止',
    cell: ({ from, endsOn }) => <span className="nowrap">{endsOn === null ? `${from} 起` : `${from} 至 ${endsOn} 前`}</span>,
  },
  {
    key: 'state',
    title: '状态',
    cell: ({ from, endsOn }) =>
      endsOn !== null && endsOn <= today ? (
        <StatusTag tone="mute" word="已终止" />
      ) : from > today ? (
        <StatusTag tone="info" word="未到起始日" />
      ) : (
        <StatusTag tone="good" word="采用中" />
      ),
  },
  {
    key: 'act',
    title: '办理',
    isAct: true,
    cell: (adoption) =>
      adoption.mayEnd ? (
        <button type="button" className="plain-button no-print" onClick={() => end(adoption)}>
          终止
        </button>
      ) : (
        '—'
      ),
  },
]

function EndDialog({ adoption, onClose }: { readonly adoption: AdoptionView; readonly onClose: () => void }) {
  const { today } = useSession()
  const [endsOn, setEndsOn] = useState(today)
  const end = useAct(() => call(endAdoption, { id: adoption.id, endsOn }), onClose)
  return (
    <AskDialog
      isOpen
      title={`终止采用：${adoption.title}`}
      okText="终止"
      isReady={endsOn !== ''}
      isBusy={end.isBusy}
      trouble={end.trouble}
      onOk={() => end.run(undefined)}
      onClose={onClose}
    >
      <p>{adoption.unitName}自这一天起不再采用它；已有的记录和决定都留着。</p>
      <TextField label="终止日" type="date" value={endsOn} onChange={setEndsOn} />
    </AskDialog>
  )
}
