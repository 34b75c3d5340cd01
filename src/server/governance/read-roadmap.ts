import type { readRoadmap as endpoint, RoadmapLine } from '#contract/governance.ts'
import { compareLines, namedIn, TASK_HOLDERS } from '#domain/governance/index.ts'
import type { UseCase } from '#server/http/context.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { openPlans, refsOf, type Plans } from './open-plans.ts'
import { owedLines } from './owed-lines.ts'
import { planNodes } from './plan-nodes.ts'
import { phasesOf, recordedLines } from './recorded-lines.ts'
import { listHeld, type Held } from './repository.ts'
import { tasksAbove } from './tasks-above.ts'

const MOST = 1000

/** Phases, nodes and tasks: what is recorded and what follows from the clauses, in one table, late first. */
export const readRoadmap =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context) => {
    const { tx, actor, today } = context
    const plans = await openPlans(opener, context)
    const held = await listHeld(tx, TASK_HOLDERS)
    const phased = held.filter((row) => row.subject === 'plan' && phasesOf(row).length > 0)
    const recorded = held.flatMap((row) => recordedLines(plans, actor, today, row))
    // the record itself lies out of sight: neither to be opened nor to be written to
    const above = tasksAbove(plans, actor)
      .flatMap((row) => recordedLines(plans, actor, today, row))
      .map((line) => ({ ...line, recordId: null, version: null, mayFinish: false }))
    const phasesIn = (unitCode: string) =>
      phased.filter(({ divisionCode }) => divisionCode.startsWith(unitCode)).flatMap(phasesOf)
    const filled = new Set(recorded.map(({ phase }) => phase))
    // the law has no timetable of its own: what it asks stands with whatever it is asked of
    const timed = plans.all.filter(({ scheme }) => scheme.nature !== 'law')
    const owed = timed.flatMap((here) => owedLines(here, phasesIn(here.adoption.unitCode), (phase) => filled.has(phase)))
    const lines = [...recorded, ...above, ...owed].sort(compareLines)
    return {
      asOf: plans.asOf,
      plans: timed.map(({ scheme, adoption }) => ({
        schemeId: scheme.id,
        title: scheme.title,
        shortTitle: scheme.shortTitle,
        unitName: adoption.unitName,
      })),
      phases: phased.flatMap((row) => viewPhases(plans, row, recorded)),
      nodes: timed.flatMap((here) => planNodes(here, new Set(phasesIn(here.adoption.unitCode).map(({ code }) => code)))),
      lines: lines.slice(0, MOST),
      total: lines.length,
    }
  }

/** The phases of a plan with how many of its tasks are done and late. */
function viewPhases(plans: Plans, row: Held, recorded: readonly RoadmapLine[]) {
  const rules = plans
    .in(row.divisionCode)
    .flatMap((here) =>
      here.layers.rules
        .filter(({ rule }) => rule.subject === 'plan')
        .map((layered) => ({ here, layered, names: namedIn(layered.rule.rule, 'phaseCode') })),
    )
  return phasesOf(row).map(({ code, from, to }) => {
    const tasks = recorded.filter(({ recordId, phase }) => recordId === row.id && phase === code)
    return {
      key: `${row.id}|${code}`,
      code,
      label: plans.say(row.divisionCode, code, 'phaseCode'),
      planName: row.name,
      from: from ?? null,
      to: to ?? null,
      refs: [...new Set(rules.filter(({ names }) => names.has(code)).flatMap(({ here, layered }) => refsOf(here, layered)))],
      total: tasks.length,
      done: tasks.filter(({ doneOn }) => doneOn !== null).length,
      late: tasks.filter(({ state }) => state === 'overdue').length,
    }
  })
}
