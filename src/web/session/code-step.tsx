import { useEffect, useRef, useState } from 'react'
import { enterCode, type SignInAnswer } from '#contract/session.ts'
import { TextField } from '#ui/form/text-field.tsx'
import { call } from '#web/http/call.ts'
import { StartOver } from './start-over.tsx'
import { StepFrame } from './step-frame.tsx'
import { useAttempt } from './use-attempt.ts'

interface CodeStepProps {
  readonly onAnswer: (answer: SignInAnswer) => void
  readonly onStartOver: () => void
}

/** The second step: six digits of the authenticator app, or a recovery code. */
export function CodeStep({ onAnswer, onStartOver }: CodeStepProps) {
  const [code, setCode] = useState('')
  const [isRecovery, setIsRecovery] = useState(false)
  const { isBusy, error, attempt } = useAttempt()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [isRecovery])
  return (
    <StepFrame
      title="第二步"
      note={isRecovery ? '输入一个没用过的恢复码。' : '打开手机上的身份验证器，输入此刻显示的 6 位数字。'}
      submitLabel="继续"
      isBusy={isBusy}
      error={error}
      onSubmit={() =>
        attempt(async () => {
          try {
            onAnswer(await call(enterCode, { code: code.trim() }))
          } catch (failed) {
            // a code works once: what stands there is of no more use
            setCode('')
            field.current?.focus()
            throw failed
          }
        })
      }
      below={
        <p className="sign-in-ways">
          <button
            type="button"
            className="text-button"
            onClick={() => {
              setCode('')
              setIsRecovery(!isRecovery)
            }}
          >
            {isRecovery ? '改用验证码' : '手机不在身边？改用恢复码'}
          </button>
          <StartOver onStartOver={onStartOver} />
        </p>
      }
    >
      <TextField
        key={isRecovery ? 'recovery' : 'code'}
        label={isRecovery ? '恢复码' : '验证码'}
        ref={field}
        value={code}
        onChange={setCode}
        autoComplete={isRecovery ? 'off' : 'one-time-code'}
        inputMode={isRecovery ? 'text' : 'numeric'}
        maxLength={24}
      />
    </StepFrame>
  )
}
