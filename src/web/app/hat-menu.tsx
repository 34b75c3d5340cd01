import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { App, Dropdown } from 'antd'
import type { GrantView } from '#contract/session.ts'
import { troubleOf } from '#web/http/trouble-of.ts'
import { useSession } from '#web/kernel/current-session.ts'
import { signOutHere, switchHat } from '#web/session/index.ts'

const hatName = ({ roleLabel, scopeName }: GrantView): string => `${roleLabel} · ${scopeName}`

/** Who is signed in under which hat; changes the hat, and signs out. */
export function HatMenu() {
  const { name, grant, grants, viewing } = useSession()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const act = useMutation({
    mutationFn: (key: string) => (key === 'out' ? signOutHere() : switchHat(key)),
    onError: (error) => {
      const { title, advice } = troubleOf(error)
      void message.error(`${title}。${advice}`)
    },
  })
  return (
    <Dropdown
      trigger={['click']}
      autoFocus
      menu={{
        selectable: true,
        selectedKeys: [grant.id],
        onClick: ({ key }) => {
          if (key === 'me') void navigate({ to: '/account' })
          else if (key !== grant.id) act.mutate(key)
        },
        items: [
          ...(grants.length > 1 && !viewing
            ? [
                {
                  type: 'group' as const,
                  key: 'hats',
                  label: '切换身份',
                  children: grants.map((one) => ({ key: one.id, label: hatName(one) })),
                },
                { type: 'divider' as const, key: 'line' },
              ]
            : []),
          ...(viewing ? [] : [{ key: 'me', label: '我的账号' }]),
          { key: 'out', label: '退出登录' },
        ],
      }}
    >
      <button type="button" className="hat" aria-haspopup="menu" aria-label={`${name}，${hatName(grant)}，打开用户菜单`}>
        <span className="hat-name">{name}</span>
        <span className="hat-role">{hatName(grant)}</span>
        <span aria-hidden="true">▾</span>
      </button>
    </Dropdown>
  )
}
