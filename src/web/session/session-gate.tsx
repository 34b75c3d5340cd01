import { useEffect, useRef, useState, type ComponentType } from 'react'
import type { z } from 'zod'
import { readSession, type SessionView } from '#contract/session.ts'
import { Loading } from '#ui/loading.tsx'
import { ProblemNotice } from '#ui/problem-notice.tsx'
import { call, watchExpiry } from '#web/http/call.ts'
import { troubleOf } from '#web/http/trouble-of.ts'
import { CurrentSessionProvider } from '#web/kernel/current-session.ts'
import { returnFromOidc } from './oidc-trip.ts'
import { SignInPage } from './sign-in-page.tsx'

type Standing = Omit<z.output<typeof readSession.output>, 'session'>
type LoadConsole = () => Promise<ComponentType>

/** Shows the sign-in until somebody is signed in, then the console, which is loaded meanwhile. */
export function SessionGate({ loadConsole }: { readonly loadConsole: LoadConsole }) {
  const [session, setSession] = useState<SessionView | null>()
  const [standing, setStanding] = useState<Standing>({ next: 'none', demo: null, oidc: null })
  const [tripError, setTripError] = useState<unknown>()
  const hasBegun = useRef(false)
  const [error, setError] = useState<unknown>()
  const [hasExpired, setHasExpired] = useState(false)
  const [Console, setConsole] = useState<ComponentType>()

  useEffect(() => {
    if (!hasBegun.current) {
      hasBegun.current = true
      returnFromOidc()
        .catch(setTripError)
        .then(() => call(readSession, {}))
        .then(({ session, ...rest }) => {
          setSession(session)
          setStanding(rest)
        })
        .catch(setError)
    }
    return watchExpiry(() => setHasExpired(true))
  }, [])
  useEffect(() => {
    if (session) loadConsole().then((loaded) => setConsole(() => loaded), setError)
  }, [session, loadConsole])

  const enter = (next: SessionView): void => {
    // what the screen holds belongs to the account that entered it: another one starts on a fresh page
    if (session && (session.accountId !== next.accountId || session.grant.id !== next.grant.id)) window.location.reload()
    setSession(next)
    setHasExpired(false)
  }

  if (error !== undefined)
    return (
      <main className="gate">
        <ProblemNotice trouble={troubleOf(error)} action={<Again />} />
      </main>
    )
  if (session === undefined) return <Waiting />
  if (session === null)
    return <SignInPage {...standing} firstError={tripError} onSignedIn={enter} onTyping={() => void loadConsole()} />
  return (
    <>
      {hasExpired ? <SignInPage {...standing} next="none" isReturning onSignedIn={enter} onTyping={() => undefined} /> : null}
      <div hidden={hasExpired}>
        {tripError === undefined ? null : <ProblemNotice trouble={troubleOf(tripError)} />}
        <CurrentSessionProvider value={session}>{Console ? <Console /> : <Waiting />}</CurrentSessionProvider>
      </div>
    </>
  )
}

const Waiting = () => (
  <main className="gate">
    <Loading lines={4} />
  </main>
)

const Again = () => (
  <button type="button" className="plain-button" onClick={() => window.location.reload()}>
    重新载入
  </button>
)
