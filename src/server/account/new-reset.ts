import { hashResetCode, newResetCode, RESET_HOURS, type Identity } from '#server/session/index.ts'

/** A one-time code for an account: what is stored, and what is shown once. */
export function newReset({ appKey }: Pick<Identity, 'appKey'>, accountId: string, now: Date) {
  const code = newResetCode()
  const expiresAt = new Date(now.getTime() + RESET_HOURS * 3_600_000)
  return { codeHash: hashResetCode(appKey, accountId, code), expiresAt, shown: { code, expiresAt: expiresAt.toISOString() } }
}
