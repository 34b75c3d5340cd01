import { Select } from 'antd'

interface ChoiceFieldProps {
  readonly label: string
  readonly value: string | undefined
  readonly choices: readonly { readonly value: string; readonly label: string }[]
  readonly onChange: (value: string | undefined) => void
  /** What stands there when nothing is chosen; without it something always is. */
  readonly none?: string
  readonly isSearchable?: boolean
  /** A form is not whole without it. */
  readonly isRequired?: boolean
  readonly className?: string
}

/** One of several. */
export function ChoiceField({
  label,
  value,
  choices,
  onChange,
  none,
  isSearchable = false,
  isRequired = false,
  className = 'choice-field',
}: ChoiceFieldProps) {
  return (
    <Select
      aria-label={label}
      aria-required={isRequired || undefined}
      className={className}
      value={value ?? null}
      options={choices.map((choice) => ({ ...choice }))}
      placeholder={none}
      allowClear={none !== undefined}
      showSearch={isSearchable ? { optionFilterProp: 'label' } : false}
      popupMatchSelectWidth={false}
      onChange={(next: string | null | undefined) => onChange(next ?? undefined)}
    />
  )
}
