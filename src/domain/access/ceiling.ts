import { ROLES, type Actor, type Role, type Scope } from '../kernel/actor.ts'
import { ABILITIES } from './abilities.ts'
import { can } from './can.ts'
import { codeRange, reachOf } from './scope.ts'

/** Whether `actor` may give an account `role` in `scope`: nobody hands out what they do not hold, nor beyond where they hold it. */
export const mayGrant = (actor: Pick<Actor, 'role' | 'scope'>, role: Role, scope: Scope): boolean =>
  can(actor, 'manage account') && grantableRoles(actor.role).includes(role) && isWithin(scope, actor.scope)

/** Roles whose every ability `role` has too. The public is nobody's account. */
export const grantableRoles = (role: Role): readonly Role[] =>
  ROLES.filter((wanted) => wanted !== 'public' && ABILITIES[wanted].every((action) => ABILITIES[role].includes(action)))

/** Whether everything `inner` reaches, `outer` reaches. Only who holds a whole territory hands out parts of it. */
export function isWithin(inner: Scope, outer: Scope): boolean {
  if (inner.code === '' || outer.code === '' || reachOf(outer) !== 'territory') return false
  const { from, below } = codeRange(outer.code)
  return inner.code >= from && codeRange(inner.code).below <= below
}
