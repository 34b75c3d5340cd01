import { yearOf } from '../../kernel/civil-date.ts'
import { liesIn } from '../../kernel/period.ts'
import type { FactDef, RowsDef } from '../catalogue/types.ts'
import type { FactValue, Moment, Row } from '../facts/world.ts'
import { compared, hasCome, isOver } from './clock.ts'
import type { Scope } from './scope.ts'

/** Whether a row exists (or is in force) at the judged moment, and inside the period where the rule has one. */
export type RowFilter = (row: Row, m: Moment) => boolean

const fieldDef = (scope: Scope, rows: RowsDef, field: string): FactDef | undefined =>
  rows.fields?.[field] ?? (rows.of === undefined ? undefined : scope.setup.catalogue[rows.of]?.facts[field])

/** Compares in the precision of the row: years as numbers, months as `YYYY-MM`, days and instants by their day. */
function eventFilter(field: string, def: FactDef | undefined, perPeriod: boolean): RowFilter {
  if (def?.type === 'year')
    return (row, m) => {
      const year = row[field]
      if (typeof year !== 'number') return year === undefined
      compared(m, `${year}`)
      return m.period && perPeriod ? year >= yearOf(m.period.from) && year <= yearOf(m.asOf) : year <= yearOf(m.asOf)
    }
  const length = def?.type === 'month' ? 7 : 10
  return (row, m) => {
    const on = row[field]
    if (typeof on !== 'string') return on === undefined
    const at = on.length > length ? on.slice(0, length) : on
    // a month is a beginning of its days, and so not later than any of them
    if (!hasCome(m, at)) return false
    return !perPeriod || !m.period || liesIn(m.period, at)
  }
}

const inForce =
  (fromField: string, toField: string): RowFilter =>
  (row, m) => {
    const from: FactValue = row[fromField]
    const to: FactValue = row[toField]
    if (from === null) return false
    if (typeof from === 'string' && !hasCome(m, from)) return false
    return !(typeof to === 'string' && isOver(m, to))
  }

/** Filter of the rows a count sees; undefined when every row counts. */
export function rowFilter(scope: Scope, rows: RowsDef, perPeriod: boolean): RowFilter | undefined {
  if (rows.on !== undefined) return eventFilter(rows.on, fieldDef(scope, rows, rows.on), perPeriod)
  if (rows.during) return inForce(rows.during[0], rows.during[1])
  return undefined
}

/** Filter of the rows that can deliver a duty: whatever has happened by the judged day, whenever it ended. */
export function deliveryFilter(scope: Scope, rows: RowsDef): RowFilter | undefined {
  const on = rows.on ?? rows.during?.[0]
  return on === undefined ? undefined : eventFilter(on, fieldDef(scope, rows, on), false)
}
