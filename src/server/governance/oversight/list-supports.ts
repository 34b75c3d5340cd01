import type { listSupports as endpoint } from '#contract/oversight.ts'
import type { z } from 'zod'
import { factRefs, subjectsOfLayer, type Entity, type LayeredRule } from '#domain/scheme/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { nameOf, wordsFor, type OpenScheme, type SchemeOpener } from '#server/scheme/index.ts'
import { openPlans, refsOf } from '../open-plans.ts'

type Agency = z.output<typeof endpoint.output>['agencies'][number]
type Row = Readonly<Record<string, unknown>>

const MOST = 300
const PER: Readonly<Record<string, string>> = {
  year: '本年',
  'half-year': '本半年',
  quarter: '本季',
  month: '本月',
  week: '本周',
}
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Every agency of places whose plan speaks of support, with how often it got which kind. */
export const listSupports =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context) => {
    const plans = await openPlans(opener, context)
    const agencies = new Map<string, Agency>()
    for (const here of plans.all) {
      const rules = here.layers.rules.filter(({ rule: { rule } }) => factRefs(rule).has('agency.supports'))
      const [any] = rules
      if (!any) continue
      for (const entity of here.world.get('agency') ?? [])
        if (here.mine(entity) && any.includes(entity, here.moment) && !agencies.has(entity.id))
          agencies.set(entity.id, viewAgency(here, rules, any, entity))
    }
    const all = [...agencies.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'zh'))
    return { asOf: plans.asOf, agencies: all.slice(0, MOST), total: all.length }
  }

function viewAgency(here: OpenScheme, rules: readonly LayeredRule[], any: LayeredRule, entity: Entity): Agency {
  const { asOf } = here.moment
  const words = wordsFor(any)
  const rows = Array.isArray(entity['supports']) ? (entity['supports'] as readonly Row[]) : []
  const supports = rows.filter(({ on }) => typeof on === 'string' && on <= asOf)
  const last = supports.toSorted((a, b) => (text(a['on']) < text(b['on']) ? 1 : -1))[0]
  const stage = entity['incubationStageCode']
  return {
    id: entity.id,
    name: nameOf(entity),
    stage: typeof stage === 'string' ? words.code(stage, 'incubationStageCode') : null,
    kinds: rules.flatMap((layered) => kindsOf(here, layered, entity)),
    total: supports.length,
    last: last
      ? { on: text(last['on']), way: words.code(text(last['wayCode']), 'wayCode'), outcome: text(last['outcomeText']) }
      : null,
  }
}

/** The kinds of support that a rule counts, each with how many there were. */
function kindsOf(here: OpenScheme, layered: LayeredRule, entity: Entity): Agency['kinds'] {
  const { rule } = layered.rule
  if (rule.kind !== 'quota' || !rule.counts.every(({ of }) => of === 'agency.supports[]')) return []
  if (!subjectsOfLayer(layered, here.world, here.moment).includes(entity)) return []
  const perLabel = rule.per === undefined ? '' : (PER[rule.per] ?? '')
  return layered.rule
    .ruling(entity, here.moment)
    .items.flatMap(({ label, amount }) =>
      amount ? [{ label, count: amount.value, ruleLabel: rule.label, perLabel, refs: refsOf(here, layered) }] : [],
    )
}
