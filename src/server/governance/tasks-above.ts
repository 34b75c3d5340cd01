import { isTaskOf, tasksOf, TASK_HOLDERS, type TaskHolder, type TaskPlace } from '#domain/governance/index.ts'
import type { Actor } from '#domain/kernel/actor.ts'
import { partiesOf, type Entity } from '#domain/scheme/index.ts'
import { nameOf } from '#server/scheme/index.ts'
import type { Plans } from './open-plans.ts'
import type { Held } from './repository.ts'

/** What is told of a task that is a record of its own. */
const OWN = ['leadCode', 'supportCodes', 'phaseCode', 'dueOn', 'doneOn', 'evidenceIds']

const text = (x: unknown): string | null => (typeof x === 'string' ? x : null)

const placeOf = (e: Entity): TaskPlace => ({
  code: text(e['divisionCode']) ?? '',
  agencyId: text(e['$agencyId']),
  stationId: text(e['$stationId']),
  assignedTo: text(e['$assignedTo']),
  unitCode: text((e['unit'] as Entity | null | undefined)?.['divisionCode']),
})

/**
 * Records above the reader that hold tasks of the reader's, with those tasks alone. They are read as verdicts are: over the whole
 * place that adopted the plan, and narrowed to what is the reader's.
 */
export function tasksAbove(plans: Plans, { role, scope }: Actor): readonly Held[] {
  const found = new Map<string, Held>()
  for (const { world, mine, adoption } of plans.all)
    for (const subject of TASK_HOLDERS)
      for (const e of world.get(subject) ?? []) {
        if (mine(e) || found.has(e.id)) continue
        const held = narrowed(subject, e, plans, { role, scope })
        if (held) found.set(e.id, { ...held, placeName: adoption.unitName })
      }
  return [...found.values()]
}

function narrowed(
  subject: TaskHolder,
  e: Entity,
  plans: Plans,
  { role, scope }: Pick<Actor, 'role' | 'scope'>,
): Omit<Held, 'placeName'> | undefined {
  const place = placeOf(e)
  const [plan] = plans.in(place.code)
  if (!plan) return undefined
  const reader = { scope, parties: new Set(partiesOf(plan.scheme, role)) }
  const tasks = tasksOf(subject, e)
  const isKept = (no: number): boolean => {
    const task = tasks[no]
    return task !== undefined && isTaskOf(reader, place, task)
  }
  if (!tasks.some((_, no) => isKept(no))) return undefined
  const facts =
    subject === 'task'
      ? Object.fromEntries(OWN.map((name) => [name, e[name]]))
      : { phases: e['phases'], tasks: (e['tasks'] as readonly unknown[]).filter((_, no) => isKept(no)) }
  return { subject, id: e.id, version: 0, name: nameOf(e), divisionCode: place.code, facts }
}
