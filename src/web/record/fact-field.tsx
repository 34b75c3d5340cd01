import { useId } from 'react'
import type { FieldView } from '#contract/record.ts'
import { DayInput } from '#ui/form/day-input.tsx'
import { labelWithUnit } from './fact-text.ts'

interface FactFieldProps {
  readonly field: FieldView
  /** As it is typed. */
  readonly value: string
  readonly onChange: (text: string) => void
  readonly fault?: string | undefined
  /** In a table the column's head is the label. */
  readonly isBare?: boolean
  readonly rowLabel?: string
}

const YES_NO = [
  { code: '是', label: '是' },
  { code: '否', label: '否' },
]

/** One fact to be filled in: a choice, a day, a number in the unit people write, or words. */
export function FactField({ field, value, onChange, fault, isBare = false, rowLabel }: FactFieldProps) {
  const id = useId()
  const label = labelWithUnit(field)
  const named = isBare ? { 'aria-label': rowLabel === undefined ? label : `${rowLabel}${label}` } : { id }
  const said = fault === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': `${id}-fault` }
  const choices = field.type === 'bool' ? YES_NO : field.options
  const isOne = field.type === 'code' || field.type === 'ordinal' || field.type === 'bool' || field.type === 'id'
  const input =
    choices && choices.length > 0 && isOne ? (
      <select {...named} {...said} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">未填</option>
        {choices.some(({ code }) => code === value) || value === '' ? null : <option value={value}>{value}</option>}
        {choices.map((one) => (
          <option key={one.code} value={one.code}>
            {one.label}
          </option>
        ))}
      </select>
    ) : choices && choices.length > 0 ? (
      <ManyChoices choices={choices} value={value} onChange={onChange} label={label} isFolded={isBare} />
    ) : field.type === 'date' || field.type === 'month' ? (
      <DayInput {...named} {...said} unit={field.type === 'date' ? 'day' : 'month'} value={value} onChange={onChange} />
    ) : (
      <input
        {...named}
        {...said}
        type="text"
        inputMode={field.type === 'int' || field.type === 'year' ? 'decimal' : undefined}
        value={value}
        maxLength={field.longest}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
      />
    )
  const sayFault =
    fault === undefined ? null : (
      <p className="field-fault" id={`${id}-fault`}>
        {fault}
      </p>
    )
  if (isBare)
    return (
      <>
        {input}
        {sayFault}
      </>
    )
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {input}
      {sayFault}
    </div>
  )
}

function ManyChoices({
  choices,
  value,
  onChange,
  label,
  isFolded,
}: {
  readonly choices: readonly { readonly code: string; readonly label: string }[]
  readonly value: string
  readonly onChange: (text: string) => void
  readonly label: string
  /** In a table the choices unfold on demand. */
  readonly isFolded: boolean
}) {
  const chosen = value === '' ? [] : value.split('、')
  const said = choices.filter(({ code }) => chosen.includes(code)).map((one) => one.label)
  const all = (
    <fieldset className="many-choices">
      <legend className="visually-hidden">{label}</legend>
      {choices.map(({ code, label: word }) => (
        <label key={code}>
          <input
            type="checkbox"
            checked={chosen.includes(code)}
            onChange={({ target }) =>
              onChange((target.checked ? [...chosen, code] : chosen.filter((one) => one !== code)).join('、'))
            }
          />{' '}
          {word}
        </label>
      ))}
    </fieldset>
  )
  if (!isFolded) return all
  return (
    <details>
      <summary>{said.length === 0 ? '未填' : said.join('、')}</summary>
      {all}
    </details>
  )
}
