import type { z } from 'zod'
import { readMyAccount, type MyAccountView } from '#contract/my-account.ts'
import { DataTable } from '#ui/ledger/data-table.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { Answered } from '#web/http/answered.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { useSession } from '#web/kernel/current-session.ts'
import { minuteInWords } from '#web/kernel/instant-words.ts'
import { useTitle } from '#web/kernel/use-title.ts'
import { ChangePassword } from './change-password.tsx'
import { MyFactor } from './my-factor.tsx'
import { MyOidc } from './my-oidc.tsx'
import { MySessions } from './my-sessions.tsx'

/** Who I am here, what I may do it as, how I get in, and where I am signed in. */
export function MyAccountPage() {
  useTitle('我的账号')
  const query = useAnswer(readMyAccount, {})
  return (
    <>
      <header className="page-head">
        <div>
          <h1>我的账号</h1>
          <p className="muted">账号只归一个人使用。密码、验证码和恢复码不要告诉任何人，管理员也不会向您索要。</p>
        </div>
      </header>
      <Answered query={query} lines={10}>
        {(account) => <Parts account={account} />}
      </Answered>
    </>
  )
}

function Parts({ account }: { readonly account: z.infer<typeof MyAccountView> }) {
  const { grant, grants } = useSession()
  return (
    <>
      <section className="page-part" aria-labelledby="me-who">
        <h2 id="me-who">姓名与身份</h2>
        <dl className="plain-facts">
          <dt>登录名</dt>
          <dd>{account.signInName}</dd>
          <dt>使用人</dt>
          <dd>{account.personName}</dd>
          <dt>账号到期日</dt>
          <dd>{account.expiresOn ?? '未设'}</dd>
          <dt>密码设定于</dt>
          <dd>{account.passwordSetAt === null ? '尚未自己设过' : minuteInWords(account.passwordSetAt)}</dd>
        </dl>
        <div className="page-list">
          <DataTable
            caption="我的身份"
            rows={grants}
            rowKey={({ id }) => id}
            empty="没有有效的授权，请联系管理员。"
            columns={[
              { key: 'role', title: '身份', isHeader: true, cell: (one) => one.roleLabel },
              { key: 'scope', title: '范围', cell: (one) => one.scopeName },
              {
                key: 'now',
                title: '现在',
                cell: ({ id }) => (id === grant.id ? <StatusTag tone="good" word="正在使用" /> : '可在右上角切换'),
              },
            ]}
          />
        </div>
        <div className="button-row">
          <ChangePassword />
        </div>
      </section>
      <MyFactor factor={account.secondFactor} />
      {account.oidc ? <MyOidc oidc={account.oidc} /> : null}
      <MySessions />
    </>
  )
}
