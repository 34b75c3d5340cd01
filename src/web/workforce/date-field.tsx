import { TextField } from '#ui/form/text-field.tsx'

interface DateFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (day: string) => void
  readonly help?: string
  readonly isOptional?: boolean
}

/** A day that may be left open. */
export const DateField = ({ label, value, onChange, help, isOptional = false }: DateFieldProps) => (
  <TextField
    label={label}
    type="date"
    value={value}
    onChange={onChange}
    isOptional={isOptional}
    {...(help !== undefined && { help })}
  />
)
