import { useState } from 'react'
import { listAccounts, type AccountView } from '#contract/account.ts'
import { ActButton } from '#ui/form/act-button.tsx'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { DataTable, type Column } from '#ui/ledger/data-table.tsx'
import { Loading } from '#ui/loading.tsx'
import { ProblemNotice } from '#ui/problem-notice.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { troubleOf } from '#web/http/trouble-of.ts'
import { usePages } from '#web/http/use-pages.ts'
import { useCan, useSession } from '#web/kernel/current-session.ts'
import { SearchField } from '#web/kernel/search-field.tsx'
import { useAddress } from '#web/kernel/use-address.ts'
import { useTitle } from '#web/kernel/use-title.ts'
import { AccountSheet } from './account-sheet.tsx'
import { readAccountsSearch } from './accounts-search.ts'
import { CreateAccount } from './create-account.tsx'
import { OneTimeCodeNotice, type ToldCode } from './one-time-code-notice.tsx'
import { STANDINGS, standingOf } from './standing.ts'

const PAGE = 200

/** The accounts within the own scope: found, opened, created. */
export function AccountsPage() {
  useTitle('用户与角色')
  const { grant } = useSession()
  const mayManage = useCan('manage account')
  const [search, change] = useAddress(readAccountsSearch)
  const [isCreating, setIsCreating] = useState(false)
  const [told, setTold] = useState<ToldCode>()
  const query = usePages(listAccounts, { limit: PAGE, ...(search.q !== undefined && { text: search.q }) }, ({ accounts }) =>
    accounts.length === PAGE ? accounts.at(-1)?.signInName : undefined,
  )
  const roles = query.data?.pages[0]?.grantableRoles ?? []
  return (
    <>
      <header className="page-head">
        <div>
          <h1>用户与角色</h1>
          <p className="muted">{grant.divisionName}之内的账号。只能授予自己有的权限、自己辖区内的范围；自己的账号由别人管理。</p>
        </div>
        {mayManage ? (
          <ActButton className="main-button no-print" onClick={() => setIsCreating(true)}>
            新建账号
          </ActButton>
        ) : null}
      </header>
      <div className="filter-row no-print">
        <SearchField label="登录名或姓名" value={search.q ?? ''} onChange={(q) => change({ q })} />
        <ChoiceField
          label="身份"
          none="身份"
          value={search.role}
          choices={roles.map(({ role, label }) => ({ value: role, label }))}
          onChange={(role) => change({ role })}
        />
        <ChoiceField
          label="状态"
          none="状态"
          value={search.standing}
          choices={STANDINGS}
          onChange={(standing) => change({ standing })}
        />
      </div>
      {query.error ? <ProblemNotice trouble={troubleOf(query.error)} /> : null}
      {query.data ? (
        <Accounts
          accounts={query.data.pages.flatMap(({ accounts }) => accounts)}
          more={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
          onOpen={(account) => change({ account }, { isStep: true })}
        />
      ) : query.error ? null : (
        <Loading lines={8} />
      )}
      <AccountSheet accountId={search.account} roles={roles} onTold={setTold} onClose={() => change({ account: undefined })} />
      {isCreating ? (
        <CreateAccount
          roles={roles}
          onClose={() => setIsCreating(false)}
          onDone={(next) => {
            setIsCreating(false)
            setTold(next)
          }}
        />
      ) : null}
      <OneTimeCodeNotice told={told} onClose={() => setTold(undefined)} />
    </>
  )
}

interface AccountsProps {
  readonly accounts: readonly AccountView[]
  readonly more: (() => void) | undefined
  readonly onOpen: (accountId: string) => void
}

function Accounts({ accounts, more, onOpen }: AccountsProps) {
  const { today } = useSession()
  const [{ role, standing }] = useAddress(readAccountsSearch)
  const rows = accounts.filter(
    (account) =>
      (role === undefined || account.grants.some((grant) => grant.isInForce && grant.role === role)) &&
      (standing === undefined || standingOf(account, today).value === standing),
  )
  const filtered =
    rows.length < accounts.length ? `显示 ${rows.length} 个，共载入 ${accounts.length} 个` : `共 ${rows.length} 个账号`
  return (
    <>
      <p className="list-head">
        <span role="status">
          {filtered}
          {more ? '，还有更多' : ''}
        </span>
      </p>
      <DataTable
        caption="账号"
        columns={columnsFor(today, onOpen)}
        rows={rows}
        rowKey={({ id }) => id}
        empty="没有符合条件的账号。新建的账号会列在这里。"
      />
      {more ? (
        <p className="button-row no-print">
          <button type="button" className="plain-button" onClick={more}>
            再载入 {PAGE} 个
          </button>
        </p>
      ) : null}
    </>
  )
}

const columnsFor = (today: string, open: (accountId: string) => void): readonly Column<AccountView>[] => [
  {
    key: 'who',
    title: '使用人',
    isHeader: true,
    cell: ({ personName, signInName }) => (
      <>
        {personName} <span className="muted nowrap">{signInName}</span>
      </>
    ),
  },
  {
    key: 'roles',
    title: '有效身份',
    cell: ({ grants }) =>
      grants
        .filter(({ isInForce }) => isInForce)
        .map(({ roleLabel, isActing }) => `${roleLabel}${isActing ? '（代理）' : ''}`)
        .join('、') || '无',
  },
  {
    key: 'standing',
    title: '状态',
    cell: (account) => {
      const { tone, label } = standingOf(account, today)
      return <StatusTag tone={tone} word={label} />
    },
  },
  { key: 'factor', title: '二次验证', cell: ({ hasSecondFactor }) => (hasSecondFactor ? '已启用' : '未启用') },
  { key: 'end', title: '到期日', cell: ({ expiresOn }) => <span className="nowrap">{expiresOn ?? '未设'}</span> },
  {
    key: 'open',
    title: '办理',
    isAct: true,
    cell: ({ id, personName, signInName, mayManage }) => (
      <button
        type="button"
        className="plain-button nowrap"
        aria-label={`${mayManage ? '管理' : '查看'}：${personName} ${signInName}`}
        onClick={() => open(id)}
      >
        {mayManage ? '管理' : '查看'}
      </button>
    ),
  },
]
