import { useRef, useState, type ComponentProps } from 'react'
import { readDay } from './read-day.ts'

interface DayInputProps extends Omit<ComponentProps<'input'>, 'type' | 'value' | 'onChange' | 'maxLength'> {
  /** `YYYY-MM-DD` or `YYYY-MM`, or what was typed and is neither. */
  readonly value: string
  readonly onChange: (value: string) => void
  readonly unit?: 'day' | 'month'
  /** Only tells whole days, and when it becomes empty: for what asks again at each change. */
  readonly isWholeOnly?: boolean
}

const HOW = { day: '日期请写成 2026-01-05 这样', month: '月份请写成 2026-01 这样' }

/** A day or month, typed as people write it or picked; it looks the same in every browser. */
export function DayInput({ value, onChange, unit = 'day', isWholeOnly = false, className, ref, ...rest }: DayInputProps) {
  const [typed, setTyped] = useState({ text: value, value })
  const [isTyping, setIsTyping] = useState(false)
  const picker = useRef<HTMLInputElement>(null)
  const text = typed.value === value ? typed.text : value
  const isFaulty = text.trim() !== '' && readDay(text, unit) === undefined
  const write = (next: string): void => {
    const meant = next.trim() === '' ? '' : readDay(next, unit)
    const told = meant ?? (isWholeOnly ? value : next)
    setTyped({ text: next, value: told })
    if (told !== value) onChange(told)
  }
  return (
    <span className={`day-input ${className ?? ''}`}>
      <input
        placeholder={unit === 'day' ? '年-月-日' : '年-月'}
        autoComplete="off"
        {...rest}
        ref={(element) => {
          element?.setCustomValidity(isFaulty ? HOW[unit] : '')
          if (typeof ref === 'function') ref(element)
          else if (ref) ref.current = element
        }}
        type="text"
        maxLength={16}
        value={text}
        onChange={({ target }) => write(target.value)}
        onFocus={() => setIsTyping(true)}
        onBlur={() => {
          setIsTyping(false)
          setTyped({ text: readDay(text, unit) ?? text, value })
        }}
      />
      {rest.disabled || rest.readOnly ? null : (
        <button type="button" tabIndex={-1} aria-hidden="true" title="选日期" onClick={() => picker.current?.showPicker()}>
          <svg viewBox="0 0 16 16" width="15" height="15" fill="none" stroke="currentColor" strokeWidth="1.2">
            <path d="M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 2v3M10.5 2v3" />
          </svg>
        </button>
      )}
      <input
        ref={picker}
        className="day-picker"
        type={unit === 'day' ? 'date' : 'month'}
        tabIndex={-1}
        aria-hidden="true"
        value={readDay(value, unit) ?? ''}
        onChange={({ target }) => write(target.value)}
      />
      {isFaulty && !isTyping ? <span className="field-fault">{HOW[unit]}</span> : null}
    </span>
  )
}
