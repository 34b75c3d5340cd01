import { Link } from '@tanstack/react-router'
import type { RoadmapLine } from '#contract/governance.ts'
import { ActButton } from '#ui/form/act-button.tsx'
import type { Column } from '#ui/ledger/data-table.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { toCsv } from '#ui/ledger/to-csv.ts'
import { workingDaysInWords } from '#web/kernel/day-words.ts'
import { refInWords, STATE_WORDS } from '#web/scheme/index.ts'

const ORIGINS: { readonly [O in RoadmapLine['origin']]: string } = {
  task: '工作任务',
  plan: '方案任务',
  meeting: '会议议定',
  owed: '条款派下',
}

type Open = (schemeId: string, ruleId: string, entityId: string | undefined) => void

/** The columns of the list of responsibilities. */
export const roadmapColumns = (
  onFinish: (line: RoadmapLine) => void,
  onOpen: Open | undefined,
): readonly Column<RoadmapLine>[] => [
  {
    key: 'what',
    title: '任务',
    isHeader: true,
    cell: ({ what, about, origin, phaseLabel }) => (
      <>
        {what}
        <span className="muted line-about">
          {about} · {ORIGINS[origin]}
          {phaseLabel === null ? '' : ` · ${phaseLabel}`}
        </span>
      </>
    ),
  },
  { key: 'who', title: '责任方', width: '8em', cell: ({ partyLabel }) => partyLabel },
  {
    key: 'with',
    title: '配合方',
    width: '8em',
    cell: ({ supportLabels }) => (supportLabels.length === 0 ? '—' : supportLabels.join('、')),
  },
  { key: 'due', title: '期限', width: '9.5em', cell: (line) => <Due line={line} /> },
  {
    key: 'proof',
    title: '佐证',
    width: '5em',
    cell: ({ evidence }) => (evidence === null ? '—' : evidence === 0 ? '无' : `${evidence} 份`),
  },
  { key: 'clause', title: '条款', width: '7em', cell: ({ refs }) => (refs.length === 0 ? '—' : refs.map(refInWords).join('、')) },
  {
    key: 'state',
    title: '状态',
    width: '7em',
    cell: ({ state, stateLabel }) => <StatusTag tone={STATE_WORDS[state].tone} word={stateLabel} />,
  },
  { key: 'act', title: '办理', width: '6em', cell: (line) => <Act line={line} onFinish={onFinish} onOpen={onOpen} /> },
]

function Due({ line: { dueOn, doneOn, workingDaysLeft } }: { readonly line: RoadmapLine }) {
  return (
    <>
      {dueOn === null ? null : <span className="nowrap">{dueOn}</span>}
      <span className={`muted nowrap due-left${(workingDaysLeft ?? 0) < 0 ? ' is-past' : ''}`}>
        {doneOn === null ? workingDaysInWords(workingDaysLeft) : `${doneOn} 办结`}
      </span>
    </>
  )
}

interface ActProps {
  readonly line: RoadmapLine
  readonly onFinish: (line: RoadmapLine) => void
  readonly onOpen: Open | undefined
}

function Act({ line, onFinish, onOpen }: ActProps) {
  const { origin, recordId, schemeId, ruleId, entityId, what, about } = line
  if (origin === 'owed')
    return onOpen && schemeId !== null && ruleId !== null ? (
      <button
        type="button"
        className="text-button nowrap no-print"
        aria-label={`判定单：${about}，${what}`}
        onClick={() => onOpen(schemeId, ruleId, entityId ?? undefined)}
      >
        判定单
      </button>
    ) : null
  return (
    <span className="line-acts no-print">
      {line.mayFinish ? (
        <ActButton className="text-button nowrap" aria-label={`办结：${what}`} onClick={() => onFinish(line)}>
          办结
        </ActButton>
      ) : null}
      {recordId === null ? null : (
        <Link
          className="nowrap"
          to="/records/$subject/$id"
          params={{ subject: origin, id: recordId }}
          aria-label={`档案：${what}`}
        >
          档案
        </Link>
      )}
    </span>
  )
}

/** The list as a table for a spreadsheet. */
export const roadmapCsv = (lines: readonly RoadmapLine[]): string =>
  toCsv(
    ['任务', '对象', '来源', '阶段', '责任方', '配合方', '期限', '剩余工作日', '完成日期', '佐证份数', '条款', '状态'],
    lines.map((line) => [
      line.what,
      line.about,
      ORIGINS[line.origin],
      line.phaseLabel ?? '',
      line.partyLabel,
      line.supportLabels.join('、'),
      line.dueOn ?? '',
      line.workingDaysLeft ?? '',
      line.doneOn ?? '',
      line.evidence ?? '',
      line.refs.join('、'),
      line.stateLabel,
    ]),
  )
