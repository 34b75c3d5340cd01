import type { ReactNode, SubmitEvent } from 'react'
import { ProblemNotice } from '#ui/problem-notice.tsx'
import { troubleOf } from '#web/http/trouble-of.ts'
import './sign-in.css'

interface StepFrameProps {
  readonly title: string
  readonly note: string
  readonly children: ReactNode
  readonly submitLabel: string
  readonly isBusy: boolean
  readonly isReady?: boolean
  readonly error: unknown
  readonly onSubmit: () => void
  readonly onTyping?: () => void
  readonly below?: ReactNode
}

/** The card that every step of signing in is on. */
export function StepFrame({
  title,
  note,
  children,
  submitLabel,
  isBusy,
  isReady = true,
  error,
  onSubmit,
  onTyping,
  below,
}: StepFrameProps) {
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <main className="sign-in">
      <form className="sign-in-card" onSubmit={submit} aria-labelledby="sign-in-title" onInput={onTyping}>
        <h1 id="sign-in-title">{title}</h1>
        <p className="sign-in-motto">{note}</p>
        {children}
        {error === undefined ? null : <ProblemNotice trouble={troubleOf(error)} />}
        <button type="submit" className="main-button" disabled={isBusy || !isReady} aria-busy={isBusy}>
          {isBusy ? '请稍候…' : submitLabel}
        </button>
        {below}
      </form>
    </main>
  )
}
