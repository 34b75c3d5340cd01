import type { listStandings as endpoint } from '#contract/station/index.ts'
import { isId } from '#domain/kernel/id.ts'
import type { UseCase } from '#server/http/context.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { planFinder, stationIn } from '../plans-over.ts'
import { listPlaces } from '../repository.ts'
import { countGroups, standingUnder } from './standing.ts'

const MOST = 200

/** How many rulings of each kind stand against each of the stations named; those out of sight are left out. */
export const listStandings =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, { ids }) => {
    const plansOf = await planFinder(opener, context)
    const counts: Record<string, ReturnType<typeof countGroups>> = {}
    for (const { id, divisionCode } of await listPlaces(context.tx, ids.split(',').filter(isId).slice(0, MOST))) {
      const stood = (await plansOf(divisionCode)).flatMap((plan) => {
        const entity = stationIn(plan, id)
        return entity && plan.mine(entity) ? standingUnder(plan, entity) : []
      })
      counts[id] = countGroups(stood)
    }
    return { counts }
  }
