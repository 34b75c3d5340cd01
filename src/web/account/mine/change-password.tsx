import { App } from 'antd'
import { useState } from 'react'
import { changePassword } from '#contract/my-account.ts'
import { ActButton } from '#ui/form/act-button.tsx'
import { AskDialog } from '#ui/form/ask-dialog.tsx'
import { PasswordFields } from '#ui/form/password-fields.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'
import { PASSWORD_RULE } from '#web/kernel/password-rule.ts'

/** Asks for the old password and a new one; every other session ends. */
export function ChangePassword() {
  const { message } = App.useApp()
  const [isOpen, setIsOpen] = useState(false)
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const change = useAct(
    () => call(changePassword, { current, password }),
    ({ endedSessions }) => {
      setIsOpen(false)
      void message.success(endedSessions === 0 ? '密码已修改' : `密码已修改，别处的 ${endedSessions} 个登录已结束`)
    },
  )
  const open = (): void => {
    setCurrent('')
    setPassword('')
    setAgain('')
    change.reset()
    setIsOpen(true)
  }
  return (
    <>
      <ActButton onClick={open}>修改密码</ActButton>
      <AskDialog
        isOpen={isOpen}
        title="修改密码"
        okText="修改"
        isReady={current !== '' && password !== '' && password === again}
        isBusy={change.isBusy}
        trouble={change.trouble}
        onOk={() => change.run(undefined)}
        onClose={() => setIsOpen(false)}
      >
        <p className="muted">修改后，在别处的登录会全部结束，这里不受影响。</p>
        <TextField label="当前密码" type="password" autoComplete="current-password" value={current} onChange={setCurrent} />
        <PasswordFields rule={PASSWORD_RULE} password={password} again={again} onPassword={setPassword} onAgain={setAgain} />
      </AskDialog>
    </>
  )
}
