import { useState } from 'react'
import { createAccount } from '#contract/account.ts'
import { AskDialog } from '#ui/form/ask-dialog.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'
import { useSession } from '#web/kernel/current-session.ts'
import { emptyGrant, grantInput } from './grant/grant-draft.ts'
import { GrantFields } from './grant/grant-fields.tsx'
import type { ToldCode } from './one-time-code-notice.tsx'
import { usePlaces } from './grant/use-places.ts'

interface CreateAccountProps {
  readonly roles: readonly { readonly role: string; readonly label: string }[]
  readonly onDone: (told: ToldCode) => void
  readonly onClose: () => void
}

/** A new account for one person, with its first grant. */
export function CreateAccount({ roles, onDone, onClose }: CreateAccountProps) {
  const { grant } = useSession()
  const places = usePlaces()
  const [signInName, setSignInName] = useState('')
  const [personName, setPersonName] = useState('')
  const [expiresOn, setExpiresOn] = useState('')
  const [draft, setDraft] = useState(() => emptyGrant(grant.scopeCode))
  const create = useAct(
    () =>
      call(createAccount, {
        signInName: signInName.trim(),
        personName,
        ...(expiresOn !== '' && { expiresOn }),
        grants: [grantInput(draft)],
      }),
    ({ account, oneTimeCode }) => onDone({ signInName: account.signInName, code: oneTimeCode }),
  )
  return (
    <AskDialog
      isOpen
      title="新建账号"
      okText="新建"
      isReady={signInName.trim() !== '' && personName.trim() !== '' && draft.role !== ''}
      isBusy={create.isBusy}
      trouble={create.trouble}
      onOk={() => create.run(undefined)}
      onClose={onClose}
    >
      <TextField
        label="登录名"
        value={signInName}
        onChange={setSignInName}
        maxLength={64}
        help="小写字母、数字、点、横线，例如 wang.xiulan。"
      />
      <TextField
        label="使用人姓名"
        value={personName}
        onChange={setPersonName}
        maxLength={40}
        help="一个账号只归一个人，不设公用账号。"
      />
      <TextField label="账号到期日" type="date" isOptional value={expiresOn} onChange={setExpiresOn} />
      <GrantFields draft={draft} roles={roles} places={places} onChange={setDraft} />
    </AskDialog>
  )
}
