import { timingSafeEqual } from 'node:crypto'
import type { redeemReset as endpoint } from '#contract/session.ts'
import { checkPassword } from '#domain/account/index.ts'
import type { Id } from '#domain/kernel/id.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import type { Preparation, PreparedUseCase } from '#server/http/context.ts'
import { attemptKeys, countAttempt, failed, forgiven, passed, type AttemptKeys } from '../attempt.ts'
import { lookUp } from '../check-sign-in.ts'
import type { Identity } from '../identity.ts'
import { hashResetCode } from './one-time-code.ts'
import { hashPassword } from './password.ts'
import { redeem } from './password-repository.ts'

interface Checked {
  readonly accountId: Id
  readonly codeHash: Buffer
  readonly passwordHash: string
  readonly keys: AttemptKeys
}

/** Whether the code is the account's and the password a good one. @refuses RESET_CODE_WRONG @refuses SIGN_IN_TOO_OFTEN @refuses PASSWORD_COMMON */
export const checkReset =
  (identity: Identity): Preparation<typeof endpoint, Checked> =>
  async (before, { name, code, password }) => {
    const signInName = name.toLowerCase()
    const keys = attemptKeys(identity, `reset ${signInName}`, before)
    const tooOften = await countAttempt(identity, keys, before.now)
    if (tooOften) return tooOften
    const found = await lookUp(identity, signInName, before.today)
    if (isRefusal(found)) return found
    const { row } = found
    const codeHash = hashResetCode(identity.appKey, row?.accountId ?? '', code)
    const isGood =
      row?.resetCodeHash != null &&
      timingSafeEqual(codeHash, row.resetCodeHash) &&
      row.resetExpiresAt !== null &&
      row.resetExpiresAt > before.now
    if (!row || !isGood) return failed(identity, keys, before.now, 'RESET_CODE_WRONG')
    before.note({ subject: 'account', subjectId: row.accountId })
    const unfit = checkPassword(password, row)
    if (unfit) {
      await forgiven(identity, keys, before.now)
      return unfit
    }
    return {
      accountId: row.accountId,
      codeHash,
      passwordHash: await hashPassword(password, identity.settings.passwordCost),
      keys,
    }
  }

/** Sets the password and uses up the code; every session of the account ends. @refuses RESET_CODE_WRONG */
export const redeemReset =
  (identity: Identity): PreparedUseCase<typeof endpoint, Checked> =>
  async (context, _, { accountId, codeHash, passwordHash, keys }) => {
    if (!(await redeem(context.tx, accountId, codeHash, passwordHash, context.now))) return refuse('RESET_CODE_WRONG')
    await passed(identity, context, keys)
    return {}
  }
