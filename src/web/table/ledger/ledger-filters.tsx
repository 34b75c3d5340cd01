import { useState } from 'react'
import { ABSENT, type Choice, type ListColumn } from '#domain/table/index.ts'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { LedgerRange } from '#ui/ledger/ledger-range.tsx'
import { SearchField } from '#web/kernel/search-field.tsx'

type Search = Readonly<Record<string, string | undefined>>

interface LedgerFiltersProps {
  readonly columns: readonly ListColumn[]
  readonly search: Search
  readonly choices: Readonly<Record<string, readonly Choice[]>>
  readonly onChange: (patch: Search) => void
}

/** So many stand in the row; the others come when asked for, or while they hold. */
const AT_FIRST = 4

/** The conditions of a ledger; every one that is given holds. */
export function LedgerFilters({ columns, search, choices, onChange }: LedgerFiltersProps) {
  const [isWhole, setIsWhole] = useState(false)
  const shown = columns.filter(({ key }, i) => isWhole || i < AT_FIRST || search[key] !== undefined)
  const isFiltered = columns.some(({ key }) => search[key] !== undefined)
  return (
    <div className="filter-row no-print" role="group" aria-label="筛选">
      {shown.map((column) => (
        <Filter
          key={column.key}
          column={column}
          value={search[column.key]}
          choices={column.choices ?? choices[column.key] ?? []}
          onChange={(value) => onChange({ [column.key]: value })}
        />
      ))}
      {columns.length > AT_FIRST ? (
        <button type="button" className="text-button" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? '收起' : '更多筛选'}
        </button>
      ) : null}
      {isFiltered ? (
        <button
          type="button"
          className="text-button"
          onClick={() => onChange(Object.fromEntries(columns.map(({ key }) => [key, undefined])))}
        >
          清除筛选
        </button>
      ) : null}
    </div>
  )
}

interface FilterProps {
  readonly column: ListColumn
  readonly value: string | undefined
  readonly choices: readonly Choice[]
  readonly onChange: (value: string | undefined) => void
}

function Filter({ column: { kind, title }, value, choices, onChange }: FilterProps) {
  const missing = { value: ABSENT, label: '未填' }
  switch (kind) {
    case 'text':
      return <SearchField label={title} value={value ?? ''} onChange={onChange} />
    case 'bool':
      return (
        <ChoiceField
          label={title}
          none={title}
          value={value}
          choices={[{ value: 'yes', label: `${title}：是` }, { value: 'no', label: `${title}：否` }, missing]}
          onChange={onChange}
        />
      )
    case 'code':
      return (
        <ChoiceField label={title} none={title} isSearchable value={value} choices={[...choices, missing]} onChange={onChange} />
      )
    case 'int':
    case 'area':
      return (
        <LedgerRange title={title} type="number" unit={kind === 'area' ? 'm²' : undefined} value={value} onChange={onChange} />
      )
    case 'date':
      return <LedgerRange title={title} type="date" value={value} onChange={onChange} />
  }
}
