import { ChoiceField } from '#ui/form/choice-field.tsx'
import { ChoiceRow } from '#ui/form/choice-row.tsx'
import type { Place } from './use-places.ts'

interface PlaceFieldProps {
  readonly label: string
  readonly places: readonly Place[]
  /** Whether the names have come. */
  readonly isKnown: boolean
  readonly value: string
  readonly help?: string
  /** The id, and the division where it lies. */
  readonly onChange: (id: string, code: string | undefined) => void
}

/** Something within the own scope, chosen by its name. */
export function PlaceField({ label, places, isKnown, value, help, onChange }: PlaceFieldProps) {
  if (isKnown && places.length === 0)
    return (
      <p className="muted" role="status">
        您的辖区内还没有登记{label}，或您的身份看不到。登记之后才能在这里选。
      </p>
    )
  return (
    <ChoiceRow label={label} {...(help !== undefined && { help })}>
      <ChoiceField
        label={label}
        none={isKnown ? `选择${label}` : '正在读取…'}
        isRequired
        isSearchable
        value={value === '' ? undefined : value}
        choices={places.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => onChange(id ?? '', places.find((one) => one.id === id)?.code)}
      />
    </ChoiceRow>
  )
}
