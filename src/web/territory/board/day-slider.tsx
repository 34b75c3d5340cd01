import { useId, useState } from 'react'
import type { BoardView } from '#contract/territory/index.ts'
import { addMonths, dayNumber, fromDayNumber, type CivilDate } from '#domain/kernel/civil-date.ts'

interface DaySliderProps {
  readonly asOf: string
  readonly days: BoardView['days']
  readonly onChange: (asOf: string) => void
}

const REACH_MONTHS = 18

/** Slides the board through the days around it and the days the plan names. */
export function DaySlider({ asOf, days, onChange }: DaySliderProps) {
  const id = useId()
  const here = asOf as CivilDate
  // while it slides, before the board has come: the input stays the same one, or the keyboard would lose it
  const [slid, setSlid] = useState({ from: asOf, to: dayNumber(here) })
  const value = slid.from === asOf ? slid.to : dayNumber(here)
  const stops = [addMonths(here, -REACH_MONTHS), addMonths(here, REACH_MONTHS), ...days.map(({ on }) => on as CivilDate)].map(
    dayNumber,
  )
  const [min, max] = [Math.min(...stops), Math.max(...stops)]
  return (
    <div className="day-slider no-print">
      <label htmlFor={id}>时间轴</label>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={1}
        value={value}
        aria-valuetext={fromDayNumber(value)}
        onChange={(event) => setSlid({ from: asOf, to: Number(event.currentTarget.value) })}
        onKeyUp={(event) => settle(event.currentTarget.value)}
        onPointerUp={(event) => settle(event.currentTarget.value)}
      />
      {days.map(({ on, label }) => (
        <button key={on + label} type="button" className="plain-button" aria-pressed={on === asOf} onClick={() => onChange(on)}>
          {on} {label}
        </button>
      ))}
    </div>
  )

  function settle(value: string): void {
    const day = fromDayNumber(Number(value))
    if (day !== asOf) onChange(day)
  }
}
