import { randomBytes } from 'node:crypto'
import type { Id } from '#domain/kernel/id.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import { toBase32 } from './base32.ts'
import {
  confirmSecret,
  findFactor,
  keepPendingSecret,
  replaceRecoveryCodes,
  spendRecoveryCode,
  useStep,
} from './factor-repository.ts'
import { hashRecoveryCode, newRecoveryCodes } from '../password/one-time-code.ts'
import { openTotp, sealTotp, SECRET_BYTES, type Keyed } from './seal-totp.ts'
import { findStep, totpUri } from './totp.ts'

/** A new secret for an authenticator app; what is there goes on working until a code confirms it. */
export async function beginSecret(
  tx: Tx,
  keyed: Keyed,
  accountId: Id,
  signInName: string,
): Promise<{ secret: string; uri: string }> {
  const secret = randomBytes(SECRET_BYTES)
  await keepPendingSecret(tx, accountId, sealTotp(keyed, accountId, secret))
  return { secret: toBase32(secret), uri: totpUri(secret, signInName) }
}

/** Makes the pending secret the account's, if `code` is of it; new recovery codes, or undefined. */
export async function confirmPending(
  tx: Tx,
  keyed: Keyed,
  accountId: Id,
  code: string,
  now: Date,
): Promise<readonly string[] | undefined> {
  const pending = (await findFactor(tx, accountId))?.pendingSecret
  if (!pending) return undefined
  const step = findStep(openTotp(keyed, accountId, pending), bare(code), now, 0)
  if (step === undefined) return undefined
  await confirmSecret(tx, accountId, pending, step, now)
  return renewCodes(tx, keyed, accountId)
}

/** Whether `code` is the account's next one-time password or an unused recovery code; it is spent. */
export async function spendCode(tx: Tx, keyed: Keyed, accountId: Id, code: string, now: Date): Promise<boolean> {
  const factor = await findFactor(tx, accountId)
  if (!factor?.secret) return false
  if (!/^[0-9\s]+$/.test(code)) return spendRecoveryCode(tx, accountId, hashRecoveryCode(keyed.appKey, accountId, code), now)
  const step = findStep(openTotp(keyed, accountId, factor.secret), bare(code), now, factor.lastStep)
  if (step === undefined) return false
  await useStep(tx, accountId, step)
  return true
}

/** New recovery codes in place of the old. */
export async function renewCodes(tx: Tx, { appKey }: Pick<Keyed, 'appKey'>, accountId: Id): Promise<readonly string[]> {
  const codes = newRecoveryCodes()
  await replaceRecoveryCodes(
    tx,
    accountId,
    codes.map((code) => hashRecoveryCode(appKey, accountId, code)),
  )
  return codes
}

const bare = (code: string): string => code.replace(/\s/g, '')
