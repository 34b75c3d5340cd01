import { useState } from 'react'
import { beginFactor, confirmFactor } from '#contract/my-account.ts'
import { AskDialog } from '#ui/form/ask-dialog.tsx'
import { SecretKey } from '#ui/secret/secret-key.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'

interface SetUpFactorProps {
  readonly onDone: (recoveryCodes: readonly string[]) => void
  readonly onClose: () => void
}

/** Asks for the password, shows the key, and takes the first code. */
export function SetUpFactor({ onDone, onClose }: SetUpFactorProps) {
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [key, setKey] = useState<{ readonly secret: string; readonly uri: string }>()
  const begin = useAct(() => call(beginFactor, { password }), setKey)
  const confirm = useAct(
    () => call(confirmFactor, { code: code.trim() }),
    ({ recoveryCodes }) => onDone(recoveryCodes),
  )
  const now = key ? confirm : begin
  return (
    <AskDialog
      isOpen
      title="设置二次验证"
      okText={key ? '确认启用' : '下一步'}
      isReady={key ? code.trim() !== '' : password !== ''}
      isBusy={now.isBusy}
      trouble={now.trouble}
      onOk={() => now.run(undefined)}
      onClose={onClose}
    >
      {key ? (
        <>
          <p>用手机上的身份验证器扫描，再输入它显示的 6 位数字。确认后，在别处的登录会全部结束。</p>
          <SecretKey {...key} />
          <TextField
            label="验证码"
            value={code}
            onChange={setCode}
            autoComplete="one-time-code"
            inputMode="numeric"
            maxLength={24}
          />
        </>
      ) : (
        <>
          <p>先核对是您本人。</p>
          <TextField label="当前密码" type="password" autoComplete="current-password" value={password} onChange={setPassword} />
        </>
      )}
    </AskDialog>
  )
}
