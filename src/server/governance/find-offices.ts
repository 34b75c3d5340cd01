import { officesOf, type Office } from '#domain/governance/index.ts'
import { S } from '#domain/scheme/index.ts'
import type { SignedInContext } from '#server/http/context.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { judgedIn, type Recorded } from './ask-gate.ts'
import { standingsOf, type Plans } from './open-plans.ts'

/** The offices of a body that the plans in force there count. */
export async function findOffices(
  opener: SchemeOpener,
  context: Pick<SignedInContext, 'tx' | 'actor' | 'today'>,
  body: Recorded,
): Promise<readonly Office[]> {
  const judged = await judgedIn(opener, context, body)
  return judged.flatMap(({ plan, entity, moment }) =>
    (plan.layers.base.bySubject.get('body') ?? [])
      .filter((rule) => rule.state(entity, moment) !== S.notApplicable)
      .flatMap(({ rule }) => officesOf(rule)),
  )
}

/** The same of a body as it is on record, from plans that are open already. */
export const officesIn = (plans: Plans, { id, divisionCode }: Recorded): readonly Office[] =>
  standingsOf(plans, 'body', id, divisionCode).flatMap(({ layered }) => officesOf(layered.rule.rule))
