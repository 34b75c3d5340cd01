import type { CivilDate } from '../kernel/civil-date.ts'
import type { CompiledRule } from './compile/compile-rule.ts'
import type { CompiledScheme } from './compile/compile.ts'
import type { StateCode } from './state.ts'
import { FOREVER, momentOf } from './facts/moment.ts'
import type { Entity, Moment, World } from './facts/world.ts'

/** Whether a rule speaks of a subject: of its kind and, where it names one, of its tier. */
export function speaksOf(rule: CompiledRule, compiled: CompiledScheme, e: Entity): boolean {
  if (rule.subject !== e.subject) return false
  const fact = rule.tier === undefined ? undefined : compiled.catalogue[rule.subject]?.tierFact
  return fact === undefined || e[fact] === rule.tier
}

/** Subjects of the world that a rule speaks of. */
export function subjectsOf(rule: CompiledRule, compiled: CompiledScheme, world: World): readonly Entity[] {
  const all = world.get(rule.subject) ?? []
  return rule.tier === undefined ? all : all.filter((e) => speaksOf(rule, compiled, e))
}

/** The fast path: states of one rule over many subjects, in their order. */
export const judge = (rule: CompiledRule, subjects: readonly Entity[], moment: Moment): StateCode[] =>
  subjects.map((e) => rule.state(e, moment))

/** The fast path over many days: for each day the states of one rule over many subjects. What cannot have changed is not judged again. */
export function judgeDays(rule: CompiledRule, subjects: readonly Entity[], days: readonly CivilDate[]): StateCode[][] {
  const held = subjects.map(() => ({ from: FOREVER, until: '', state: 0 }))
  // day by day: what the rules keep of a day is of use to all subjects
  return days.map((day) => {
    const m = momentOf(day)
    return held.map((h, i) => {
      if (day < h.from || day >= h.until) {
        m.until = FOREVER
        h.state = rule.state(subjects[i] as Entity, m)
        h.from = day
        h.until = m.until
      }
      return h.state
    })
  })
}
