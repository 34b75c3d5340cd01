import type { listAccounts as endpoint, readAccount as one } from '#contract/account.ts'
import { grantableRoles, ROLE_LABELS } from '#domain/access/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { viewAccount, viewAccounts } from './managed-account.ts'
import { listAccountRows } from './repository.ts'

/** The accounts in the own scope, and which roles the caller may hand out. */
export const listAccounts: UseCase<typeof endpoint> = async (context, input) => ({
  accounts: await viewAccounts(context, await listAccountRows(context.tx, input)),
  grantableRoles: grantableRoles(context.actor.role).map((role) => ({ role, label: ROLE_LABELS[role] })),
})

export const readAccount: UseCase<typeof one> = (context, { accountId }) => viewAccount(context, accountId)
