import type { DemoHint } from '#contract/session.ts'

/** Accounts to try. */
export function DemoAccounts({ demo, onChoose }: { readonly demo: DemoHint; readonly onChoose: (name: string) => void }) {
  return (
    <section className="sign-in-demo" aria-labelledby="demo-title">
      <h2 id="demo-title">演示账号</h2>
      <p>数据均为虚构。选一个账号会填好账号和密码。</p>
      <ul>
        {demo.accounts.map(({ name, roleLabel }) => (
          <li key={name}>
            <button type="button" className="plain-button" onClick={() => onChoose(name)}>
              {roleLabel}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
