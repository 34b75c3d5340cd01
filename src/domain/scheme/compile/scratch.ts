import type { Entity, FactValue, Moment, Row } from '../facts/world.ts'
import type { CompiledMeasure } from './compiled.ts'

/** Clears what reading the parts of a measure left behind. */
export function exactly(m: Moment): void {
  m.den = 1
  m.slack = 0
  m.unsettled = false
}

/** Reads a measure with nothing left over from the one before: `m.den`, `m.slack` and `m.unsettled` speak of it until the next read. */
export function take(measure: CompiledMeasure, r: Row, e: Entity, m: Moment): FactValue {
  exactly(m)
  return measure.read(r, e, m)
}
