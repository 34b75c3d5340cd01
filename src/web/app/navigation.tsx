import { Link, useLocation } from '@tanstack/react-router'
import { useSession, type Ability } from '#web/kernel/current-session.ts'
import { useSystemPages } from './system-group.tsx'
import { useCurrentInView } from './use-current-in-view.ts'

const ENTRIES: readonly {
  readonly to: '/desk' | '/plan' | '/stations' | '/workers' | '/comparison' | '/settings' | '/registers' | '/people'
  readonly label: string
  readonly needs: Ability
}[] = [
  { to: '/desk', label: '工作台', needs: 'read work desk' },
  { to: '/plan', label: '方案', needs: 'read plan' },
  { to: '/comparison', label: '方案对照', needs: 'read plan' },
  { to: '/settings', label: '设定与读法', needs: 'read plan' },
  { to: '/stations', label: '站点', needs: 'read ruling' },
  { to: '/workers', label: '人员', needs: 'read person' },
  { to: '/registers', label: '台账', needs: 'read ruling' },
  { to: '/people', label: '按号码查人', needs: 'find person' },
]

/** The ways into the console; what a role cannot use it does not see. */
export function Navigation() {
  const { abilities } = useSession()
  const { pathname } = useLocation()
  const system = useSystemPages()
  const [first] = system
  const scroller = useCurrentInView<HTMLElement>()
  return (
    <nav ref={scroller} className="side-nav no-print" aria-label="主导航">
      <ul>
        {ENTRIES.filter(({ needs }) => abilities.includes(needs)).map(({ to, label }) => (
          <li key={to}>
            <Link to={to} activeProps={{ 'aria-current': 'page' }}>
              {label}
            </Link>
          </li>
        ))}
        {first ? (
          <li>
            <Link to={first.to} aria-current={system.some(({ to }) => pathname.startsWith(to)) ? 'page' : undefined}>
              系统
            </Link>
          </li>
        ) : null}
      </ul>
    </nav>
  )
}
