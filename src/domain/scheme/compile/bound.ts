import { isCivilDate } from '../../kernel/civil-date.ts'
import { parseQuantity } from '../../kernel/quantity.ts'
import type { FactDef, Unit } from '../catalogue/types.ts'
import type { Path } from '../issue.ts'
import type { Num } from '../schema/predicate.ts'
import type { Entity, Moment, Row } from '../facts/world.ts'
import type { Bound, Kind, Read } from './compiled.ts'
import { resolveFact, type Scope } from './scope.ts'

export const kindOf = (def: FactDef): Kind => ({ ...(def.unit && { unit: def.unit }), ...(def.levels && { levels: def.levels }) })

const UNIT_NAME: Record<Unit, string> = {
  'm²': 'm²',
  point: '分',
  fen: '元',
  bp: '%',
  day: '天',
  minute: '分钟',
  year: '岁/年',
  month: '个月',
}

function literal(scope: Scope, value: string | number, kind: Kind, path: Path): number {
  if (typeof value === 'string' && kind.levels) {
    const level = kind.levels.indexOf(value)
    if (level < 0) scope.report('unknown-level', `没有等级 ${value}；可用：${kind.levels.join('、')}`, path)
    return level
  }
  if (typeof value === 'number') {
    if (kind.unit) scope.report('wrong-unit', `${value} 缺少单位，应为 ${UNIT_NAME[kind.unit]}`, path)
    return value
  }
  const q = parseQuantity(value)
  if (!q) {
    scope.report('wrong-unit', `不是数量：${value}`, path)
    return 0
  }
  if (q.unit !== kind.unit)
    scope.report('wrong-unit', `单位不符：${value}，应为 ${kind.unit ? UNIT_NAME[kind.unit] : '不带单位的整数'}`, path)
  return q.value
}

/** Turns a bound of a plan into a number of the measure's unit; reports a unit that does not fit. */
export function compileBound(scope: Scope, num: Num, kind: Kind, path: Path): Bound {
  if (typeof num !== 'object') return { constant: literal(scope, num, kind, path) }
  if ('fact' in num) {
    const f = resolveFact(scope, num.fact, [...path, 'fact'])
    if (f.def.unit !== kind.unit) scope.report('wrong-unit', `${num.fact} 的单位与所比的数不符`, [...path, 'fact'])
    return { read: f.read, fact: f.name }
  }
  const declared = scope.setup.settings[num.setting]
  if (!declared) {
    scope.report('unknown-setting', `没有声明设定 ${num.setting}`, path)
    return { setting: num.setting, unsigned: true }
  }
  const check = literal(scope, declared.proposed, kind, path)
  const signed = scope.setup.signed.get(num.setting)
  if (signed === undefined) return { constant: check, setting: num.setting, unsigned: true }
  return { constant: literal(scope, signed, kind, path), setting: num.setting }
}

/** Value of a bound on the subject in hand; undefined when its fact is missing, null when known to be none. */
export const boundValue = (b: Bound, r: Row, e: Entity, m: Moment): number | null | undefined =>
  b.read ? (b.read(r, e, m) as number | null | undefined) : b.constant

/** A day written in a rule: a literal, `today`, or a fact. */
export function compileDay(scope: Scope, day: string, path: Path): { read: Read; name: string; literal?: string } {
  if (isCivilDate(day)) return { read: () => day, name: day, literal: day }
  if (/^\d/.test(day)) scope.report('no-such-day', `历书上没有这一天：${day}`, path)
  const f = resolveFact(scope, day, path)
  if (f.def.type !== 'date' && f.def.type !== 'instant' && f.def.label !== '') scope.report('not-a-date', `${day} 不是日期`, path)
  return { read: f.read, name: f.name }
}
