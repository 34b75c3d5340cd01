import { useEffect, useState } from 'react'
import { listLevers, tryWhatIf, type LeverView, type WhatIfView as Answer } from '#contract/scheme/index.ts'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { DataTable, type Column } from '#ui/ledger/data-table.tsx'
import { NumberSlider } from '#ui/form/number-slider.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { useDebounced } from '#ui/use-debounced.ts'
import { Answered } from '#web/http/answered.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import type { Asked, PlanSearch, PlanSearchPatch } from '../plan/plan-search.ts'
import { STATE_WORDS, STATES_TOLD } from '../state-words.ts'

interface WhatIfViewProps {
  readonly asked: Asked
  readonly search: PlanSearch
  readonly onChange: (patch: PlanSearchPatch) => void
}

const keyOf = ({ ruleId, path }: Pick<LeverView, 'ruleId' | 'path'>): string => `${ruleId}~${path}`

/** The lever that the address names; where it names only a rule, that rule's first. */
const findLever = (levers: readonly LeverView[], asked: string | undefined): LeverView | undefined =>
  levers.find((one) => keyOf(one) === asked) ?? levers.find(({ ruleId }) => ruleId === asked)

/** Tries another number in the plan, and shows at once whose standing would change. Nothing is kept. */
export function WhatIfView({ asked, search, onChange }: WhatIfViewProps) {
  const query = useAnswer(listLevers, asked)
  return (
    <section aria-label="试一试" className="what-if">
      <p className="what-if-note">这里只是假设：改一个数，看哪些对象的状态会变。不会保存，也不影响任何人。</p>
      <Answered query={query}>
        {({ levers }) => {
          const lever = findLever(levers, search.lever)
          return levers.length === 0 ? (
            <p className="empty-note">这份方案没有可以试改的数。</p>
          ) : (
            <>
              <label className="lever-choice">
                <span>试改哪个数</span>
                <ChoiceField
                  label="试改哪个数"
                  none="选择一个数"
                  isSearchable
                  className="lever-field"
                  value={lever && keyOf(lever)}
                  choices={levers.map((one) => ({
                    value: keyOf(one),
                    label: `${one.ruleLabel}：${one.label}（现为 ${one.value}）`,
                  }))}
                  onChange={(next) => onChange({ lever: next, value: undefined })}
                />
              </label>
              {lever ? (
                <Trial
                  key={keyOf(lever)}
                  asked={asked}
                  lever={lever}
                  value={search.value}
                  onValue={(value) => onChange({ value })}
                />
              ) : (
                <p className="empty-note">选一个数，例如面积、人数或分数线，拖动后这里会列出哪些对象由符合变为不符，或相反。</p>
              )}
            </>
          )
        }}
      </Answered>
    </section>
  )
}

interface TrialProps {
  readonly asked: Asked
  readonly lever: LeverView
  readonly value: string | undefined
  readonly onValue: (value: string | undefined) => void
}

function Trial({ asked, lever, value, onValue }: TrialProps) {
  const [number, setNumber] = useState(value === undefined || Number.isNaN(Number(value)) ? lever.number : Number(value))
  const still = useDebounced(number, 120)
  useEffect(() => onValue(still === lever.number ? undefined : String(still)), [still, lever.number]) // oxlint-disable-line react-hooks/exhaustive-deps
  const written = lever.unit === '' ? `${still}` : `${still} ${lever.unit}`
  const query = useAnswer(
    tryWhatIf,
    { ...asked, ruleId: lever.ruleId, path: lever.path, value: written },
    { keepsPrevious: true },
  )
  return (
    <>
      <div className="trial">
        <NumberSlider
          label={`${lever.ruleLabel}：${lever.label}`}
          value={number}
          unit={lever.unit}
          min={lever.min}
          max={lever.max}
          step={lever.step}
          mark={lever.number}
          onChange={setNumber}
        />
        <button type="button" className="plain-button" disabled={number === lever.number} onClick={() => setNumber(lever.number)}>
          恢复为 {lever.value}
        </button>
      </div>
      <Answered query={query} lines={4}>
        {(answer) => (
          <div aria-busy={query.isPlaceholderData} className={query.isPlaceholderData ? 'is-stale' : undefined}>
            <p className="trial-verdict" role="status">
              {still === lever.number
                ? `现为 ${lever.value}，涉及 ${answer.judged} 个对象。拖动滑块试改。`
                : verdictOf(answer, lever, written)}
            </p>
            <BeforeAfter answer={answer} />
            {answer.changes.length > 0 ? <Changes answer={answer} /> : null}
          </div>
        )}
      </Answered>
    </>
  )
}

function verdictOf({ changed, changes }: Answer, lever: LeverView, written: string): string {
  const own = changes.filter(({ ruleId }) => ruleId === lever.ruleId).length
  const told =
    changed === 0
      ? '没有对象的状态改变'
      : changed === own
        ? `${own} 个对象状态改变`
        : `${own} 个对象状态改变，连带其他规则 ${changed - own} 项`
  return `由 ${lever.value} 改为 ${written}：${told}。`
}

function BeforeAfter({ answer: { before, after } }: { readonly answer: Answer }) {
  const states = STATES_TOLD.filter((state) => (before[state] ?? 0) + (after[state] ?? 0) > 0)
  return (
    <DataTable
      caption="试改前后各状态的对象数"
      columns={[
        {
          key: 'state',
          title: '状态',
          isHeader: true,
          cell: (state) => <StatusTag tone={STATE_WORDS[state].tone} word={STATE_WORDS[state].word} />,
        },
        { key: 'before', title: '现在', align: 'end', cell: (state) => before[state] ?? 0 },
        { key: 'after', title: '试改后', align: 'end', cell: (state) => after[state] ?? 0 },
        { key: 'change', title: '增减', align: 'end', cell: (state) => signed((after[state] ?? 0) - (before[state] ?? 0)) },
      ]}
      rows={states}
      rowKey={(state) => state}
      empty="这条规则此刻没有对象。"
    />
  )
}

const signed = (n: number): string => (n > 0 ? `增 ${n}` : n < 0 ? `减 ${-n}` : '不变')

type Change = Answer['changes'][number]
const CHANGE_COLUMNS: readonly Column<Change>[] = [
  { key: 'name', title: '对象', isHeader: true, cell: ({ name }) => name },
  { key: 'rule', title: '规则', cell: ({ ruleLabel }) => ruleLabel },
  {
    key: 'change',
    title: '由 → 到',
    cell: ({ from, to, fromLabel, toLabel }) => (
      <span className="from-to">
        <StatusTag tone={STATE_WORDS[from].tone} word={fromLabel} />
        <span aria-label="变为">→</span>
        <StatusTag tone={STATE_WORDS[to].tone} word={toLabel} />
      </span>
    ),
  },
]

const Changes = ({ answer: { changes, changed } }: { readonly answer: Answer }) => (
  <DataTable
    caption={
      changes.length < changed
        ? `状态改变的对象（共 ${changed} 项，列出前 ${changes.length} 项）`
        : `状态改变的对象（${changed} 项）`
    }
    isCaptionShown
    columns={CHANGE_COLUMNS}
    rows={changes}
    rowKey={({ entityId, ruleId }) => entityId + ruleId}
    empty=""
  />
)
