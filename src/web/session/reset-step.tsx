import { useEffect, useRef, useState } from 'react'
import { redeemReset } from '#contract/session.ts'
import { PASSWORD_RULE } from '#web/kernel/password-rule.ts'
import { PasswordFields } from '#ui/form/password-fields.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { call } from '#web/http/call.ts'
import { StartOver } from './start-over.tsx'
import { StepFrame } from './step-frame.tsx'
import { useAttempt } from './use-attempt.ts'

interface ResetStepProps {
  readonly onDone: () => void
  readonly onStartOver: () => void
}

/** Sets a password with the one-time code of an administrator. */
export function ResetStep({ onDone, onStartOver }: ResetStepProps) {
  const [name, setName] = useState('')
  const [code, setCode] = useState('')
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const { isBusy, error, attempt } = useAttempt()
  const nameField = useRef<HTMLInputElement>(null)
  useEffect(() => nameField.current?.focus(), [])
  return (
    <StepFrame
      title="用重置码设密码"
      note="重置码由管理员当面交给您，24 小时内有效，只能用一次。"
      submitLabel="设密码"
      isBusy={isBusy}
      isReady={password !== '' && password === again}
      error={error}
      onSubmit={() =>
        attempt(async () => {
          await call(redeemReset, { name: name.trim(), code: code.trim(), password })
          onDone()
        })
      }
      below={
        <p className="sign-in-ways">
          <StartOver onStartOver={onStartOver} />
        </p>
      }
    >
      <TextField label="账号" ref={nameField} value={name} onChange={setName} autoComplete="username" maxLength={64} />
      <TextField label="重置码" value={code} onChange={setCode} maxLength={64} />
      <PasswordFields rule={PASSWORD_RULE} password={password} again={again} onPassword={setPassword} onAgain={setAgain} />
    </StepFrame>
  )
}
