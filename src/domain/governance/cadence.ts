import { addDays, type CivilDate } from '../kernel/civil-date.ts'
import { lastDayOf, periodOf, type PeriodKind } from '../kernel/period.ts'
import type { CompiledRule, Entity, Moment, Rule } from '../scheme/index.ts'

/** One period of something that comes again: what was owed for it, and whether it was held. */
export interface HeldPeriod {
  readonly from: CivilDate
  readonly to: CivilDate
  readonly dueOn: CivilDate
  readonly heldOn: CivilDate | undefined
  /** missed: its day has passed without it. */
  readonly state: 'held' | 'late' | 'missed' | 'open'
}

/** A year of months, three of quarters; no more is shown. */
const MOST = 12

type Duty = Extract<Rule, { kind: 'duty' }>

/** Whether a rule asks a body or a place for meetings, hearings or entries, or for support of agencies, every so often: the gaps are to be seen. */
export const isRecurring = (rule: Rule): rule is Duty =>
  rule.kind === 'duty' && 'every' in rule.due && /^((body|unit)\.(meetings|entries)|agency\.supports)\[\]$/.test(rule.deliver)

/**
 * The periods of a recurring duty up to the day of the moment, the earliest first: each is judged as it stood on its own last
 * day, for what belongs to a period lies in it. A period for which nothing was owed, or of which nobody can tell, is left out,
 * and so are those before the first that was held: records may have begun with it.
 */
export function cadenceOf(rule: CompiledRule, kind: PeriodKind, entity: Entity, moment: Moment): readonly HeldPeriod[] {
  const out: HeldPeriod[] = []
  let period = periodOf(kind, moment.asOf)
  for (let n = 0; n < MOST; n++) {
    const last = lastDayOf(period)
    const asOf = last < moment.asOf ? last : moment.asOf
    const owed = rule.ruling(entity, { ...moment, asOf }).obligations.at(-1)
    if (!owed || owed.dueOn < last) break
    const heldOn = owed.doneOn === true ? asOf : owed.doneOn
    const isOver = owed.dueOn < moment.asOf
    if (owed.state !== 'unknown' && owed.state !== 'unsettled')
      out.push({
        from: period.from,
        to: last,
        dueOn: owed.dueOn,
        heldOn,
        state: heldOn === undefined ? (isOver ? 'missed' : 'open') : heldOn > owed.dueOn ? 'late' : 'held',
      })
    period = periodOf(kind, addDays(period.from, -1))
  }
  const told = out.toReversed()
  const first = told.findIndex(({ heldOn }) => heldOn !== undefined)
  return first > 0 ? told.slice(first) : told
}
