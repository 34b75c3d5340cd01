import { Link, Outlet } from '@tanstack/react-router'

const PAGES = [
  { to: '/territory', label: '挂图作战' },
  { to: '/territory/zones', label: '片区' },
  { to: '/territory/changes', label: '区划变更' },
  { to: '/territory/adoptions', label: '采用方案' },
] as const

/** The frame around the pages of 区域: one row of ways between them. */
export function TerritoryGroup() {
  return (
    <>
      <nav className="group-nav no-print" aria-label="区域">
        <ul>
          {PAGES.map(({ to, label }) => (
            <li key={to}>
              <Link to={to} activeOptions={{ exact: true, includeSearch: false }} activeProps={{ 'aria-current': 'page' }}>
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Outlet />
    </>
  )
}
