import { App } from 'antd'
import { useState } from 'react'
import { listMonthSheets, scoreMonth } from '#contract/workforce/index.ts'
import type { z } from 'zod'
import { AskDialog } from '#ui/form/ask-dialog.tsx'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { ChoiceRow } from '#ui/form/choice-row.tsx'
import { DataTable } from '#ui/ledger/data-table.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { Answered } from '#web/http/answered.tsx'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'
import { useAnswer } from '#web/http/use-answer.ts'
import { useTitle } from '#web/kernel/use-title.ts'
import { MonthField, useMonth } from './month-field.tsx'
import '../workforce.css'

type Row = z.output<(typeof listMonthSheets)['output']>['rows'][number]

const GRADES = [
  { value: 'excellent', label: '优' },
  { value: 'good', label: '良' },
  { value: 'pass', label: '合格' },
  { value: 'fail', label: '不合格' },
] as const
const gradeLabel = (grade: string | null): string => GRADES.find(({ value }) => value === grade)?.label ?? ''
const scoreText = (score: number): string => (score / 100).toFixed(2).replace(/\.?0+$/, '')

/** The towns' scores of a month, station by station; locked as they are handed in. */
export function MonthSheetsPage() {
  useTitle('月度考核')
  const [month, setMonth] = useMonth()
  const query = useAnswer(listMonthSheets, { month })
  const [scoring, setScoring] = useState<Row>()
  return (
    <>
      <header className="page-head">
        <div>
          <h1>月度考核</h1>
          <p className="muted">一站一月一张，由镇街打分，提交即锁定；承接机构不打分。</p>
        </div>
      </header>
      <div className="filter-row no-print">
        <MonthField month={month} onChange={setMonth} />
      </div>
      <Answered query={query} lines={8}>
        {({ rows }) => (
          <>
            <p className="list-head">
              <span role="status">
                {month}：{rows.length} 个站，已交 {rows.filter(({ score }) => score !== null).length} 张
              </span>
            </p>
            <DataTable
              caption="月度考核"
              rows={rows}
              rowKey={({ stationId }) => stationId}
              empty="没有要打分的社工站：当地的方案没有定月度考核，或站点还没有启用。"
              columns={[
                { key: 'name', title: '社工站', isHeader: true, cell: ({ name }) => name },
                { key: 'workers', title: '当月在岗', cell: ({ workers }) => workers.join('、') || '无' },
                {
                  key: 'score',
                  title: '得分',
                  align: 'end',
                  cell: ({ score, grade }) => (score === null ? '' : `${scoreText(score)} ${gradeLabel(grade)}`),
                },
                { key: 'opinion', title: '意见', cell: ({ opinion }) => opinion || '—' },
                {
                  key: 'state',
                  title: '状态',
                  cell: (row) =>
                    row.score !== null ? (
                      <StatusTag tone="good" word={`${row.submittedOn ?? ''} 已锁定`} />
                    ) : row.mayScore ? (
                      <button type="button" className="plain-button nowrap" onClick={() => setScoring(row)}>
                        打分
                      </button>
                    ) : (
                      <StatusTag tone="mute" word="未交" />
                    ),
                },
              ]}
            />
          </>
        )}
      </Answered>
      {scoring ? <ScoreMonth month={month} row={scoring} onClose={() => setScoring(undefined)} /> : null}
    </>
  )
}

function ScoreMonth({ month, row, onClose }: { readonly month: string; readonly row: Row; readonly onClose: () => void }) {
  const { message } = App.useApp()
  const [text, setText] = useState('')
  const [grade, setGrade] = useState<(typeof GRADES)[number]['value']>()
  const [opinion, setOpinion] = useState('')
  const isScore = /^(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?)$/.test(text)
  const score = useAct(
    () =>
      call(scoreMonth, {
        month,
        stationId: row.stationId,
        version: row.version,
        score: Math.round(Number(text) * 100),
        ...(grade !== undefined && { grade }),
        ...(opinion.trim() !== '' && { opinion: opinion.trim() }),
      }),
    () => {
      onClose()
      void message.success('已提交并锁定')
    },
  )
  return (
    <AskDialog
      isOpen
      title={`${row.name} ${month} 考核`}
      okText="提交并锁定"
      isReady={isScore}
      isBusy={score.isBusy}
      trouble={score.trouble}
      onOk={() => score.run(undefined)}
      onClose={onClose}
    >
      <TextField label="得分" value={text} onChange={setText} maxLength={6} help="0 至 100，最多两位小数。提交后不能再改。" />
      <ChoiceRow label="等次">
        <ChoiceField
          label="等次"
          none="不评等次"
          value={grade}
          choices={GRADES}
          onChange={(next) => setGrade(GRADES.find(({ value }) => value === next)?.value)}
        />
      </ChoiceRow>
      <TextField label="意见" value={opinion} onChange={setOpinion} maxLength={500} isOptional />
    </AskDialog>
  )
}
