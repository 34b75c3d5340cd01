import type { RoadmapLine } from '#contract/governance.ts'
import { namedIn, phaseOn, type Phase } from '#domain/governance/index.ts'
import { owedUnder, viewOwed, type OpenScheme } from '#server/scheme/index.ts'

/** Areas of clauses whose duties make up the timetable and the list of responsibilities. */
const AREAS: ReadonlySet<string> = new Set(['planning', 'governance'])

/** What follows from a plan's own clauses on planning and governance, as lines of the same table. */
export function owedLines(here: OpenScheme, phases: readonly Phase[], isRecorded: (phase: string) => boolean): RoadmapLine[] {
  const areas = new Map(here.scheme.clauses.map(({ id, area }) => [id, area as string]))
  const asked = new Set<string>()
  // only the rules of these areas are judged; the tasks of a phase stand in the table themselves
  const rules = here.layers.rules.filter(
    ({ rule: { rule } }) =>
      rule.cites.some((cite) => AREAS.has(areas.get(cite.split('/')[0] ?? '') ?? '')) &&
      ![...namedIn(rule, 'phaseCode')].some(isRecorded),
  )
  return (
    owedUnder({ ...here, layers: { ...here.layers, rules } })
      // one signature settles a setting for all it is asked of
      .filter(({ owed: { kind, what } }) => kind !== 'signature' || (!asked.has(what) && asked.add(what)))
      .map(({ layered, owed }): RoadmapLine => {
        const shown = viewOwed(here, layered, owed)
        const phase = [...namedIn(layered.rule.rule, 'phaseCode')][0] ?? phaseOn(phases, shown.dueOn)
        return {
          key: `${here.scheme.id}|${here.adoption.unitCode}|${shown.id}`,
          origin: 'owed',
          recordId: null,
          version: null,
          no: 0,
          what: shown.what,
          about: owed.kind === 'signature' ? here.adoption.unitName : shown.entityName,
          party: shown.debtor,
          partyLabel: shown.debtorLabel,
          supportLabels: [],
          phase: phase ?? null,
          phaseLabel: phase === undefined ? null : here.words.code(phase, 'phaseCode'),
          dueOn: shown.dueOn,
          doneOn: null,
          workingDaysLeft: shown.workingDaysLeft,
          evidence: null,
          state: shown.state,
          stateLabel: shown.stateLabel,
          refs: shown.refs,
          schemeId: shown.schemeId,
          ruleId: shown.ruleId,
          entityId: shown.entityId,
          mayFinish: false,
        }
      })
  )
}
