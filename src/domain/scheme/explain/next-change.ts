import { addDays, type CivilDate } from '../../kernel/civil-date.ts'
import type { CompiledRule } from '../compile/compile-rule.ts'
import { FOREVER } from '../facts/moment.ts'
import type { Entity, Moment } from '../facts/world.ts'

/** Days looked ahead: three years and a bit for one subject, a year and a bit for a unit with everything below it. */
const HORIZON_DAYS = { unit: 400, other: 1_200 } as const

/**
 * First later day on which the answer changes if no fact does (a deadline, an age, an expiry). Asks on each day on which it
 * could: an answer says itself until when it holds.
 */
export function nextChangeOn(rule: CompiledRule, e: Entity, m: Moment): CivilDate | undefined {
  const now: Moment = { ...m, until: FOREVER }
  const [state, label] = [rule.state(e, now), rule.label(e, now)]
  const last = addDays(m.asOf, e.subject === 'unit' ? HORIZON_DAYS.unit : HORIZON_DAYS.other)
  let then = now
  for (;;) {
    const next = addDays(then.asOf, 1)
    const day = then.until > next ? (then.until as CivilDate) : next
    if (day > last) return undefined
    then = { ...m, asOf: day, until: FOREVER }
    if (rule.state(e, then) !== state || rule.label(e, then) !== label) return day
  }
}
