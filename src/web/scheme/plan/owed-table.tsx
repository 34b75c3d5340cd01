import { listOwed, type OwedView, type PlanView } from '#contract/scheme/index.ts'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { DataTable, type Column } from '#ui/ledger/data-table.tsx'
import { saveText } from '#ui/save-text.ts'
import { StatusTag } from '#ui/status-tag.tsx'
import { toCsv } from '#ui/ledger/to-csv.ts'
import { Answered } from '#web/http/answered.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { useCan } from '#web/kernel/current-session.ts'
import { workingDaysInWords } from '#web/kernel/day-words.ts'
import { refInWords } from '../chapters.ts'
import { DUE_WINDOWS, isDueWithin } from './plan-filter.ts'
import type { Asked, PlanSearch, PlanSearchPatch } from './plan-search.ts'
import { STATE_WORDS } from '../state-words.ts'

interface OwedTableProps {
  readonly plan: PlanView
  readonly asked: Asked
  readonly search: PlanSearch
  readonly onChange: (patch: PlanSearchPatch, options?: { readonly isStep?: boolean }) => void
}

/** Who owes what to whom by when: one derived list, nobody keeps it. */
export function OwedTable({ plan, asked, search: { actor, area, due }, onChange }: OwedTableProps) {
  const query = useAnswer(
    listOwed,
    { ...asked, ...(actor !== undefined && { debtor: actor }), ...(area !== undefined && { area }) },
    { keepsPrevious: true },
  )
  const mayRule = useCan('read ruling')
  const open = mayRule
    ? (row: OwedView) => onChange({ rule: row.ruleId, subject: row.entityId, only: undefined }, { isStep: true })
    : undefined
  return (
    <section aria-label="谁欠什么" className="owed">
      <div className="filter-row no-print">
        <ChoiceField
          label="责任方"
          none="责任方"
          value={actor}
          choices={plan.actors.map(({ role, label }) => ({ value: role, label }))}
          onChange={(next) => onChange({ actor: next })}
        />
        <ChoiceField
          label="领域"
          none="领域"
          value={area}
          choices={plan.areas.map((one) => ({ value: one.area, label: one.label }))}
          onChange={(next) => onChange({ area: next })}
        />
        <ChoiceField label="期限" none="期限" value={due} choices={DUE_WINDOWS} onChange={(next) => onChange({ due: next })} />
      </div>
      <Answered query={query}>
        {({ owed, total, asOf }) => {
          const rows = due === undefined ? owed : owed.filter(({ dueOn }) => isDueWithin(dueOn, due, asOf))
          return (
            <>
              <p className="list-head">
                <span role="status">
                  {rows.length < total ? `显示 ${rows.length} 项，共 ${total} 项` : `共 ${total} 项`}，以 {asOf} 为准
                </span>
                {rows.length > 0 ? (
                  <button
                    type="button"
                    className="plain-button no-print"
                    onClick={() => saveText(`谁欠什么-${plan.scheme.shortTitle}-${asOf}.csv`, csvOf(rows))}
                  >
                    导出表格
                  </button>
                ) : null}
              </p>
              <DataTable
                caption="谁欠什么"
                columns={owedColumns(open)}
                rows={rows}
                rowKey={owedKey}
                empty="此刻没有人欠什么。到期临近、有条款不符或缺少资料时，会自动列在这里。"
              />
            </>
          )
        }}
      </Answered>
    </section>
  )
}

/** One row for each due day: a duty that comes back owes several at once. */
export const owedKey = ({ id, dueOn }: OwedView): string => `${id}|${dueOn ?? ''}`

/** The columns of a list of what is owed; on one's own list it goes without saying by whom. */
export const owedColumns = (open: ((row: OwedView) => void) | undefined, isOwn = false): readonly Column<OwedView>[] => [
  { key: 'what', title: '要做什么', isHeader: true, cell: (row) => row.what },
  ...(isOwn ? [] : [{ key: 'who', title: '谁', width: '8em', cell: (row: OwedView) => row.debtorLabel }]),
  { key: 'about', title: '对象', width: '15em', cell: (row) => row.entityName },
  { key: 'to', title: '对谁', width: '6em', cell: (row) => (row.creditorLabel === '' ? '—' : row.creditorLabel) },
  {
    key: 'due',
    title: '期限',
    width: '9.5em',
    cell: (row) => (
      <>
        {row.dueOn === null ? null : <span className="nowrap">{row.dueOn}</span>}
        <span className={`muted nowrap due-left${(row.workingDaysLeft ?? 0) < 0 ? ' is-past' : ''}`}>
          {workingDaysInWords(row.workingDaysLeft)}
        </span>
      </>
    ),
  },
  { key: 'clause', title: '条款', width: '10em', cell: (row) => row.refs.map(refInWords).join('、') },
  { key: 'state', title: '状态', cell: (row) => <StatusTag tone={STATE_WORDS[row.state].tone} word={row.stateLabel} /> },
  ...(open
    ? [
        {
          key: 'open',
          title: '依据',
          isAct: true,
          cell: (row: OwedView) => (
            <button
              type="button"
              className="text-button nowrap"
              data-rule={row.ruleId}
              aria-label={`判定单：${row.entityName}，${row.ruleLabel}`}
              onClick={() => open(row)}
            >
              判定单
            </button>
          ),
        },
      ]
    : []),
]

const csvOf = (rows: readonly OwedView[]): string =>
  toCsv(
    ['要做什么', '谁', '对象', '对谁', '到期日', '剩余工作日', '条款', '状态', '种类'],
    rows.map((row) => [
      row.what,
      row.debtorLabel,
      row.entityName,
      row.creditorLabel,
      row.dueOn ?? '',
      row.workingDaysLeft ?? '',
      row.refs.join('、'),
      row.stateLabel,
      row.kindLabel,
    ]),
  )
