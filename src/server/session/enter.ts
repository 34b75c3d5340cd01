import type { SignInAnswer } from '#contract/session.ts'
import { refuse, type Refusal } from '#domain/kernel/refusal.ts'
import type { Context } from '#server/http/context.ts'
import { hasConfirmedFactor } from './factor/factor-repository.ts'
import type { Identity } from './identity.ts'
import { actorOf, type Method, type SignInRow } from './repository.ts'
import { isFactorRequired } from './settings.ts'
import { startSession } from './start-session.ts'

/**
 * Lets in whoever has shown to be the account's person: under the first grant, or to the second step first.
 * @refuses NO_GRANT
 */
export async function enter(
  context: Context,
  identity: Identity,
  found: SignInRow,
  how: { readonly method: Method; readonly hasFactor: boolean },
): Promise<SignInAnswer | Refusal> {
  const [grant] = found.grants
  if (!grant) return refuse('NO_GRANT')
  const actor = actorOf(found.accountId, found.name, grant)
  await context.become(actor)
  const isRequired = isFactorRequired(identity.settings, found.grants)
  const stage = how.hasFactor
    ? 'open'
    : (await hasConfirmedFactor(context.tx, found.accountId))
      ? 'code'
      : isRequired
        ? 'set-up'
        : 'open'
  return startSession(context, identity, actor, { ...how, stage })
}
