import type { OwedView } from '#contract/scheme/index.ts'
import type { StandingGroup, StandingView } from '#contract/station/index.ts'
import { AREA_LABEL, owedBy, speaksOf, stateOf, type Entity, type LayeredRule, type State } from '#domain/scheme/index.ts'
import { nameOf, viewOwed, viewSubjectRuling, wordsFor, type OpenScheme } from '#server/scheme/index.ts'
import { refsOf } from '../refs-of.ts'
import { sheetFor } from './sheet-for.ts'

const GROUPS: { readonly [S in State]: StandingGroup | undefined } = {
  'not-applicable': undefined,
  met: 'good',
  agrees: 'good',
  excepted: 'good',
  late: 'good',
  due: 'soon',
  'at-risk': 'soon',
  unsettled: 'unknown',
  unknown: 'unknown',
  differs: 'bad',
  'not-met': 'bad',
  overdue: 'bad',
}

/** One ruling of a station or of what belongs to it. */
export interface Stood {
  readonly plan: OpenScheme
  readonly layered: LayeredRule
  readonly entity: Entity
  readonly group: StandingGroup
}

/** Every ruling about a station, its postings in force and its rooms, under one plan. */
export function standingUnder(plan: OpenScheme, station: Entity): readonly Stood[] {
  const own = ownOf(plan, station)
  return plan.layers.rules.flatMap((layered) =>
    own
      .filter((e) => speaksOf(layered.rule, layered.compiled, e) && layered.includes(e, plan.moment))
      .flatMap((entity): readonly Stood[] => {
        const group = GROUPS[stateOf(layered.rule.state(entity, plan.moment))]
        return group === undefined ? [] : [{ plan, layered, entity, group }]
      }),
  )
}

/** The station and what belongs to it: whoever is posted there that day, and its rooms. */
function ownOf({ mine, moment }: OpenScheme, station: Entity): readonly Entity[] {
  const rows = (name: string): readonly Entity[] => (Array.isArray(station[name]) ? (station[name] as readonly Entity[]) : [])
  return [station, ...rows('postings').filter((e) => isInForce(e, moment.asOf)), ...rows('venues')].filter(mine)
}

export const isInForce = ({ startOn, endOn }: Entity, day: string): boolean =>
  typeof startOn === 'string' && startOn <= day && !(typeof endOn === 'string' && endOn < day)

/** How many rulings of each kind there are. */
export const countGroups = (stood: readonly Pick<Stood, 'group'>[]): Record<StandingGroup, number> => {
  const counts = { bad: 0, unknown: 0, soon: 0, good: 0 }
  for (const { group } of stood) counts[group]++
  return counts
}

export function viewStanding({ plan, layered, entity, group }: Stood): StandingView {
  const ruling = layered.rule.ruling(entity, plan.moment)
  const { rule } = layered.rule
  const area = plan.scheme.clauses.find(({ id }) => id === rule.cites[0]?.split('/')[0])?.area
  const gaps = group === 'good' ? [] : sheetFor(layered, ruling, nameOf(entity)).rows.map(({ gap }) => gap)
  return {
    ...viewSubjectRuling(layered, ruling),
    schemeId: plan.scheme.id,
    ruleId: layered.key,
    ruleLabel: rule.label,
    subjectLabel: wordsFor(layered).subject(rule.subject),
    refs: [...refsOf(plan, layered)],
    areaLabel: area === undefined ? '' : AREA_LABEL[area],
    group,
    gap: gaps.filter((gap) => gap !== '').join('、'),
  }
}

/** What is still to be done about the station and by whom. */
export const viewOwedOf = (stood: readonly Stood[]): OwedView[] =>
  stood
    .filter(({ group }) => group !== 'good')
    .flatMap(({ plan, layered, entity }) =>
      owedBy(layered.rule.ruling(entity, plan.moment), layered.compiled, wordsFor(layered)).map((owed) =>
        viewOwed(plan, layered, owed),
      ),
    )
    .toSorted((a, b) => (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9'))
