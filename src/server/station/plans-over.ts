import { COUNTRY_CODE } from '#domain/kernel/actor.ts'
import { isRefusal } from '#domain/kernel/refusal.ts'
import type { Entity } from '#domain/scheme/index.ts'
import type { SignedInContext } from '#server/http/context.ts'
import type { OpenScheme, SchemeOpener } from '#server/scheme/index.ts'

type Reader = Pick<SignedInContext, 'tx' | 'actor' | 'today'>

/** Every plan in force over a place, opened over what is recorded there, the most local first. */
export const plansOver = async (opener: SchemeOpener, reader: Reader, divisionCode: string): Promise<readonly OpenScheme[]> =>
  (await planFinder(opener, reader))(divisionCode)

/** The same for many places, each plan opened once. */
export async function planFinder(
  opener: SchemeOpener,
  { tx, actor, today }: Reader,
): Promise<(divisionCode: string) => Promise<readonly OpenScheme[]>> {
  const all = (await opener.adoptions(tx, today)).toSorted((a, b) => b.unitCode.length - a.unitCode.length)
  const opened = new Map<string, OpenScheme | undefined>()
  return async (divisionCode) => {
    const plans: OpenScheme[] = []
    for (const { schemeId, unitCode } of all) {
      if (unitCode !== COUNTRY_CODE && !divisionCode.startsWith(unitCode)) continue
      const key = `${schemeId}@${unitCode}`
      if (!opened.has(key)) {
        const plan = await opener.open(tx, actor, today, { schemeId, unitCode })
        opened.set(key, isRefusal(plan) ? undefined : plan)
      }
      const plan = opened.get(key)
      if (plan) plans.push(plan)
    }
    return plans
  }
}

/** A station as one plan's world knows it. */
export const stationIn = ({ world }: OpenScheme, id: string): Entity | undefined =>
  (world.get('station') ?? []).find((e) => e.id === id)
