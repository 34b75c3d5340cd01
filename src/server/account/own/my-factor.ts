import type {
  beginFactor as endpointOfBegin,
  confirmFactor as endpointOfConfirm,
  renewRecoveryCodes as endpointOfRenew,
  turnOffFactor as endpointOfOff,
} from '#contract/my-account.ts'
import type { Actor } from '#domain/kernel/actor.ts'
import { isRefusal, refuse, type Refusal } from '#domain/kernel/refusal.ts'
import { actorTx } from '#server/db/actor-tx.ts'
import type { Context, Preparation, PreparedUseCase } from '#server/http/context.ts'
import {
  attemptKeys,
  beginSecret,
  confirmPending,
  countAttempt,
  deleteFactor,
  failed,
  findOpen,
  hasConfirmedFactor,
  isFactorRequired,
  listOwnGrants,
  passed,
  renewCodes,
  spendCode,
  type AttemptKeys,
  type Identity,
  type SessionRow,
} from '#server/session/index.ts'
import { checkOwnPassword } from './own-password.ts'
import { findOwnAccount } from '../repository.ts'
import { restart } from '../restart.ts'

interface Known {
  readonly keys: AttemptKeys
}

/** Asks for the password again. @refuses PASSWORD_WRONG */
export const askPassword =
  (identity: Identity): Preparation<typeof endpointOfBegin | typeof endpointOfRenew, Known> =>
  (before, { password }) =>
    checkOwnPassword(identity, before, password)

export const beginFactor =
  (identity: Identity): PreparedUseCase<typeof endpointOfBegin, Known> =>
  async (context, _, { keys }) => {
    await passed(identity, context, keys)
    const { sign_in_name } = await findOwnAccount(context.tx, context.actor.accountId)
    return beginSecret(context.tx, identity, context.actor.accountId, sign_in_name)
  }

export const findCurrent =
  (identity: Identity): Preparation<typeof endpointOfConfirm, SessionRow> =>
  (before) =>
    findOpen(identity, before)

/** The new device is the account's from here on. @refuses CODE_WRONG */
export const confirmFactor =
  (identity: Identity): PreparedUseCase<typeof endpointOfConfirm, SessionRow> =>
  async (context, { code }, current) => {
    const recoveryCodes = await confirmPending(context.tx, identity, context.actor.accountId, code, context.now)
    if (!recoveryCodes) return refuse('CODE_WRONG')
    await restart(context, identity, { ...current, hasFactor: true })
    return { recoveryCodes: [...recoveryCodes] }
  }

/** Both the password and a code. @refuses PASSWORD_WRONG @refuses CODE_WRONG @refuses FACTOR_REQUIRED @refuses FACTOR_OFF */
export const checkTurnOff =
  (identity: Identity): Preparation<typeof endpointOfOff, SessionRow> =>
  async (before, { password, code }) => {
    const own = await checkOwnPassword(identity, before, password)
    if (isRefusal(own)) return own
    const isLeft = await mayTurnOff(identity, before.actor, before.today)
    if (isRefusal(isLeft)) return isLeft
    const spent = await checkOwnCode(identity, before, code)
    return spent ?? findOpen(identity, before)
  }

const mayTurnOff = ({ db, settings }: Identity, actor: Actor, today: string): Promise<true | Refusal> =>
  actorTx(db, actor, async (tx) => {
    if (!(await hasConfirmedFactor(tx, actor.accountId))) return refuse('FACTOR_OFF')
    return isFactorRequired(settings, await listOwnGrants(tx, actor.accountId, today)) ? refuse('FACTOR_REQUIRED') : true
  })

async function checkOwnCode(
  identity: Identity,
  before: Pick<Context, 'address' | 'device' | 'now'> & { readonly actor: Actor },
  code: string,
): Promise<Refusal | undefined> {
  const { accountId } = before.actor
  const keys = attemptKeys(identity, `code ${accountId}`, before)
  const tooOften = await countAttempt(identity, keys, before.now)
  if (tooOften) return tooOften
  const isSpent = await actorTx(identity.db, before.actor, (tx) => spendCode(tx, identity, accountId, code, before.now))
  return isSpent === true ? undefined : failed(identity, keys, before.now, 'CODE_WRONG')
}

export const turnOffFactor =
  (identity: Identity): PreparedUseCase<typeof endpointOfOff, SessionRow> =>
  async (context, _, current) => {
    await deleteFactor(context.tx, context.actor.accountId)
    await restart(context, identity, { ...current, hasFactor: false })
    return {}
  }

/** New recovery codes; the old are worthless. @refuses FACTOR_OFF */
export const renewRecoveryCodes =
  (identity: Identity): PreparedUseCase<typeof endpointOfRenew, Known> =>
  async (context, _, { keys }) => {
    if (!(await hasConfirmedFactor(context.tx, context.actor.accountId))) return refuse('FACTOR_OFF')
    await passed(identity, context, keys)
    return { recoveryCodes: [...(await renewCodes(context.tx, identity, context.actor.accountId))] }
  }
