import { App } from 'antd'
import { useState } from 'react'
import { changeAccount, endAccountSessions, resetAccount, type AccountView } from '#contract/account.ts'
import { ActButton } from '#ui/form/act-button.tsx'
import { AskDialog } from '#ui/form/ask-dialog.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'
import type { ToldCode } from './one-time-code-notice.tsx'

interface ActProps {
  readonly account: AccountView
  readonly onClose: () => void
}

type Asking = 'reset' | 'change' | 'sessions'

/** What may be done about an account: reset, switch off or on, end its sessions. */
export function AccountActs({ account, onTold }: { readonly account: AccountView; readonly onTold: (told: ToldCode) => void }) {
  const [asking, setAsking] = useState<Asking>()
  const close = (): void => setAsking(undefined)
  return (
    <section className="page-part no-print" aria-labelledby="account-acts">
      <h2 id="account-acts">办理</h2>
      <div className="button-row">
        <ActButton onClick={() => setAsking('reset')}>重置密码</ActButton>
        <ActButton onClick={() => setAsking('change')}>{account.isActive ? '停用或改到期日' : '启用账号'}</ActButton>
        <ActButton onClick={() => setAsking('sessions')}>结束全部登录</ActButton>
      </div>
      {asking === 'reset' ? <Reset account={account} onTold={onTold} onClose={close} /> : null}
      {asking === 'change' ? <Change account={account} onClose={close} /> : null}
      {asking === 'sessions' ? <EndSessions account={account} onClose={close} /> : null}
    </section>
  )
}

function Reset({ account, onTold, onClose }: ActProps & { readonly onTold: (told: ToldCode) => void }) {
  const [alsoSecondFactor, setAlso] = useState(false)
  const reset = useAct(
    () => call(resetAccount, { accountId: account.id, alsoSecondFactor }),
    (code) => {
      onClose()
      onTold({ signInName: account.signInName, code })
    },
  )
  return (
    <AskDialog
      isOpen
      title={`重置密码：${account.personName}`}
      okText="重置"
      isBusy={reset.isBusy}
      trouble={reset.trouble}
      onOk={() => reset.run(undefined)}
      onClose={onClose}
    >
      <p>原密码和全部登录立即失效，得到一个一次性重置码，由您当面交给本人。</p>
      <label className="sure">
        <input type="checkbox" checked={alsoSecondFactor} onChange={(event) => setAlso(event.target.checked)} />{' '}
        同时清除二次验证（手机丢失时），须先核实是本人
      </label>
    </AskDialog>
  )
}

function Change({ account, onClose }: ActProps) {
  const { message } = App.useApp()
  const [isActive, setIsActive] = useState(true)
  const [expiresOn, setExpiresOn] = useState(account.expiresOn ?? '')
  const change = useAct(
    () => call(changeAccount, { accountId: account.id, isActive, expiresOn: expiresOn === '' ? null : expiresOn }),
    ({ isActive: isOn }) => {
      onClose()
      void message.success(isOn ? '账号已保存，可以使用' : '账号已停用')
    },
  )
  return (
    <AskDialog
      isOpen
      title={`停用、启用：${account.personName}`}
      okText="保存"
      isBusy={change.isBusy}
      trouble={change.trouble}
      onOk={() => change.run(undefined)}
      onClose={onClose}
    >
      <label className="sure">
        <input type="checkbox" checked={isActive} onChange={(event) => setIsActive(event.target.checked)} />{' '}
        账号可以使用（去掉勾选即停用，登录随即结束）
      </label>
      <TextField
        label="账号到期日"
        type="date"
        isOptional
        value={expiresOn}
        onChange={setExpiresOn}
        help="从这一天起不能登录。"
      />
    </AskDialog>
  )
}

function EndSessions({ account, onClose }: ActProps) {
  const { message } = App.useApp()
  const end = useAct(
    () => call(endAccountSessions, { accountId: account.id }),
    ({ endedSessions }) => {
      onClose()
      void message.success(`已结束 ${endedSessions} 个登录`)
    },
  )
  return (
    <AskDialog
      isOpen
      title={`结束全部登录：${account.personName}`}
      okText="结束"
      isBusy={end.isBusy}
      trouble={end.trouble}
      onOk={() => end.run(undefined)}
      onClose={onClose}
    >
      <p>所有设备上的登录立即结束；密码不变，可以重新登录。</p>
    </AskDialog>
  )
}
