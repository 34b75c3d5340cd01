import { finishLink } from '#contract/my-account.ts'
import { finishOidc, type SignInAnswer } from '#contract/session.ts'
import { call } from '#web/http/call.ts'

const KEPT = 'sgz.oidc'
const RETURN_PATH = '/sign-in/oidc'

interface Trip {
  readonly purpose: 'sign-in' | 'link'
  readonly binding: string
  /** Where the person was. */
  readonly at: string
}

/** Goes to the provider; what is needed on the way back is kept in this tab. */
export function leaveForOidc(
  purpose: Trip['purpose'],
  { url, binding }: { readonly url: string; readonly binding: string },
): void {
  const { pathname, search } = window.location
  sessionStorage.setItem(KEPT, JSON.stringify({ purpose, binding, at: pathname === RETURN_PATH ? '/' : pathname + search }))
  window.location.assign(url)
}

/** Back from the provider: finishes what was begun, and puts the address where the person was. */
export async function returnFromOidc(): Promise<SignInAnswer | undefined> {
  const { pathname, search } = window.location
  if (pathname !== RETURN_PATH) return undefined
  const kept = sessionStorage.getItem(KEPT)
  sessionStorage.removeItem(KEPT)
  const trip = kept === null ? undefined : (JSON.parse(kept) as Trip)
  // the provider's code is good once: it must not stay in the address or in the history
  window.history.replaceState(null, '', trip?.at ?? '/')
  if (!trip) return undefined
  const given = { query: search.slice(1), binding: trip.binding }
  if (trip.purpose === 'sign-in') return call(finishOidc, given)
  await call(finishLink, given)
  return undefined
}
