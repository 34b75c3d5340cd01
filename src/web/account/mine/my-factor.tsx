import { App } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import type { MyAccountView } from '#contract/my-account.ts'
import { renewRecoveryCodes, turnOffFactor } from '#contract/my-account.ts'
import { ActButton } from '#ui/form/act-button.tsx'
import { AskDialog } from '#ui/form/ask-dialog.tsx'
import { RecoveryCodes } from '#ui/secret/recovery-codes.tsx'
import { ShownOnce } from '#ui/secret/shown-once.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'
import { SetUpFactor } from './set-up-factor.tsx'

type Factor = z.infer<typeof MyAccountView>['secondFactor']
type Asking = 'set-up' | 'codes' | 'off'

/** The second factor: set up, replaced, turned off; its recovery codes. */
export function MyFactor({ factor: { isOn, isRequired, recoveryCodesLeft } }: { readonly factor: Factor }) {
  const [asking, setAsking] = useState<Asking>()
  const [codes, setCodes] = useState<readonly string[]>()
  const close = (): void => setAsking(undefined)
  const show = (next: readonly string[]): void => {
    close()
    setCodes(next)
  }
  return (
    <section className="page-part" aria-labelledby="me-factor">
      <h2 id="me-factor">二次验证</h2>
      <p>
        {isOn ? <StatusTag tone="good" word="已启用" /> : <StatusTag tone={isRequired ? 'bad' : 'mute'} word="未启用" />}{' '}
        {isOn
          ? `还有 ${recoveryCodesLeft} 个恢复码没用过。`
          : '启用后，登录时除密码外还要输入手机上的 6 位数字，密码泄露也进不来。'}
        {isRequired ? '您的身份必须使用。' : ''}
      </p>
      <div className="button-row">
        <ActButton onClick={() => setAsking('set-up')}>{isOn ? '换一台设备' : '设置二次验证'}</ActButton>
        {isOn ? <ActButton onClick={() => setAsking('codes')}>重新生成恢复码</ActButton> : null}
        {isOn && !isRequired ? <ActButton onClick={() => setAsking('off')}>关闭二次验证</ActButton> : null}
      </div>
      {asking === 'set-up' ? <SetUpFactor onDone={show} onClose={close} /> : null}
      {asking === 'codes' ? <RenewCodes onDone={show} onClose={close} /> : null}
      {asking === 'off' ? <TurnOff onClose={close} /> : null}
      <ShownOnce isOpen={codes !== undefined} title="恢复码" onClose={() => setCodes(undefined)}>
        <RecoveryCodes codes={codes ?? []} />
      </ShownOnce>
    </section>
  )
}

function RenewCodes({ onDone, onClose }: { readonly onDone: (codes: readonly string[]) => void; readonly onClose: () => void }) {
  const [password, setPassword] = useState('')
  const renew = useAct(
    () => call(renewRecoveryCodes, { password }),
    ({ recoveryCodes }) => onDone(recoveryCodes),
  )
  return (
    <AskDialog
      isOpen
      title="重新生成恢复码"
      okText="生成"
      isBusy={renew.isBusy}
      trouble={renew.trouble}
      onOk={() => renew.run(undefined)}
      onClose={onClose}
    >
      <p>原来的恢复码立即作废。</p>
      <TextField label="当前密码" type="password" autoComplete="current-password" value={password} onChange={setPassword} />
    </AskDialog>
  )
}

function TurnOff({ onClose }: { readonly onClose: () => void }) {
  const { message } = App.useApp()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const off = useAct(
    () => call(turnOffFactor, { password, code: code.trim() }),
    () => {
      onClose()
      void message.success('二次验证已关闭')
    },
  )
  return (
    <AskDialog
      isOpen
      title="关闭二次验证"
      okText="关闭"
      isBusy={off.isBusy}
      trouble={off.trouble}
      onOk={() => off.run(undefined)}
      onClose={onClose}
    >
      <p>关闭后，只凭密码就能登录。</p>
      <TextField label="当前密码" type="password" autoComplete="current-password" value={password} onChange={setPassword} />
      <TextField label="验证码或恢复码" value={code} onChange={setCode} autoComplete="one-time-code" maxLength={24} />
    </AskDialog>
  )
}
