import { useEffect, useRef, useState } from 'react'
import { beginOidc, signIn, type DemoHint, type SignInAnswer } from '#contract/session.ts'
import { TextField } from '#ui/form/text-field.tsx'
import { call } from '#web/http/call.ts'
import { DemoAccounts } from './demo-accounts.tsx'
import { leaveForOidc } from './oidc-trip.ts'
import { StepFrame } from './step-frame.tsx'
import { useAttempt } from './use-attempt.ts'

interface PasswordStepProps {
  readonly demo: DemoHint | null
  readonly oidc: { readonly label: string } | null
  readonly motto: string
  /** What went wrong before the page was shown. */
  readonly firstError: unknown
  readonly onAnswer: (answer: SignInAnswer) => void
  readonly onReset: () => void
  readonly onTyping: () => void
}

/** Name and password, or the provider's page. */
export function PasswordStep({ demo, oidc, motto, firstError, onAnswer, onReset, onTyping }: PasswordStepProps) {
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const { isBusy, error, attempt } = useAttempt()
  const nameField = useRef<HTMLInputElement>(null)
  useEffect(() => nameField.current?.focus(), [])
  return (
    <StepFrame
      title="社工站"
      note={motto}
      submitLabel="登录"
      isBusy={isBusy}
      error={error ?? (isBusy ? undefined : firstError)}
      onTyping={onTyping}
      onSubmit={() => attempt(async () => onAnswer(await call(signIn, { name: name.trim(), password })))}
      below={
        <>
          <p className="sign-in-ways">
            {oidc ? (
              <button
                type="button"
                className="plain-button"
                disabled={isBusy}
                onClick={() => attempt(async () => leaveForOidc('sign-in', await call(beginOidc, {})))}
              >
                用{oidc.label}登录
              </button>
            ) : null}
            <button type="button" className="text-button" onClick={onReset}>
              首次登录或已重置：用重置码设密码
            </button>
          </p>
          {demo ? (
            <DemoAccounts
              demo={demo}
              onChoose={(account) => {
                setName(account)
                setPassword(demo.password)
                onTyping()
              }}
            />
          ) : null}
        </>
      }
    >
      <TextField label="账号" ref={nameField} value={name} onChange={setName} autoComplete="username" maxLength={64} />
      <TextField label="密码" type="password" value={password} onChange={setPassword} autoComplete="current-password" />
    </StepFrame>
  )
}
