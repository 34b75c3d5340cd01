import { useState } from 'react'
import { addGrant, revokeGrant, type AccountView } from '#contract/account.ts'
import { ActButton } from '#ui/form/act-button.tsx'
import { AskDialog } from '#ui/form/ask-dialog.tsx'
import { DataTable, type Column } from '#ui/ledger/data-table.tsx'
import { ProblemNotice } from '#ui/problem-notice.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'
import { useSession } from '#web/kernel/current-session.ts'
import { startViewingAs } from '#web/session/index.ts'
import { emptyGrant, grantInput } from './grant-draft.ts'
import { GrantFields } from './grant-fields.tsx'
import { groundInWords, whenInWords, whereInWords } from './grant-words.ts'
import type { Places } from './use-places.ts'

type Grant = AccountView['grants'][number]

interface AccountGrantsProps {
  readonly account: AccountView
  readonly roles: readonly { readonly role: string; readonly label: string }[]
  readonly places: Places
}

/** What an account holds; more is given, or taken back. */
export function AccountGrants({ account, roles, places }: AccountGrantsProps) {
  const [isAdding, setIsAdding] = useState(false)
  const [revoking, setRevoking] = useState<Grant>()
  const look = useAct(startViewingAs, () => undefined)
  return (
    <section className="page-part" aria-labelledby="account-grants">
      <h2 id="account-grants">授权</h2>
      <DataTable
        caption="授权"
        rows={account.grants}
        rowKey={({ id }) => id}
        empty="没有任何授权，不能登录。"
        columns={columnsFor(places, account.mayManage ? { revoke: setRevoking, look: ({ id }) => look.run(id) } : undefined)}
      />
      {look.trouble ? <ProblemNotice trouble={look.trouble} /> : null}
      {account.mayManage ? (
        <div className="button-row">
          <ActButton onClick={() => setIsAdding(true)}>增加授权</ActButton>
        </div>
      ) : null}
      {isAdding ? <AddGrant account={account} roles={roles} places={places} onClose={() => setIsAdding(false)} /> : null}
      {revoking ? (
        <RevokeGrant account={account} grant={revoking} places={places} onClose={() => setRevoking(undefined)} />
      ) : null}
    </section>
  )
}

interface GrantActs {
  readonly revoke: (grant: Grant) => void
  readonly look: (grant: Grant) => void
}

const columnsFor = (places: Places, acts: GrantActs | undefined): readonly Column<Grant>[] => [
  { key: 'role', title: '身份', isHeader: true, cell: ({ roleLabel }) => roleLabel },
  { key: 'where', title: '范围', cell: (grant) => whereInWords(grant, places) },
  { key: 'when', title: '期间', cell: whenInWords },
  { key: 'ground', title: '依据', cell: (grant) => groundInWords(grant, places) },
  {
    key: 'state',
    title: '状态',
    cell: ({ isInForce, isRevoked }) =>
      isInForce ? <StatusTag tone="good" word="有效" /> : <StatusTag tone="mute" word={isRevoked ? '已撤销' : '不在有效期'} />,
  },
  ...(acts
    ? [
        {
          key: 'revoke',
          title: '办理',
          isAct: true,
          cell: (grant: Grant) =>
            grant.isRevoked ? null : (
              <GrantButtons grant={grant} acts={acts} of={`${grant.roleLabel}，${whereInWords(grant, places)}`} />
            ),
        },
      ]
    : []),
]

function GrantButtons({ grant, acts, of }: { readonly grant: Grant; readonly acts: GrantActs; readonly of: string }) {
  return (
    <div className="button-row">
      {grant.isInForce ? (
        <ActButton className="plain-button nowrap" aria-label={`以其身份查看：${of}`} onClick={() => acts.look(grant)}>
          以其身份查看
        </ActButton>
      ) : null}
      <ActButton className="plain-button nowrap" aria-label={`撤销：${of}`} onClick={() => acts.revoke(grant)}>
        撤销
      </ActButton>
    </div>
  )
}

function AddGrant({ account, roles, places, onClose }: AccountGrantsProps & { readonly onClose: () => void }) {
  const { grant } = useSession()
  const [draft, setDraft] = useState(() => emptyGrant(grant.scopeCode))
  const add = useAct(() => call(addGrant, { accountId: account.id, grant: grantInput(draft) }), onClose)
  return (
    <AskDialog
      isOpen
      title={`增加授权：${account.personName}`}
      okText="授权"
      isReady={draft.role !== ''}
      isBusy={add.isBusy}
      trouble={add.trouble}
      onOk={() => add.run(undefined)}
      onClose={onClose}
    >
      <GrantFields draft={draft} roles={roles} places={places} onChange={setDraft} />
    </AskDialog>
  )
}

interface RevokeGrantProps {
  readonly account: AccountView
  readonly grant: Grant
  readonly places: Places
  readonly onClose: () => void
}

function RevokeGrant({ account, grant, places, onClose }: RevokeGrantProps) {
  const revoke = useAct(() => call(revokeGrant, { accountId: account.id, grantId: grant.id }), onClose)
  return (
    <AskDialog
      isOpen
      title={`撤销授权：${account.personName}`}
      okText="撤销"
      isBusy={revoke.isBusy}
      trouble={revoke.trouble}
      onOk={() => revoke.run(undefined)}
      onClose={onClose}
    >
      <p>
        撤销“{grant.roleLabel}，{whereInWords(grant, places)}”。以此身份的登录随即结束；记录保留。
      </p>
    </AskDialog>
  )
}
