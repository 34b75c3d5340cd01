import type { listTargets as endpoint, TargetView } from '#contract/territory/index.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { isRefusal } from '#domain/kernel/refusal.ts'
import { subjectsOfLayer, type Entity, type LayeredRule, type Ruling } from '#domain/scheme/index.ts'
import { paceOf, shareOf } from '#domain/territory/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { viewRule, viewSubjectRuling, type OpenScheme, type SchemeOpener } from '#server/scheme/index.ts'
import { isCoverageSlot, placeOfBoard } from './place-of-board.ts'

/** Rulings shown of one rule. */
const MOST = 30

/** What the plans' own coverage rules say of the place and what lies in it. @refuses DIVISION_NOT_FOUND */
export const listTargets =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, asked) => {
    const { tx, actor, today } = context
    const place = await placeOfBoard(opener, context, asked)
    if (isRefusal(place)) return place
    const targets: TargetView[] = []
    for (const { scheme, adoption } of place.plans) {
      const { unitCode } = adoption
      const here = await opener.open(tx, actor, today, { schemeId: scheme.id, unitCode, asOf: place.asOf })
      if (isRefusal(here)) continue
      for (const layered of here.layers.rules)
        if (isCoverageSlot(layered.rule.rule.slot)) targets.push(...targetsOf(here, layered, place.code, place.asOf))
    }
    return { asOf: place.asOf, targets }
  }

function targetsOf(here: OpenScheme, layered: LayeredRule, code: string, asOf: CivilDate): readonly TargetView[] {
  return subjectsOfLayer(layered, here.world, here.moment)
    .filter((e) => here.mine(e) && liesIn(e, code))
    .map((e) => layered.rule.ruling(e, here.moment))
    .filter(({ state }) => state !== 'not-applicable')
    .slice(0, MOST)
    .map((ruling) => viewTarget(here, layered, ruling, asOf))
}

const liesIn = (e: Entity, code: string): boolean => {
  const own = e['divisionCode']
  return typeof own === 'string' && (code === '0' || own.startsWith(code))
}

function viewTarget(here: OpenScheme, layered: LayeredRule, ruling: Ruling, asOf: CivilDate): TargetView {
  const { rule } = ruling
  const { entityId, name, divisionCode, state, stateLabel, sentence, dueOn } = viewSubjectRuling(layered, ruling)
  const { counted, of, needed } = numbersOf(ruling)
  const clauses = new Map(here.scheme.clauses.map((c) => [c.id, c.ref]))
  return {
    schemeId: here.scheme.id,
    ruleId: layered.key,
    label: rule.label,
    refs: [...new Set(rule.cites.map((cite) => clauses.get(cite.split('/')[0] ?? '') ?? cite))],
    requirement: viewRule(here, layered).requirement,
    unitName: name,
    unitCode: divisionCode,
    entityId,
    state,
    stateLabel,
    sentence,
    dueOn,
    counted,
    of,
    needed,
    shareBp: counted === null || of === null ? null : shareOf(counted, of),
    pace:
      counted === null || needed === null || dueOn === null ? null : paceOf(counted, { needed, dueOn: dueOn as CivilDate }, asOf),
  }
}

/** How many count, out of how many, and how many must: of a share or of a count, as the ruling measured them. */
function numbersOf({ items }: Ruling): Pick<TargetView, 'counted' | 'of' | 'needed'> {
  const [first] = items
  const among = items.find((item) => item.id === 'among')
  const counted = first?.amount?.value ?? null
  const of = among?.amount?.value ?? null
  const least = first?.limits?.find(({ op }) => op === 'atLeast' || op === 'is')?.value ?? null
  if (least === null) return { counted, of, needed: null }
  return { counted, of, needed: of === null ? least : Math.ceil((of * least) / WHOLE_BP) }
}
const WHOLE_BP = 10_000
