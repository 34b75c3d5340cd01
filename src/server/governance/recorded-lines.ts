import type { RoadmapLine } from '#contract/governance.ts'
import { can } from '#domain/access/index.ts'
import {
  namedIn,
  phaseOn,
  stateOfTask,
  tasksOf,
  type Phase,
  type RecordedTask,
  type TaskHolder,
} from '#domain/governance/index.ts'
import type { Actor } from '#domain/kernel/actor.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { doesKeep } from '#domain/record/index.ts'
import { catalogue, factRefs, STATE_LABEL, type LayeredRule } from '#domain/scheme/index.ts'
import { workingDaysTo } from '#domain/kernel/working-days.ts'
import { refsOf, standingsOf, type Plans } from './open-plans.ts'
import type { Held } from './repository.ts'

/** Who writes down that a task of each kind is done. */
const KEEPERS: { readonly [H in TaskHolder]: string } = {
  task: catalogue['task']?.facts['doneOn']?.supplier ?? '',
  plan: catalogue['plan']?.rows['tasks']?.supplier ?? '',
  meeting: catalogue['meeting']?.rows['tasks']?.supplier ?? '',
}

/** The phases of a plan as recorded. */
export const phasesOf = ({ facts }: Held): readonly Phase[] =>
  Array.isArray(facts['phases'])
    ? (facts['phases'] as readonly Readonly<Record<string, unknown>>[]).flatMap(({ code, from, to }) =>
        typeof code === 'string'
          ? [{ code, from: typeof from === 'string' ? from : undefined, to: typeof to === 'string' ? to : undefined }]
          : [],
      )
    : []

/** The tasks that a record holds, each with how it stands and the clause behind it. */
export function recordedLines(plans: Plans, actor: Actor, today: CivilDate, row: Held): RoadmapLine[] {
  const holder = row.subject as TaskHolder
  const here = plans.in(row.divisionCode)[0]
  const asOf = here?.moment.asOf ?? today
  const phases = phasesOf(row)
  const tasks = tasksOf(holder, { nameText: row.name, ...row.facts })
  const standings = tasks.length === 0 ? [] : standingsOf(plans, holder, row.id, row.divisionCode)
  const mayFinish = can(actor, 'record fact') && doesKeep(actor.role, KEEPERS[holder])
  return tasks.map((task): RoadmapLine => {
    const { no, what, id, ownerCode, supportCodes, dueOn, doneOn, evidenceIds } = task
    const phase = task.phaseCode ?? phaseOn(phases, dueOn)
    const state = stateOfTask(task, asOf, here?.scheme.atRiskDays ?? 0)
    const isDone = typeof doneOn === 'string'
    return {
      key: `${row.id}|${no}`,
      origin: holder,
      recordId: row.id,
      version: row.version,
      no,
      what: what ?? (id === undefined ? '内容未填' : plans.say(row.divisionCode, id, 'tasks.id')),
      about: holder === 'task' ? row.placeName : row.name,
      party: ownerCode ?? '',
      partyLabel: ownerCode === undefined ? '没有写明' : plans.role(row.divisionCode, ownerCode),
      supportLabels: supportCodes.map((code) => plans.role(row.divisionCode, code)),
      phase: phase ?? null,
      phaseLabel: phase === undefined ? null : plans.say(row.divisionCode, phase, 'phaseCode'),
      dueOn: dueOn ?? null,
      doneOn: doneOn ?? null,
      workingDaysLeft: isDone || typeof dueOn !== 'string' ? null : workingDaysTo(asOf, dueOn as CivilDate),
      evidence: holder === 'meeting' ? null : evidenceIds.length,
      state,
      stateLabel: state === 'met' ? '办结' : state === 'unknown' ? '未定期限' : STATE_LABEL[state],
      refs: [
        ...new Set(
          standings
            .filter(({ layered }) => isBehind(layered, holder, task))
            .flatMap(({ here: plan, layered }) => refsOf(plan, layered)),
        ),
      ],
      schemeId: null,
      ruleId: null,
      entityId: null,
      mayFinish: mayFinish && !isDone,
    }
  })
}

/** Whether a rule that applies to the record is about this task of it. */
function isBehind({ rule: { rule } }: LayeredRule, holder: TaskHolder, { phaseCode, id }: RecordedTask): boolean {
  if (holder === 'task') return true
  if (!factRefs(rule).has(`${holder}.tasks`)) return false
  const [phases, tasks] = [namedIn(rule, 'phaseCode'), namedIn(rule, 'id')]
  if (phases.size === 0 && tasks.size === 0) return true
  return (phaseCode !== undefined && phases.has(phaseCode)) || (id !== undefined && tasks.has(id))
}
