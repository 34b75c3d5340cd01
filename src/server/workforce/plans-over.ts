import { covers } from '#domain/access/index.ts'
import { isRefusal } from '#domain/kernel/refusal.ts'
import type { SignedInContext } from '#server/http/context.ts'
import type { OpenScheme, SchemeOpener } from '#server/scheme/index.ts'

/** The plans in force in a division, the most local first, each over everything recorded where it was adopted. */
export async function plansOver(
  opener: SchemeOpener,
  { tx, actor, today }: Pick<SignedInContext, 'tx' | 'actor' | 'today'>,
  divisionCode: string,
): Promise<readonly OpenScheme[]> {
  const here = (await opener.adoptions(tx, today)).filter(({ unitCode }) => covers({ code: unitCode }, { code: divisionCode }))
  const plans: OpenScheme[] = []
  for (const { schemeId, unitCode } of here.toSorted((a, b) => b.unitCode.length - a.unitCode.length)) {
    const plan = await opener.open(tx, actor, today, { schemeId, unitCode })
    if (!isRefusal(plan)) plans.push(plan)
  }
  return plans
}

/** The plans of everything that lies in the reader's scope: those above it, and those adopted below it. */
export async function plansWithin(
  opener: SchemeOpener,
  { tx, actor, today }: Pick<SignedInContext, 'tx' | 'actor' | 'today'>,
): Promise<readonly OpenScheme[]> {
  const { code } = actor.scope
  const plans: OpenScheme[] = []
  for (const { schemeId, unitCode } of await opener.adoptions(tx, today)) {
    if (!covers({ code: unitCode }, { code }) && !covers({ code }, { code: unitCode })) continue
    const plan = await opener.open(tx, actor, today, { schemeId, unitCode })
    if (!isRefusal(plan)) plans.push(plan)
  }
  return plans
}
