import { addDays, type CivilDate } from '../../kernel/civil-date.ts'
import type { CompiledRule } from '../compile/compile-rule.ts'
import type { Entity, Moment } from '../facts/world.ts'

/** Days looked ahead: three years and a bit for one subject, a year and a bit for a unit with everything below it. */
const HORIZON_DAYS = { unit: 400, other: 1_200 } as const

/** First later day on which the answer changes if no fact does (a deadline, an age, an expiry); found by asking each day. */
export function nextChangeOn(rule: CompiledRule, e: Entity, m: Moment): CivilDate | undefined {
  const [state, label] = [rule.state(e, m), rule.label(e, m)]
  const horizon = e.subject === 'unit' ? HORIZON_DAYS.unit : HORIZON_DAYS.other
  for (let i = 1; i <= horizon; i++) {
    const day = addDays(m.asOf, i)
    const then: Moment = { ...m, asOf: day }
    if (rule.state(e, then) !== state || rule.label(e, then) !== label) return day
  }
  return undefined
}
