import { useEffect, useState } from 'react'
import { DayInput } from '../form/day-input.tsx'

interface LedgerRangeProps {
  readonly title: string
  readonly unit?: string | undefined
  readonly type: 'number' | 'date'
  /** `from..to`, either side may be empty. */
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
}

const PAUSE_MS = 500

/** From here to there: two fields, either of which may stay empty. */
export function LedgerRange({ title, unit, type, value = '', onChange }: LedgerRangeProps) {
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  useEffect(() => {
    if (typed === value) return undefined
    const timer = setTimeout(() => onChange(typed === '' ? undefined : typed), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed, value, onChange])
  const [from = '', to = from] = typed.split('..')
  const write = (low: string, high: string): void => setTyped(low === '' && high === '' ? '' : `${low}..${high}`)
  const field = (label: string, text: string, set: (text: string) => void) =>
    type === 'date' ? (
      <DayInput aria-label={`${title}${label}`} placeholder={label} value={text} onChange={set} isWholeOnly />
    ) : (
      <input
        type="text"
        inputMode="decimal"
        className="text-filter"
        aria-label={`${title}${label}`}
        placeholder={label}
        value={text}
        maxLength={12}
        onChange={(event) => set(event.target.value.trim())}
      />
    )
  return (
    <span className="ledger-range">
      <span>{title}</span>
      {field('从', from, (text) => write(text, to))}
      <span>至</span>
      {field('到', to, (text) => write(from, text))}
      {unit === undefined ? null : <span>{unit}</span>}
    </span>
  )
}
