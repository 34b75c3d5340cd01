import type { Tone } from './theme/tone.ts'
import { ToneIcon } from './theme/tone-icon.tsx'

export interface LegendChip {
  readonly key: string
  readonly tone: Tone
  readonly word: string
  readonly count: number
}

interface LegendChipsProps {
  readonly label: string
  readonly chips: readonly LegendChip[]
  /** Key of the chip in force; undefined shows everything. */
  readonly chosen: string | undefined
  readonly allCount: number
  readonly onChoose: (key: string | undefined) => void
}

/** A legend that counts and filters: press a chip to see only its kind, press it again to see all. */
export function LegendChips({ label, chips, chosen, allCount, onChoose }: LegendChipsProps) {
  return (
    <div className="legend" role="group" aria-label={label}>
      <button type="button" className="legend-chip" aria-pressed={chosen === undefined} onClick={() => onChoose(undefined)}>
        <span>全部</span> <b>{allCount}</b>
      </button>
      {chips.map(({ key, tone, word, count }) => (
        <button
          type="button"
          key={key}
          className={`legend-chip tone-${tone}`}
          aria-pressed={chosen === key}
          onClick={() => onChoose(chosen === key ? undefined : key)}
        >
          <ToneIcon tone={tone} />
          <span>{word}</span> <b>{count}</b>
        </button>
      ))}
    </div>
  )
}
