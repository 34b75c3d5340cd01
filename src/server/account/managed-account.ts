import type { AccountView } from '#contract/account.ts'
import { mayGrant, ROLE_LABELS } from '#domain/access/index.ts'
import type { Role } from '#domain/kernel/actor.ts'
import { isRefusal, refuse, type Refusal } from '#domain/kernel/refusal.ts'
import type { SignedInContext } from '#server/http/context.ts'
import { stillHeld } from './decide-grant.ts'
import { findAccountRow, listHeldGrants, listWithFactor, lockAccount, type AccountRow, type HeldGrant } from './repository.ts'

export interface ManagedAccount {
  readonly row: AccountRow
  readonly grants: readonly HeldGrant[]
}

/**
 * The account, if it is the caller's to manage: in the own scope, not the own account, and holding nothing that the caller
 * could not grant, or a reset would be a way up. @refuses ACCOUNT_NOT_FOUND @refuses OWN_ACCOUNT @refuses GRANT_ABOVE_OWN
 */
export async function findManaged(context: SignedInContext, accountId: string): Promise<ManagedAccount | Refusal> {
  const { tx, actor, today } = context
  await lockAccount(tx, accountId)
  const row = await findAccountRow(tx, accountId)
  if (!row || !isOwnToManage(context)) return refuse('ACCOUNT_NOT_FOUND')
  context.note({ subject: 'account', subjectId: row.id, divisionCode: row.division_code })
  if (row.id === actor.accountId) return refuse('OWN_ACCOUNT')
  const grants = await listHeldGrants(tx, row.id, today)
  return mayManage(context, grants) ? { row, grants } : refuse('GRANT_ABOVE_OWN')
}

/** Whether the caller holds all that the account holds. */
const mayManage = ({ actor, today }: SignedInContext, grants: readonly HeldGrant[]): boolean =>
  stillHeld(grants, today).every(({ role, scope }) => mayGrant(actor, role, scope))

/** A narrow reach sees its own account by row-level security, which is not managing it. */
const isOwnToManage = ({ actor }: SignedInContext): boolean =>
  actor.scope.agencyId === undefined && actor.scope.stationId === undefined

/** The accounts as an officer sees them. */
export async function viewAccounts(context: SignedInContext, rows: readonly AccountRow[]): Promise<AccountView[]> {
  const withFactor = await listWithFactor(
    context.tx,
    rows.map(({ id }) => id),
  )
  const views: AccountView[] = []
  for (const row of rows) {
    const grants = await listHeldGrants(context.tx, row.id, context.today)
    views.push({
      id: row.id,
      signInName: row.sign_in_name,
      personName: row.person_name,
      displayName: row.display_name,
      divisionCode: row.division_code,
      isActive: row.is_active,
      expiresOn: row.expires_on,
      hasSecondFactor: withFactor.has(row.id),
      isResetPending: row.reset_expires_at !== null && row.reset_expires_at > context.now,
      mayManage: row.id !== context.actor.accountId && mayManage(context, grants),
      grants: grants.map(viewGrant),
    })
  }
  return views
}

/** One of them. @refuses ACCOUNT_NOT_FOUND */
export async function viewAccount(context: SignedInContext, accountId: string): Promise<AccountView | Refusal> {
  const row = await findAccountRow(context.tx, accountId)
  if (!row || !isOwnToManage(context)) return refuse('ACCOUNT_NOT_FOUND')
  const [view] = await viewAccounts(context, [row])
  return view ?? refuse('ACCOUNT_NOT_FOUND')
}

function viewGrant(row: HeldGrant): AccountView['grants'][number] {
  const role = row.role as Role
  return {
    id: row.id,
    role,
    roleLabel: ROLE_LABELS[role],
    scopeCode: row.scope_code,
    agencyId: row.agency_id,
    stationId: row.station_id,
    towns: row.zone_towns ? [...row.zone_towns] : null,
    isOwn: row.is_own ?? false,
    roundId: row.round_id ?? null,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    isActing: row.is_acting,
    ground: row.ground_subject !== null && row.ground_id !== null ? { subject: row.ground_subject, id: row.ground_id } : null,
    isInForce: row.isInForce,
    isRevoked: row.revoked_at !== null,
  }
}

/** Does `change` to an account the caller manages, and shows what has become of it. */
export async function changeManaged(
  context: SignedInContext,
  accountId: string,
  change: (account: ManagedAccount) => Promise<Refusal | void>,
): Promise<AccountView | Refusal> {
  const account = await findManaged(context, accountId)
  if (isRefusal(account)) return account
  const refusal = await change(account)
  return refusal ?? viewAccount(context, accountId)
}
