import type { Actor, Scope } from '../kernel/actor.ts'
import { ABILITIES, GLASS_ABILITIES, READING, REACHES_OF, type Action } from './abilities.ts'
import { covers, reachOf, type Place } from './scope.ts'

type Asking = Pick<Actor, 'role' | 'scope'> & Partial<Pick<Actor, 'accountId'>>

/** Whether `actor` may do `action`, at `place` where one is given. */
export function can(actor: Asking, action: Action, place?: Place): boolean {
  if (!abilitiesOf(actor).includes(action)) return false
  return place === undefined || covers(actor.scope, place, actor.accountId)
}

/** The actions open to `actor` somewhere in the own scope: sent with the data, so that the screen computes no permission. */
export function abilitiesOf({ role, scope }: Asking): readonly Action[] {
  if (!isWholeScope(role, scope)) return []
  switch (reachOf(scope)) {
    case 'glass':
      return GLASS_ABILITIES
    case 'sample':
      return ABILITIES[role].filter((action) => READING.includes(action))
    default:
      return ABILITIES[role]
  }
}

/** Whether the scope carries what its role needs: an agency's grant names the agency, a worker's the station. */
export function isWholeScope(role: Actor['role'], scope: Scope): boolean {
  if (scope.code === '') return false
  const reach = reachOf(scope)
  return reach === 'glass' ? ABILITIES[role].includes('break glass') : REACHES_OF[role].includes(reach)
}
