import type { addGrant as endpointOfAdd, changeAccount as endpoint, revokeGrant as endpointOfRevoke } from '#contract/account.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import type { UseCase } from '#server/http/context.ts'
import { decideGrant, stillHeld } from './decide-grant.ts'
import { changeManaged } from './managed-account.ts'
import { endSessionsOf, insertGrant, revoke, updateAccount } from './repository.ts'

/** Disables or enables an account, and sets the day it ends. */
export const changeAccount: UseCase<typeof endpoint> = (context, { accountId, isActive, expiresOn }) =>
  changeManaged(context, accountId, async ({ row }) => {
    await updateAccount(context.tx, accountId, { isActive, expiresOn })
    if (!isActive) await endSessionsOf(context.tx, accountId)
    context.note({ detail: { isActive, wasActive: row.is_active, expiresOn, expiredOn: row.expires_on } })
  })

/** One more role for an account, within what the caller holds. */
export const addGrant: UseCase<typeof endpointOfAdd> = (context, { accountId, grant: input }) =>
  changeManaged(context, accountId, async ({ row, grants }) => {
    const grant = await decideGrant(context, input, stillHeld(grants, context.today))
    if (isRefusal(grant)) return grant
    await insertGrant(context.tx, row.id as typeof context.actor.accountId, grant)
    context.note({ detail: { grantId: grant.id, role: grant.role, scopeCode: grant.scope.code } })
    return undefined
  })

/** Takes a role away; a session under it is over with its next request. */
export const revokeGrant: UseCase<typeof endpointOfRevoke> = (context, { accountId, grantId }) =>
  changeManaged(context, accountId, async () => {
    if (!(await revoke(context.tx, accountId, grantId, context.actor.accountId, context.now))) return refuse('GRANT_NOT_FOUND')
    context.note({ detail: { grantId } })
    return undefined
  })
