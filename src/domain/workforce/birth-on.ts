import { isCivilDate, type CivilDate } from '../kernel/civil-date.ts'

/** The day of birth that an identity number says. `written` in its one written form, known to be good. */
export function birthOn(written: string): CivilDate | undefined {
  const day = `${written.slice(6, 10)}-${written.slice(10, 12)}-${written.slice(12, 14)}`
  return isCivilDate(day) ? day : undefined
}
