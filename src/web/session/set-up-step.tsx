import { useEffect, useRef, useState } from 'react'
import { beginSetUp, finishSetUp, type FactorSecret, type SessionView } from '#contract/session.ts'
import type { z } from 'zod'
import { Loading } from '#ui/loading.tsx'
import { RecoveryCodes } from '#ui/secret/recovery-codes.tsx'
import { SecretKey } from '#ui/secret/secret-key.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { call } from '#web/http/call.ts'
import { StartOver } from './start-over.tsx'
import { StepFrame } from './step-frame.tsx'
import { useAttempt } from './use-attempt.ts'

interface SetUpStepProps {
  readonly onSession: (session: SessionView) => void
  readonly onStartOver: () => void
}

/** For who must have a second factor and has none: scan, enter a code, keep the recovery codes, go on. */
export function SetUpStep({ onSession, onStartOver }: SetUpStepProps) {
  const [key, setKey] = useState<z.infer<typeof FactorSecret>>()
  const [code, setCode] = useState('')
  const [opened, setOpened] = useState<{ readonly session: SessionView; readonly codes: readonly string[] }>()
  const { isBusy, error, attempt } = useAttempt()
  const asked = useRef(false)
  useEffect(() => {
    // asking twice would make the first key worthless
    if (asked.current) return
    asked.current = true
    attempt(async () => setKey(await call(beginSetUp, {})))
  }, []) // oxlint-disable-line react-hooks/exhaustive-deps
  if (opened)
    return (
      <StepFrame
        title="已设置二次验证"
        note="以后登录，密码之后还要输入验证码。"
        submitLabel="已收好恢复码，进入"
        isBusy={false}
        error={undefined}
        onSubmit={() => onSession(opened.session)}
      >
        <RecoveryCodes codes={opened.codes} />
      </StepFrame>
    )
  return (
    <StepFrame
      title="设置二次验证"
      note="您的身份登录时除密码外还要验证码。请用手机上的身份验证器扫描，再输入它显示的 6 位数字。"
      submitLabel="确认"
      isBusy={isBusy}
      isReady={key !== undefined}
      error={error}
      onSubmit={() =>
        attempt(async () => {
          const { session, recoveryCodes } = await call(finishSetUp, { code: code.trim() })
          if (session) setOpened({ session, codes: recoveryCodes })
        })
      }
      below={
        <p className="sign-in-ways">
          <StartOver onStartOver={onStartOver} />
        </p>
      }
    >
      {key ? <SecretKey {...key} /> : <Loading lines={4} />}
      <TextField label="验证码" value={code} onChange={setCode} autoComplete="one-time-code" inputMode="numeric" maxLength={24} />
    </StepFrame>
  )
}
