import { useSession, type Ability } from '#web/kernel/current-session.ts'
import { GroupFrame } from '#web/kernel/group-frame.tsx'

const PAGES: readonly {
  readonly to: '/accounts' | '/access' | '/audit' | '/break-glass' | '/system'
  readonly label: string
  /** Absent: for everybody. Several: any of them. */
  readonly needs?: readonly Ability[]
}[] = [
  { to: '/accounts', label: '用户与角色', needs: ['manage account'] },
  { to: '/access', label: '谁可以做什么' },
  { to: '/audit', label: '审计', needs: ['read audit'] },
  { to: '/break-glass', label: '紧急查阅', needs: ['break glass', 'read audit'] },
  { to: '/system', label: '系统状态', needs: ['manage account', 'read audit'] },
]

/** The pages of 系统 that this role can use. */
export function useSystemPages(): typeof PAGES {
  const { abilities, grant } = useSession()
  const isBehindGlass = grant.role === 'auditor' || grant.role === 'city' || grant.role === 'province'
  return PAGES.filter(
    ({ to, needs }) =>
      needs === undefined || needs.some((one) => abilities.includes(one)) || (to === '/break-glass' && isBehindGlass),
  )
}

/** The frame around them. */
export const SystemGroup = () => <GroupFrame label="系统" pages={useSystemPages()} />
