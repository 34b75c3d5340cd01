import { seatLimitsOf, type SeatLimit } from '#domain/governance/index.ts'
import { S } from '#domain/scheme/index.ts'
import type { SignedInContext } from '#server/http/context.ts'
import type { RecordRow } from '#server/record/index.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { judgedIn } from './ask-gate.ts'

/** How many may hold each office of a body at most, by the plans in force there. */
export async function findSeatLimits(
  opener: SchemeOpener,
  context: Pick<SignedInContext, 'tx' | 'actor' | 'today'>,
  body: RecordRow,
): Promise<readonly SeatLimit[]> {
  const judged = await judgedIn(opener, context, body)
  return judged.flatMap(({ plan, entity, moment }) =>
    (plan.layers.base.bySubject.get('body') ?? [])
      .filter((rule) => rule.state(entity, moment) !== S.notApplicable)
      .flatMap(({ rule }) => seatLimitsOf(rule)),
  )
}
