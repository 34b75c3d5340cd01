import type { createAccount as endpoint } from '#contract/account.ts'
import { isPersonName } from '#domain/account/index.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import type { UseCase } from '#server/http/context.ts'
import { NO_PASSWORD, type Identity } from '#server/session/index.ts'
import { decideGrants } from './decide-grant.ts'
import { viewAccount } from './managed-account.ts'
import { newReset } from './new-reset.ts'
import { insertAccount, insertGrant } from './repository.ts'

/** A new account of one person, who sets the password with the one-time code. */
export const createAccount =
  (identity: Identity): UseCase<typeof endpoint> =>
  async (context, input) => {
    const { tx, now, today } = context
    if (!isPersonName(input.personName)) return refuse('NOT_A_PERSON')
    if (input.expiresOn !== undefined && input.expiresOn <= today) return refuse('GRANT_DATES')
    const grants = await decideGrants(context, input.grants, [])
    if (isRefusal(grants)) return grants
    const id = context.newId()
    const divisionCode = grants[0]?.scope.code ?? context.actor.scope.code
    context.note({ subject: 'account', subjectId: id, divisionCode, detail: { roles: grants.map(({ role }) => role).join(' ') } })
    const reset = newReset(identity, id, now)
    const isNew = await insertAccount(tx, {
      id,
      signInName: input.signInName,
      displayName: input.displayName ?? input.personName,
      personName: input.personName,
      passwordHash: NO_PASSWORD,
      divisionCode,
      expiresOn: input.expiresOn,
      reset,
    })
    if (!isNew) return refuse('ACCOUNT_EXISTS')
    for (const grant of grants) await insertGrant(tx, id, grant)
    const account = await viewAccount(context, id)
    return isRefusal(account) ? account : { account, oneTimeCode: reset.shown }
  }
