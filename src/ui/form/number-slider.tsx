import { InputNumber, Slider } from 'antd'

interface NumberSliderProps {
  readonly label: string
  readonly value: number
  readonly unit: string
  readonly min: number
  readonly max: number
  readonly step: number
  /** Where it stands now, marked on the slider. */
  readonly mark: number
  readonly onChange: (value: number) => void
}

/** A number set by sliding or by typing. */
export function NumberSlider({ label, value, unit, min, max, step, mark, onChange }: NumberSliderProps) {
  return (
    <div className="number-slider">
      <Slider
        ariaLabelForHandle={`${label}，拖动试改`}
        ariaValueTextFormatterForHandle={(v) => `${v} ${unit}`}
        value={value}
        min={min}
        max={max}
        step={step}
        marks={{ [min]: `${min}`, [mark]: `现为 ${mark}`, [max]: `${max}` }}
        tooltip={{ formatter: (v) => `${v} ${unit}` }}
        onChange={onChange}
      />
      <InputNumber
        aria-label={label}
        value={value}
        min={min}
        max={max}
        step={step}
        {...(unit !== '' && { suffix: unit })}
        onChange={(next) => {
          if (next !== null) onChange(next)
        }}
      />
    </div>
  )
}
