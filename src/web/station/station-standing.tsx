import type { StandingView, StationView } from '#contract/station/index.ts'
import { DataTable, type Column } from '#ui/ledger/data-table.tsx'
import { LegendChips } from '#ui/legend-chips.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { owedColumns, owedKey, refInWords, STATE_WORDS } from '#web/scheme/index.ts'
import { GROUP_WORDS, GROUPS_TOLD } from './group-words.ts'
import type { readStationSearch } from './station-search.ts'

interface StationStandingProps {
  readonly station: StationView
  readonly search: ReturnType<typeof readStationSearch>
  readonly onChange: (
    patch: Partial<Record<keyof ReturnType<typeof readStationSearch>, string | undefined>>,
    options?: { readonly isStep?: boolean },
  ) => void
}

/** What is to be done and by whom, then every ruling about the station with its gap and its clause. */
export function StationStanding({ station, search, onChange }: StationStandingProps) {
  if (!station.isJudged)
    return (
      <p className="empty-note">
        {station.closedOn !== null
          ? '站已撤销，不再判定。撤销以前的情况见“历次改动”。'
          : station.plans.length === 0
            ? '这个地方还没有采用方案。采用后，各条款的状态会列在这里。'
            : '本站的判定不在您的范围内。'}
      </p>
    )
  const chosen = GROUPS_TOLD.find((group) => group === search.group)
  const rows = station.standing.filter(({ group }) => chosen === undefined || group === chosen)
  const open = (row: { readonly schemeId: string; readonly ruleId: string; readonly entityId: string }): void =>
    onChange({ scheme: row.schemeId, rule: row.ruleId, subject: row.entityId }, { isStep: true })
  return (
    <>
      <section className="station-part" aria-labelledby="station-owed">
        <h2 id="station-owed">接下来要做什么，由谁做</h2>
        <DataTable
          caption="接下来要做什么，由谁做"
          columns={owedColumns(open)}
          rows={station.owed}
          rowKey={owedKey}
          empty="此刻没有要做的。到期临近、有条款不符或缺少资料时，会自动列在这里。"
        />
      </section>
      <section className="station-part" aria-labelledby="station-standing">
        <h2 id="station-standing">对照各条款</h2>
        <p className="muted">{station.plans.map(({ title, asOf }) => `${title}，以 ${asOf} 为准`).join('；')}</p>
        <LegendChips
          label="按状态筛选"
          allCount={station.standing.length}
          chosen={chosen}
          onChoose={(group) => onChange({ group })}
          chips={GROUPS_TOLD.map((key) => ({ key, count: station.counts[key], ...GROUP_WORDS[key] }))}
        />
        <DataTable
          caption="对照各条款"
          columns={columnsFor(open, station)}
          rows={rows}
          rowKey={({ schemeId, ruleId, entityId }) => `${schemeId}|${ruleId}|${entityId}`}
          empty="没有这种状态的条款。"
        />
      </section>
    </>
  )
}

const columnsFor = (open: (row: StandingView) => void, { id }: StationView): readonly Column<StandingView>[] => [
  { key: 'clause', title: '条款', width: '7em', cell: ({ refs }) => refs.map(refInWords).join('、') },
  {
    key: 'rule',
    title: '要求',
    isHeader: true,
    cell: (row) => (
      <button
        type="button"
        className="text-button"
        aria-label={`判定单：${row.name}，${row.ruleLabel}`}
        onClick={() => open(row)}
      >
        {row.ruleLabel}
      </button>
    ),
  },
  {
    key: 'about',
    title: '对象',
    width: '9em',
    cell: (row) => (row.entityId === id ? '本站' : `${row.subjectLabel} ${row.name}`),
  },
  {
    key: 'state',
    title: '状态',
    cell: (row) => <StatusTag tone={STATE_WORDS[row.state].tone} word={row.label ?? row.stateLabel} />,
  },
  { key: 'gap', title: '差距', cell: ({ gap }) => (gap === '' ? '—' : <strong>{gap}</strong>) },
  { key: 'due', title: '期限', cell: ({ dueOn }) => <span className="nowrap">{dueOn ?? '—'}</span> },
]
