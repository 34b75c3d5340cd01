import type { CivilDate } from '../../kernel/civil-date.ts'
import { publishedCalendar, type WorkCalendar } from '../../kernel/working-days.ts'
import type { Moment, Row } from './world.ts'

/** Later than any day. */
export const FOREVER = '~'

/** The moment at which a scheme is asked. */
export const momentOf = (asOf: CivilDate, actor?: Row, calendar: WorkCalendar = publishedCalendar): Moment => ({
  asOf,
  period: undefined,
  calendar,
  actor,
  den: 1,
  slack: 0,
  unsettled: false,
  until: FOREVER,
})
