import { useMemo, useState } from 'react'
import { readRoadmap, type Roadmap, type RoadmapLine } from '#contract/governance.ts'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { DataTable } from '#ui/ledger/data-table.tsx'
import { saveText } from '#ui/save-text.ts'
import { Answered } from '#web/http/answered.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { useCan } from '#web/kernel/current-session.ts'
import { dayInWords } from '#web/kernel/day-words.ts'
import { useAddress } from '#web/kernel/use-address.ts'
import { useTitle } from '#web/kernel/use-title.ts'
import { RulingDrawer } from '#web/scheme/index.ts'
import { readRoadmapAddress } from './addresses.ts'
import { FinishTask } from './finish-task.tsx'
import { filterLines, isLate, isOpenLine, optionsIn } from './roadmap-filter.ts'
import { roadmapColumns, roadmapCsv } from './roadmap-columns.tsx'
import { Timeline } from './timeline.tsx'
import './governance.css'

const STATES = [
  { value: 'late', label: '已逾期' },
  { value: 'open', label: '未办结' },
  { value: 'done', label: '已办结' },
]

/** 时间表、路线图、责任清单: phases and nodes over time, and who does what by when, late first. */
export function RoadmapPage() {
  useTitle('时间表、路线图、责任清单')
  const query = useAnswer(readRoadmap, {})
  return (
    <>
      <header className="page-head">
        <div>
          <h1>时间表、路线图、责任清单</h1>
          <p className="muted">
            记下的任务和方案条款派下的事排在一张表里，逾期的在前。
            {query.data ? `以 ${dayInWords(query.data.asOf)} 为准。` : ''}
          </p>
        </div>
        <div className="button-row no-print">
          <button type="button" className="plain-button" onClick={() => window.print()}>
            打印
          </button>
        </div>
      </header>
      <Answered query={query} lines={10}>
        {(roadmap) => <Parts roadmap={roadmap} />}
      </Answered>
    </>
  )
}

function Parts({ roadmap }: { readonly roadmap: Roadmap }) {
  const [search, change] = useAddress(readRoadmapAddress)
  const [finishing, setFinishing] = useState<RoadmapLine>()
  const mayRule = useCan('read ruling')
  const { party, phase, state, scheme, rule, subject } = search
  const { parties, phases } = useMemo(() => optionsIn(roadmap.lines), [roadmap.lines])
  const lines = useMemo(() => filterLines(roadmap.lines, { party, phase, state }), [roadmap.lines, party, phase, state])
  const late = lines.filter(isLate).length
  const open = mayRule
    ? (schemeId: string, ruleId: string, entityId: string | undefined) =>
        change({ scheme: schemeId, rule: ruleId, subject: entityId }, { isStep: true })
    : undefined
  return (
    <>
      <Timeline roadmap={roadmap} phase={phase} onPhase={(next) => change({ phase: next })} onNode={open} />
      <section aria-labelledby="duties" className="duties">
        <h2 id="duties">责任清单</h2>
        <div className="filter-row no-print">
          <ChoiceField
            label="责任方"
            none="责任方"
            value={party}
            choices={parties}
            onChange={(next) => change({ party: next })}
          />
          <ChoiceField label="阶段" none="阶段" value={phase} choices={phases} onChange={(next) => change({ phase: next })} />
          <ChoiceField
            label="办理情况"
            none="办理情况"
            value={state}
            choices={STATES}
            onChange={(next) => change({ state: next })}
          />
        </div>
        <p className="list-head">
          <span role="status">
            {lines.length < roadmap.total ? `显示 ${lines.length} 项，共 ${roadmap.total} 项` : `共 ${roadmap.total} 项`}
            ，未办结 {lines.filter(isOpenLine).length} 项，其中逾期 {late} 项
          </span>
          {lines.length > 0 ? (
            <button
              type="button"
              className="plain-button no-print"
              onClick={() => saveText(`责任清单-${roadmap.asOf}.csv`, roadmapCsv(lines))}
            >
              导出表格
            </button>
          ) : null}
        </p>
        <DataTable
          caption="责任清单"
          columns={roadmapColumns(setFinishing, open)}
          rows={lines}
          rowKey={({ key }) => key}
          empty={
            roadmap.total === 0
              ? '还没有任务。在台账里记下方案的阶段和任务，或有条款到期时，会列在这里。'
              : '没有合于所选条件的任务。放宽条件再看。'
          }
        />
      </section>
      {finishing ? <FinishTask line={finishing} asOf={roadmap.asOf} onClose={() => setFinishing(undefined)} /> : null}
      {mayRule ? (
        <RulingDrawer
          asked={{ schemeId: scheme ?? '' }}
          ruleId={scheme === undefined ? undefined : rule}
          subjectId={subject}
          state={undefined}
          onSubject={(next) => change({ subject: next })}
          onState={() => undefined}
          onClose={() => change({ scheme: undefined, rule: undefined, subject: undefined })}
        />
      ) : null}
    </>
  )
}
