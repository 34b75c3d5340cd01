import { signOut } from '#contract/session.ts'
import { call } from '#web/http/call.ts'

/** Ends the session, and clears the page of what it showed. */
export async function signOutHere(): Promise<void> {
  await call(signOut, {})
  window.location.assign('/')
}
