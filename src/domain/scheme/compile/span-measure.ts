import { addDays, isCivilDate, type CivilDate } from '../../kernel/civil-date.ts'
import type { Path } from '../issue.ts'
import type { FactValue } from '../facts/world.ts'
import { compileDay } from './bound.ts'
import type { CompiledMeasure, Read } from './compiled.ts'
import type { Scope } from './scope.ts'
import { exactly } from './scratch.ts'

const civilDay = (x: FactValue): FactValue => (typeof x === 'string' && x.length > 10 ? x.slice(0, 10) : x)

/** Whole years, months or days between two days; `inclusive` counts both of them. */
export function compileSpanMeasure(
  scope: Scope,
  [from, to]: readonly [string, string],
  between: (a: CivilDate, b: CivilDate) => number,
  unit: 'year' | 'month' | 'day',
  inclusive: boolean,
  path: Path,
): CompiledMeasure {
  const a = compileDay(scope, from, [...path, 0])
  const b = compileDay(scope, to, [...path, 1])
  const read: Read = (r, e, m) => {
    const [x, y] = [civilDay(a.read(r, e, m)), civilDay(b.read(r, e, m))]
    exactly(m)
    if (x === undefined || y === undefined) return undefined
    return isCivilDate(x) && isCivilDate(y) ? between(x, inclusive ? addDays(y, 1) : y) : null
  }
  const facts = [a, b].filter((d) => d.literal === undefined && d.name !== 'today').map((d) => d.name)
  const label = { year: '满年数', month: '满月数', day: '天数' }[unit]
  return { read, kind: { unit }, facts, label, isPlain: false, isNumeric: true }
}
