import type { GrantInput } from '#contract/account.ts'
import { clashOf, isLowEnough, isSoundNarrowing, isWholeScope, mayGrant, type DatedRole } from '#domain/access/index.ts'
import type { Role, Scope } from '#domain/kernel/actor.ts'
import type { Id } from '#domain/kernel/id.ts'
import { isRefusal, refuse, type Refusal } from '#domain/kernel/refusal.ts'
import type { SignedInContext } from '#server/http/context.ts'
import { actorOf } from '#server/session/index.ts'
import { findGround, type HeldGrant, type NewGrant } from './repository.ts'

/** People from outside the offices: what they may do ends with a contract, a posting or a date. */
const OUTSIDERS: readonly Role[] = ['agency', 'agency-office', 'worker', 'evaluator']

const scopeOf = (grant: GrantInput): Scope => ({
  code: grant.scopeCode,
  ...(grant.agencyId !== undefined && { agencyId: grant.agencyId as Id }),
  ...(grant.stationId !== undefined && { stationId: grant.stationId as Id }),
  ...(grant.towns !== undefined && { towns: grant.towns }),
  ...(grant.isOwn && { isOwn: true as const }),
  ...(grant.roundId !== undefined && { roundId: grant.roundId as Id }),
})

/** A worker's grant names the station, also where it is for the own clients only. */
const isNamed = (role: Role, scope: Scope): boolean => role !== 'worker' || scope.stationId !== undefined

/**
 * Whether a grant is sound in itself and beside those the account holds, whoever gives it. @refuses GRANT_INCOMPLETE
 * @refuses GRANT_TOO_HIGH @refuses GRANT_NARROW_UNFIT @refuses GRANT_DATES @refuses GRANT_NEEDS_END @refuses ROLES_INCOMPATIBLE
 */
export function checkGrant(
  { role, isActing, ground, ...input }: GrantInput,
  held: readonly DatedRole[],
  today: string,
): (Omit<DatedRole, 'validTo'> & { readonly validTo: string | undefined }) | Refusal {
  const scope = scopeOf({ role, isActing, ...input })
  if (!isWholeScope(role, scope) || !isNamed(role, scope)) return refuse('GRANT_INCOMPLETE')
  if (!isLowEnough(role, scope)) return refuse('GRANT_TOO_HIGH')
  if (!isSoundNarrowing(scope)) return refuse('GRANT_NARROW_UNFIT')
  const { validFrom = today, validTo } = input
  if (validTo !== undefined && (validTo <= validFrom || validTo <= today)) return refuse('GRANT_DATES')
  if (isActing && validTo === undefined) return refuse('GRANT_NEEDS_END', { detail: '代理职务须有止期' })
  if (OUTSIDERS.includes(role) && validTo === undefined && !ground) return refuse('GRANT_NEEDS_END')
  const grant = { role, scope, validFrom, validTo }
  return clashOf(held, { ...grant, validTo: validTo ?? null }) ? refuse('ROLES_INCOMPATIBLE') : grant
}

/**
 * Whether the caller may give this grant beside those the account holds. @refuses GRANT_INCOMPLETE @refuses GRANT_ABOVE_OWN
 * @refuses GRANT_DATES @refuses GRANT_NEEDS_END @refuses ROLES_INCOMPATIBLE @refuses GROUND_NOT_FOUND and what checkGrant refuses
 */
export async function decideGrant(
  context: SignedInContext,
  input: GrantInput,
  held: readonly DatedRole[],
): Promise<NewGrant | Refusal> {
  const { role } = input
  if (isWholeScope(role, scopeOf(input)) && !mayGrant(context.actor, role, scopeOf(input))) return refuse('GRANT_ABOVE_OWN')
  const grant = checkGrant(input, held, context.today)
  if (isRefusal(grant)) return grant
  const ground = input.ground && (await findGround(context.tx, input.ground, grant.scope))
  if (input.ground && !ground) return refuse('GROUND_NOT_FOUND')
  return { id: context.newId(), ...grant, isActing: input.isActing, ground, grantedBy: context.actor.accountId }
}

/** Several at once, each beside the ones before. */
export async function decideGrants(
  context: SignedInContext,
  inputs: readonly GrantInput[],
  held: readonly DatedRole[],
): Promise<readonly NewGrant[] | Refusal> {
  const grants: NewGrant[] = []
  for (const input of inputs) {
    const grant = await decideGrant(context, input, [...held, ...grants.map((one) => ({ ...one, validTo: one.validTo ?? null }))])
    if (isRefusal(grant)) return grant
    grants.push(grant)
  }
  return grants
}

/** What an account holds or will hold, as far as it can still count. */
export const stillHeld = (grants: readonly HeldGrant[], today: string): readonly DatedRole[] =>
  grants
    .filter(({ revoked_at, valid_to }) => revoked_at === null && (valid_to === null || valid_to > today))
    .map((row) => ({
      role: row.role as Role,
      scope: actorOf('' as Id, '', row).scope,
      validFrom: row.valid_from,
      validTo: row.valid_to,
    }))
