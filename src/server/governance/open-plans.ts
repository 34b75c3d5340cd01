import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { isRefusal } from '#domain/kernel/refusal.ts'
import { codeIn, S, STATE_LABEL, stateOf, subjectsOfLayer, type Entity, type LayeredRule } from '#domain/scheme/index.ts'
import type { SignedInContext } from '#server/http/context.ts'
import type { OpenScheme, SchemeOpener } from '#server/scheme/index.ts'

/** The plans in force where the reader is, over what is recorded there. */
export interface Plans {
  readonly all: readonly OpenScheme[]
  /** The day on which work is judged: the demonstration's, or today. */
  readonly asOf: CivilDate
  /** The plans that hold in a place, the most local first. */
  in(divisionCode: string): readonly OpenScheme[]
  /** What a code of a fact is called in a place. */
  say(divisionCode: string, code: string, field: string): string
  role(divisionCode: string, role: string): string
}

export async function openPlans(
  opener: SchemeOpener,
  { tx, actor, today }: Pick<SignedInContext, 'tx' | 'actor' | 'today'>,
): Promise<Plans> {
  const all: OpenScheme[] = []
  for (const { schemeId, unitCode } of await opener.adoptions(tx, today)) {
    const here = await opener.open(tx, actor, today, { schemeId, unitCode })
    if (!isRefusal(here)) all.push(here)
  }
  const holding = (divisionCode: string): readonly OpenScheme[] =>
    all
      .filter(({ adoption }) => adoption.unitCode === '0' || divisionCode.startsWith(adoption.unitCode))
      .toSorted((a, b) => b.adoption.unitCode.length - a.adoption.unitCode.length)
  return {
    all,
    asOf: all.map(({ moment }) => moment.asOf).toSorted()[0] ?? today,
    in: holding,
    say: (divisionCode, code, field) =>
      codeIn(
        holding(divisionCode).map(({ words }) => words),
        code,
        field,
      ),
    role: (divisionCode, role) => {
      const plans = holding(divisionCode)
      return (plans.find(({ scheme }) => role in scheme.roles) ?? plans[0])?.words.role(role) ?? role
    },
  }
}

/** Clause references of a rule as they are read. */
export function refsOf({ scheme }: OpenScheme, { rule }: LayeredRule): string[] {
  const refs = new Map(scheme.clauses.map(({ id, ref }) => [id, ref]))
  return [...new Set(rule.rule.cites.map((cite) => refs.get(cite.split('/')[0] ?? '') ?? cite))]
}

/** A rule that is asked about one thing, with how that thing stands under it. */
export interface Standing {
  readonly here: OpenScheme
  readonly layered: LayeredRule
  readonly entity: Entity
  readonly state: ReturnType<typeof stateOf>
  readonly stateLabel: string
}

/** What the plans say of a record: every rule that applies to it. Acts that a plan allots are not judged. */
export function standingsOf(plans: Plans, subject: string, id: string, divisionCode: string): Standing[] {
  return plans.in(divisionCode).flatMap((here) =>
    here.layers.rules
      .filter(({ rule }) => rule.subject === subject && rule.rule.kind !== 'authority')
      .flatMap((layered): Standing[] => {
        const entity = subjectsOfLayer(layered, here.world, here.moment).find((e) => e.id === id)
        const code = entity ? layered.rule.state(entity, here.moment) : S.notApplicable
        if (!entity || code === S.notApplicable) return []
        const state = stateOf(code)
        return [{ here, layered, entity, state, stateLabel: STATE_LABEL[state] }]
      }),
  )
}
