import { DatePicker } from 'antd'
import dayjs from 'dayjs'

interface DayFieldProps {
  readonly label: string
  /** `YYYY-MM-DD` */
  readonly value: string
  readonly onChange: (day: string | undefined) => void
}

/** A day, typed or picked. */
export function DayField({ label, value, onChange }: DayFieldProps) {
  return (
    <DatePicker
      aria-label={label}
      value={dayjs(value)}
      allowClear={false}
      onChange={(day: dayjs.Dayjs | null) => onChange(day?.format('YYYY-MM-DD'))}
      className="day-field"
    />
  )
}
