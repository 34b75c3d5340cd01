import { addDays, type CivilDate } from '#domain/kernel/civil-date.ts'
import type { CompiledRule, Entity, Moment } from '#domain/scheme/index.ts'

/**
 * Day from which a condition has held without a break up to the moment: the event that brought the consequence about.
 * Not earlier than `first`, the plan's own first day.
 */
export function eventDayOf(rule: CompiledRule, e: Entity, m: Moment, first: string): CivilDate {
  let day = m.asOf
  for (;;) {
    const before = addDays(day, -1)
    if (before < first || rule.label(e, { ...m, asOf: before }) !== 'proposed') return day
    day = before
  }
}
