import { covers } from '#domain/access/index.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { isRefusal, refuse, type Refusal } from '#domain/kernel/refusal.ts'
import type { SignedInContext } from '#server/http/context.ts'
import type { SchemeInPlace, SchemeOpener } from '#server/scheme/index.ts'

/** Where somebody looks, on which day, and the plan that holds there. */
export interface BoardPlace {
  readonly code: string
  readonly asOf: CivilDate
  readonly plans: readonly SchemeInPlace[]
}

interface Asked {
  readonly code?: string | undefined
  readonly asOf?: string | undefined
}

/** A place within the reader's own territory, without one the whole of it; the most local plan there comes first. @refuses DIVISION_NOT_FOUND */
export async function placeOfBoard(
  opener: SchemeOpener,
  { tx, actor, today }: Pick<SignedInContext, 'tx' | 'actor' | 'today'>,
  asked: Asked,
): Promise<BoardPlace | Refusal> {
  const code = asked.code ?? actor.scope.code
  if (!covers({ code: actor.scope.code }, { code })) return refuse('DIVISION_NOT_FOUND')
  const adoptions = (await opener.adoptions(tx, today)).filter((a) => a.unitCode === '0' || code.startsWith(a.unitCode))
  const plans: SchemeInPlace[] = []
  for (const { schemeId, unitCode } of adoptions.toSorted((a, b) => b.unitCode.length - a.unitCode.length)) {
    const plan = await opener.place(tx, actor, today, { schemeId, unitCode })
    if (!isRefusal(plan)) plans.push(plan)
  }
  const referenceDay = plans.find((p) => p.adoption.referenceDay !== null)?.adoption.referenceDay
  return { code, asOf: (asked.asOf ?? referenceDay ?? today) as CivilDate, plans }
}

/** The rules of a plan that say how much of the place is to be covered. */
export const isCoverageSlot = (slot: string | undefined): boolean => slot?.startsWith('coverage.') === true
