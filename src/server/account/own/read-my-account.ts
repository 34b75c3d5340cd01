import type { readMyAccount as endpoint } from '#contract/my-account.ts'
import type { UseCase } from '#server/http/context.ts'
import {
  countRecoveryCodes,
  hasConfirmedFactor,
  isFactorRequired,
  isLinked,
  listOwnGrants,
  type Identity,
} from '#server/session/index.ts'
import { findOwnAccount } from '../repository.ts'

/** The own account as its page shows it. */
export const readMyAccount =
  ({ settings }: Identity): UseCase<typeof endpoint> =>
  async ({ tx, actor, today }) => {
    const row = await findOwnAccount(tx, actor.accountId)
    const grants = await listOwnGrants(tx, actor.accountId, today)
    return {
      id: row.id,
      signInName: row.sign_in_name,
      personName: row.person_name,
      displayName: row.display_name,
      expiresOn: row.expires_on,
      passwordSetAt: row.password_set_at?.toISOString() ?? null,
      secondFactor: {
        isOn: await hasConfirmedFactor(tx, actor.accountId),
        isRequired: isFactorRequired(settings, grants),
        recoveryCodesLeft: await countRecoveryCodes(tx, actor.accountId),
      },
      oidc: settings.oidc
        ? { label: settings.oidc.label, isLinked: await isLinked(tx, actor.accountId, settings.oidc.issuer) }
        : null,
    }
  }
