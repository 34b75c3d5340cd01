import { App } from 'antd'
import { useState } from 'react'
import { beginLink, endLink } from '#contract/my-account.ts'
import { ActButton } from '#ui/form/act-button.tsx'
import { AskDialog } from '#ui/form/ask-dialog.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'
import { leaveForOidc } from '#web/session/index.ts'

/** Whether this account is linked to the provider of the unit. */
export function MyOidc({ oidc: { label, isLinked } }: { readonly oidc: { readonly label: string; readonly isLinked: boolean } }) {
  const { message } = App.useApp()
  const [isAsking, setIsAsking] = useState(false)
  const [password, setPassword] = useState('')
  const link = useAct(
    () => call(beginLink, { password }),
    (start) => leaveForOidc('link', start),
  )
  const unlink = useAct(
    () => call(endLink, {}),
    () => {
      setIsAsking(false)
      void message.success('已解除绑定')
    },
  )
  const act = isLinked ? unlink : link
  return (
    <section className="page-part" aria-labelledby="me-oidc">
      <h2 id="me-oidc">{label}</h2>
      <p>{isLinked ? `已绑定，可以用${label}登录。` : `绑定后可以用${label}登录。`}</p>
      <div className="button-row">
        <ActButton onClick={() => setIsAsking(true)}>{isLinked ? '解除绑定' : '绑定'}</ActButton>
      </div>
      <AskDialog
        isOpen={isAsking}
        title={isLinked ? `解除与${label}的绑定` : `绑定${label}`}
        okText={isLinked ? '解除' : '前往绑定'}
        isReady={isLinked || password !== ''}
        isBusy={act.isBusy}
        trouble={act.trouble}
        onOk={() => act.run(undefined)}
        onClose={() => setIsAsking(false)}
      >
        {isLinked ? (
          <p>解除后，只能用账号和密码登录。</p>
        ) : (
          <TextField label="当前密码" type="password" autoComplete="current-password" value={password} onChange={setPassword} />
        )}
      </AskDialog>
    </section>
  )
}
