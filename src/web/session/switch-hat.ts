import { switchGrant } from '#contract/session.ts'
import { call } from '#web/http/call.ts'

/** Puts on another hat; the whole page starts anew, so that nothing of the former one is left on it. */
export async function switchHat(grantId: string): Promise<void> {
  await call(switchGrant, { grantId })
  window.location.assign('/')
}
