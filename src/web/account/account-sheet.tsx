import type { ReactNode } from 'react'
import { readAccount, type AccountView } from '#contract/account.ts'
import { SideSheet } from '#ui/side-sheet.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { Answered } from '#web/http/answered.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { useSession } from '#web/kernel/current-session.ts'
import { AccountActs } from './account-acts.tsx'
import { AccountGrants } from './grant/account-grants.tsx'
import type { ToldCode } from './one-time-code-notice.tsx'
import { standingOf } from './standing.ts'
import { usePlaces } from './grant/use-places.ts'
import { WhatIsSeen } from './grant/what-is-seen.tsx'

interface AccountSheetProps {
  readonly accountId: string | undefined
  readonly roles: readonly { readonly role: string; readonly label: string }[]
  readonly onTold: (told: ToldCode) => void
  readonly onClose: () => void
}

/** One account: who, which grants, what that lets the person see, and what may be done about it. */
export function AccountSheet({ accountId, roles, onTold, onClose }: AccountSheetProps) {
  return (
    <SideSheet isOpen={accountId !== undefined} title="账号" onClose={onClose}>
      {accountId === undefined ? null : <Opened accountId={accountId} roles={roles} onTold={onTold} />}
    </SideSheet>
  )
}

function Opened({ accountId, roles, onTold }: Pick<AccountSheetProps, 'roles' | 'onTold'> & { readonly accountId: string }) {
  const query = useAnswer(readAccount, { accountId })
  const places = usePlaces()
  return (
    <Answered query={query} lines={8}>
      {(account) => (
        <article aria-label={account.personName}>
          <Facts account={account} />
          <AccountGrants account={account} roles={roles} places={places} />
          <WhatIsSeen account={account} places={places} />
          {account.mayManage ? <AccountActs account={account} onTold={onTold} /> : <NotYours />}
        </article>
      )}
    </Answered>
  )
}

const NotYours = () => <p className="muted">这个账号不归您管理：是您自己的账号，或其权限超出您的权限、辖区。</p>

function Facts({ account }: { readonly account: AccountView }) {
  const { today } = useSession()
  const { tone, label } = standingOf(account, today)
  const rows: readonly (readonly [string, ReactNode])[] = [
    ['登录名', account.signInName],
    ['状态', <StatusTag key="standing" tone={tone} word={label} />],
    ['账号到期日', account.expiresOn ?? '未设'],
    ['二次验证', account.hasSecondFactor ? '已启用' : '未启用'],
  ]
  return (
    <section className="page-part">
      <h2>{account.personName}</h2>
      <dl className="plain-facts">
        {rows.map(([name, value]) => (
          <FactRow key={name} name={name}>
            {value}
          </FactRow>
        ))}
      </dl>
    </section>
  )
}

const FactRow = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
)
