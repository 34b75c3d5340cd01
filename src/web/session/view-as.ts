import { endViewing, startViewing } from '#contract/session.ts'
import { call } from '#web/http/call.ts'

/** Looks at the system as that grant's account sees it; everything on screen is asked anew. */
export async function startViewingAs(grantId: string): Promise<void> {
  await call(startViewing, { grantId })
  window.location.assign('/')
}

/** Back to the own eyes. */
export async function stopViewing(): Promise<void> {
  await call(endViewing, {})
  window.location.assign('/accounts')
}
