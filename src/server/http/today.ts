import type { CivilDate } from '#domain/kernel/civil-date.ts'

const BEIJING = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit' })

/** The civil day in Beijing at an instant. */
export const civilDayOf = (instant: Date): CivilDate => BEIJING.format(instant) as CivilDate
