import type { Scope } from '../kernel/actor.ts'
import { covers } from './scope.ts'

const TOWN = /^[0-9]{9}$/

/** Whether what narrows a scope is sound: towns of its own division, each once, and at most one of towns, own, sample. */
export function isSoundNarrowing(scope: Scope): boolean {
  const { code, towns, isOwn, roundId } = scope
  if ([towns, isOwn, roundId].filter((one) => one !== undefined).length > 1) return false
  if (towns === undefined) return true
  return (
    towns.length > 0 &&
    new Set(towns).size === towns.length &&
    towns.every((town) => TOWN.test(town) && covers({ code }, { code: town }))
  )
}
