import { useEffect, useState } from 'react'
import type { PlanView } from '#contract/scheme/index.ts'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { LegendChips } from '#ui/legend-chips.tsx'
import { useDebounced } from '#ui/use-debounced.ts'
import { DUE_WINDOWS } from './plan-filter.ts'
import { FILTER_NAMES, type PlanSearch, type PlanSearchPatch } from './plan-search.ts'
import { COLOUR_WORDS, COLOURS_TOLD, MODE_WORDS, STATE_WORDS, STATES_TOLD } from '../state-words.ts'

interface PlanFiltersProps {
  readonly plan: PlanView
  readonly search: PlanSearch
  /** Clauses that pass. */
  readonly shown: number
  readonly onChange: (patch: PlanSearchPatch) => void
  readonly onClear: () => void
}

/** The legend, which filters by colour, and the other filters. All of them stand in the address. */
export function PlanFilters({ plan, search, shown, onChange, onClear }: PlanFiltersProps) {
  const [areMoreOpen, setAreMoreOpen] = useState(false)
  const inForce = FILTER_NAMES.filter((name) => search[name] !== undefined)
  const hidden = inForce.filter((name) => name !== 'colour' && name !== 'q').length
  const states = STATES_TOLD.filter((state) =>
    plan.clauses.some((clause) => clause.parts.some((part) => part.rules.some((rule) => (rule.counts[state] ?? 0) > 0))),
  )
  const modes = Object.entries(plan.modes).filter(([, count]) => count > 0)
  return (
    <div className="plan-filters no-print">
      <LegendChips
        label="图例：按状态筛选条款"
        allCount={plan.clauses.length}
        chosen={search.colour}
        onChoose={(colour) => onChange({ colour })}
        chips={COLOURS_TOLD.flatMap((colour) => {
          const count = plan.colours[colour] ?? 0
          return count === 0 ? [] : [{ key: colour, count, ...COLOUR_WORDS[colour] }]
        })}
      />
      <div className="filter-row">
        <TextFilter value={search.q ?? ''} onChange={(q) => onChange({ q: q === '' ? undefined : q })} />
        <button
          type="button"
          className="plain-button filter-more"
          aria-expanded={areMoreOpen}
          onClick={() => setAreMoreOpen(!areMoreOpen)}
        >
          更多条件{hidden > 0 ? `（${hidden}）` : ''}
        </button>
        <div className={`filter-choices${areMoreOpen ? ' is-open' : ''}`}>
          <ChoiceField
            label="领域"
            none="领域"
            value={search.area}
            choices={plan.areas.map(({ area, label }) => ({ value: area, label }))}
            onChange={(area) => onChange({ area })}
          />
          <ChoiceField
            label="责任方"
            none="责任方"
            value={search.actor}
            choices={plan.actors.map(({ role, label }) => ({ value: role, label }))}
            onChange={(actor) => onChange({ actor })}
          />
          <ChoiceField label="期限" none="期限" value={search.due} choices={DUE_WINDOWS} onChange={(due) => onChange({ due })} />
          <ChoiceField
            label="对象状态"
            none="对象状态"
            value={search.state}
            choices={states.map((state) => ({ value: state, label: `有${STATE_WORDS[state].word}` }))}
            onChange={(state) => onChange({ state })}
          />
          <ChoiceField
            label="判定方式"
            none="判定方式"
            value={search.mode}
            choices={modes.map(([mode, count]) => ({
              value: mode,
              label: `${MODE_WORDS[mode as keyof typeof MODE_WORDS]} ${count}`,
            }))}
            onChange={(mode) => onChange({ mode })}
          />
        </div>
        <span className="filter-count" role="status">
          {inForce.length > 0 ? `显示 ${shown} / ${plan.clauses.length} 条` : `共 ${plan.clauses.length} 条`}
        </span>
        {inForce.length > 0 ? (
          <button type="button" className="text-button" onClick={onClear}>
            清除筛选
          </button>
        ) : null}
      </div>
    </div>
  )
}

function TextFilter({ value, onChange }: { readonly value: string; readonly onChange: (text: string) => void }) {
  const [text, setText] = useState(value)
  const still = useDebounced(text, 150)
  useEffect(() => setText(value), [value])
  useEffect(() => {
    if (still === text && still !== value) onChange(still)
    // only a pause in typing writes the address
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [still])
  return (
    <input
      type="search"
      className="text-filter"
      aria-label="在条款中查找"
      placeholder="查找条款文字或条号"
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  )
}
