import { Link, useLocation } from '@tanstack/react-router'
import { useSession, type Ability } from '#web/kernel/current-session.ts'
import { useCurrentInView } from '#web/kernel/use-current-in-view.ts'
import { useSystemPages } from './system-group.tsx'

const ENTRIES: readonly {
  readonly to: '/desk' | '/plan' | '/territory' | '/stations' | '/workers' | '/staffing' | '/registers'
  readonly label: string
  readonly needs: Ability
  /** For those who may not: another way stands in its place. */
  readonly unless?: Ability
  /** Pages of the same group that stand under another address. */
  readonly also?: readonly string[]
}[] = [
  { to: '/desk', label: '工作台', needs: 'read work desk' },
  { to: '/plan', label: '方案', needs: 'read plan', also: ['/comparison', '/settings', '/roadmap', '/governance'] },
  { to: '/territory', label: '区域', needs: 'read plan' },
  { to: '/stations', label: '站点', needs: 'read ruling' },
  {
    to: '/workers',
    label: '人员',
    needs: 'read person',
    also: ['/staffing', '/turnover', '/attendance', '/month-sheets', '/people'],
  },
  // how many sit where is for everybody who reads rulings, who they are is not
  { to: '/staffing', label: '人员', needs: 'read ruling', unless: 'read person', also: ['/turnover', '/month-sheets'] },
  { to: '/registers', label: '台账', needs: 'read ruling', also: ['/records', '/imports'] },
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
        {ENTRIES.filter(
          ({ needs, unless }) => abilities.includes(needs) && (unless === undefined || !abilities.includes(unless)),
        ).map(({ to, label, also = [] }) => (
          <li key={to}>
            <Link
              to={to}
              aria-current={[to, ...also].some((one) => pathname.startsWith(one)) ? 'page' : undefined}
              activeProps={{ 'aria-current': 'page' }}
            >
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
