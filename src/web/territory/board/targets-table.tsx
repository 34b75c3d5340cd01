import { Link } from '@tanstack/react-router'
import type { PaceView, TargetView } from '#contract/territory/index.ts'
import type { z } from 'zod'
import { DataTable, type Column } from '#ui/ledger/data-table.tsx'
import { Loading } from '#ui/loading.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import type { Tone } from '#ui/theme/tone.ts'
import { percent } from './tile-state.ts'

const TONES: Readonly<Record<string, Tone>> = {
  met: 'good',
  agrees: 'good',
  excepted: 'good',
  late: 'warn',
  due: 'info',
  'at-risk': 'warn',
  unsettled: 'unknown',
  unknown: 'unknown',
  differs: 'info',
  'not-met': 'bad',
  overdue: 'bad',
}

/** What the plan's own coverage rules say, by when, and how fast it must go on. */
export function TargetsTable({
  targets,
  hasScheme,
}: {
  readonly targets: readonly TargetView[] | undefined
  readonly hasScheme: boolean
}) {
  if (targets === undefined) return <Loading lines={3} />
  return (
    <DataTable
      caption="方案的覆盖目标"
      columns={COLUMNS}
      rows={targets}
      rowKey={({ ruleId, entityId }) => `${ruleId} ${entityId}`}
      empty={
        hasScheme
          ? '方案在这一级没有覆盖目标；请到上一级看。'
          : '这一级采用方案之后，覆盖目标、期限和所需节奏会列在这里；下级各自采用的，请点进下级看。'
      }
    />
  )
}

const COLUMNS: readonly Column<TargetView>[] = [
  {
    key: 'what',
    title: '目标',
    isHeader: true,
    cell: ({ label, unitName, refs }) => (
      <>
        {label}
        <span className="muted">
          {' '}
          {unitName} · 条款{refs.join('、')}
        </span>
      </>
    ),
  },
  {
    key: 'count',
    title: '进度',
    cell: ({ counted, of, needed }) => (
      <span className="nowrap">
        {counted ?? '未知'}
        {of === null ? (needed === null ? '' : ` / 须 ${needed}`) : ` / ${of}`}
        {counted !== null && of !== null ? `（${percent(counted, of)}）` : ''}
      </span>
    ),
  },
  {
    key: 'state',
    title: '结论',
    cell: ({ state, stateLabel, schemeId, ruleId, entityId }) => (
      <Link to="/plan/$schemeId" params={{ schemeId }} search={{ rule: ruleId, subject: entityId }}>
        <StatusTag tone={TONES[state] ?? 'mute'} word={stateLabel} />
      </Link>
    ),
  },
  { key: 'due', title: '期限', cell: ({ dueOn }) => <span className="nowrap">{dueOn ?? '未定'}</span> },
  { key: 'pace', title: '所需节奏', cell: ({ pace }) => paceWords(pace) },
]

function paceWords(pace: z.output<typeof PaceView> | null): string {
  if (!pace) return '—'
  if (pace.state === 'met') return '已达成'
  if (pace.state === 'missed') return `差 ${pace.missing} 个，已过期 ${pace.daysLate} 天`
  return `还差 ${pace.missing} 个，余 ${pace.monthsLeft} 个月，每月须 ${pace.perMonth} 个`
}
