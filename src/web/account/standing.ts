import type { AccountView } from '#contract/account.ts'
import type { Tone } from '#ui/theme/tone.ts'

/** How an account stands, in the order in which it matters. */
export const STANDINGS = [
  { value: 'off', label: '已停用', tone: 'mute' },
  { value: 'expired', label: '已到期', tone: 'warn' },
  { value: 'pending', label: '待设密码', tone: 'info' },
  { value: 'bare', label: '无有效授权', tone: 'warn' },
  { value: 'on', label: '在用', tone: 'good' },
] as const satisfies readonly { readonly value: string; readonly label: string; readonly tone: Tone }[]
type Standing = (typeof STANDINGS)[number]

/** Which of them it is on a day. */
export function standingOf({ isActive, expiresOn, isResetPending, grants }: AccountView, today: string): Standing {
  const [off, expired, pending, bare, on] = STANDINGS
  if (!isActive) return off
  if (expiresOn !== null && expiresOn <= today) return expired
  if (isResetPending) return pending
  return grants.some(({ isInForce }) => isInForce) ? on : bare
}
