import { useId, type HTMLInputTypeAttribute, type Ref } from 'react'
import { DayInput } from './day-input.tsx'

interface TextFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly help?: string
  readonly type?: HTMLInputTypeAttribute
  readonly autoComplete?: string
  readonly inputMode?: 'numeric' | 'text'
  readonly maxLength?: number
  readonly isOptional?: boolean
  readonly pattern?: string
  /** Offered while typing; anything else may be typed too. */
  readonly suggestions?: readonly { readonly value: string; readonly label: string }[]
  readonly ref?: Ref<HTMLInputElement>
}

/** One line of text under its label, with help beside it. */
export function TextField({
  label,
  value,
  onChange,
  help,
  type = 'text',
  autoComplete = 'off',
  inputMode,
  maxLength = 256,
  isOptional = false,
  pattern,
  suggestions,
  ref,
}: TextFieldProps) {
  const id = useId()
  const common = { id, ref, value, required: !isOptional, 'aria-describedby': help === undefined ? undefined : `${id}-help` }
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {isOptional ? <span className="muted">（可不填）</span> : null}
      </label>
      {type === 'date' || type === 'month' ? (
        <DayInput {...common} unit={type === 'date' ? 'day' : 'month'} onChange={onChange} />
      ) : (
        <input
          {...common}
          type={type}
          onChange={(event) => onChange(event.target.value)}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={maxLength}
          pattern={pattern}
          inputMode={inputMode}
          list={suggestions === undefined ? undefined : `${id}-list`}
        />
      )}
      {help === undefined ? null : (
        <p className="muted field-help" id={`${id}-help`}>
          {help}
        </p>
      )}
      {suggestions === undefined ? null : (
        <datalist id={`${id}-list`}>
          {suggestions.map((one) => (
            <option key={one.value} value={one.value} label={one.label} />
          ))}
        </datalist>
      )}
    </div>
  )
}
