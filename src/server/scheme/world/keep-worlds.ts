import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { catalogue, linkParts, type Derivation, type LinkedParts, type World } from '#domain/scheme/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import { createFactKeeper, type FactsOfDay } from './keep-facts.ts'
import { keepLast } from './keep-last.ts'

const KEPT = 6

interface Built {
  readonly facts: FactsOfDay
  readonly linked: LinkedParts
}

/**
 * The worlds of the last few places and days that were asked about. What follows from the facts may follow on one day and not on
 * another, so each day has a world of its own; it is made of the one before it there, or of another day's, and shares with that
 * whatever is the same. A world is never changed: who is still judging with an earlier one goes on with it.
 */
export function createWorldKeeper(
  derivations: readonly Derivation[],
): (tx: Tx, unitCode: string, day: CivilDate) => Promise<World> {
  const factsOf = createFactKeeper()
  const worlds = keepLast<Built>(KEPT)
  const latest = keepLast<LinkedParts>(KEPT)
  return async (tx, unitCode, day) => {
    const facts = await factsOf(tx, unitCode, day)
    // from here on nobody comes in between: whoever waited for the same facts finds the world that the first one made
    const own = `${unitCode}@${day}`
    const before = worlds.get(own)
    if (before?.facts === facts) return before.linked.world
    const linked = linkParts(facts, catalogue, { day, derivations }, before?.linked ?? latest.get(unitCode))
    latest.set(unitCode, linked)
    return worlds.set(own, { facts, linked }).linked.world
  }
}
