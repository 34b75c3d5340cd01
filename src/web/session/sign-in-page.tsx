import { lazy, Suspense, useState } from 'react'
import type { DemoHint, SessionView, SignInAnswer } from '#contract/session.ts'
import { Loading } from '#ui/loading.tsx'
import { useTitle } from '#web/kernel/use-title.ts'
import { CodeStep } from './code-step.tsx'
import { PasswordStep } from './password-step.tsx'
import './sign-in.css'

const SetUpStep = lazy(async () => ({ default: (await import('./set-up-step.tsx')).SetUpStep }))
const ResetStep = lazy(async () => ({ default: (await import('./reset-step.tsx')).ResetStep }))

type Step = 'password' | 'code' | 'set-up' | 'reset' | 'reset-done'

interface SignInPageProps {
  readonly demo: DemoHint | null
  readonly oidc: { readonly label: string } | null
  /** Where a sign-in that was begun stands. */
  readonly next: SignInAnswer['next']
  /** The session ended while somebody was at work: what is on the page waits behind. */
  readonly isReturning?: boolean
  readonly firstError?: unknown
  readonly onSignedIn: (session: SessionView) => void
  /** Somebody has begun to type: what comes after the sign-in can be loaded now. */
  readonly onTyping: () => void
}

const MOTTO = '让实施方案逐条运行'

/** The steps of signing in, one card after the other. */
export function SignInPage({ demo, oidc, next, isReturning = false, firstError, onSignedIn, onTyping }: SignInPageProps) {
  const [step, setStep] = useState<Step>(next === 'none' ? 'password' : next)
  useTitle('登录')
  const startOver = (): void => setStep('password')
  const take = ({ session, next }: SignInAnswer): void => {
    if (session) onSignedIn(session)
    else setStep(next === 'none' ? 'password' : next)
  }
  if (step === 'code') return <CodeStep onAnswer={take} onStartOver={startOver} />
  if (step === 'set-up' || step === 'reset')
    return (
      <Suspense
        fallback={
          <main className="gate">
            <Loading lines={4} />
          </main>
        }
      >
        {step === 'set-up' ? (
          <SetUpStep onSession={onSignedIn} onStartOver={startOver} />
        ) : (
          <ResetStep onDone={() => setStep('reset-done')} onStartOver={startOver} />
        )}
      </Suspense>
    )
  const returning = isReturning ? '登录已过期，请重新登录；刚才的页面还在，登录后接着做。' : MOTTO
  return (
    <PasswordStep
      demo={demo}
      oidc={oidc}
      motto={step === 'reset-done' ? '密码已设好，请用新密码登录。' : returning}
      firstError={firstError}
      onAnswer={take}
      onReset={() => setStep('reset')}
      onTyping={onTyping}
    />
  )
}
