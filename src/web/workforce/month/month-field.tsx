import { useAddress } from '#web/kernel/use-address.ts'
import { useSession } from '#web/kernel/current-session.ts'
import { TextField } from '#ui/form/text-field.tsx'
import { readWorkforceSearch } from '../workforce-search.ts'

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/

/** The month in the address, or the one before this. */
export function useMonth(): readonly [string, (month: string) => void] {
  const { workDay } = useSession()
  const [{ month }, change] = useAddress(readWorkforceSearch)
  const [year = 0, at = 1] = workDay.split('-').map(Number)
  const before = at === 1 ? `${year - 1}-12` : `${year}-${String(at - 1).padStart(2, '0')}`
  return [
    month !== undefined && MONTH.test(month) ? month : before,
    (next) => change({ month: MONTH.test(next) ? next : undefined }),
  ]
}

/** Which month. */
export const MonthField = ({ month, onChange }: { readonly month: string; readonly onChange: (month: string) => void }) => (
  <TextField label="月份" type="month" value={month} onChange={onChange} />
)
