import type { Actor } from '#domain/kernel/actor.ts'
import { isRefusal, type Refusal } from '#domain/kernel/refusal.ts'
import { actorTx } from '#server/db/actor-tx.ts'
import type { Context } from '#server/http/context.ts'
import {
  attemptKeys,
  countAttempt,
  failed,
  findOwnPasswordHash,
  isPassword,
  type AttemptKeys,
  type Identity,
} from '#server/session/index.ts'

/** Whoever finds a screen unlocked still has to know the password, and may not guess it faster than at the door. @refuses PASSWORD_WRONG @refuses SIGN_IN_TOO_OFTEN */
export async function checkOwnPassword(
  identity: Identity,
  before: Pick<Context, 'address' | 'device' | 'now'> & { readonly actor: Actor },
  password: string,
): Promise<{ readonly keys: AttemptKeys } | Refusal> {
  const keys = attemptKeys(identity, `own ${before.actor.accountId}`, before)
  const tooOften = await countAttempt(identity, keys, before.now)
  if (tooOften) return tooOften
  const found = await actorTx(identity.db, before.actor, async (tx) => ({ hash: await findOwnPasswordHash(tx) }))
  if (isRefusal(found)) return found
  const fits = await isPassword(found.hash, password, identity.settings.passwordCost)
  return fits ? { keys } : failed(identity, keys, before.now, 'PASSWORD_WRONG')
}
