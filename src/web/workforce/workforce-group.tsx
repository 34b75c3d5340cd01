import { Link, Outlet } from '@tanstack/react-router'

const PAGES = [
  { to: '/workers', label: '名册' },
  { to: '/staffing', label: '各站配备' },
  { to: '/attendance', label: '月度出勤' },
  { to: '/month-sheets', label: '月度考核' },
] as const

/** The frame around the pages about people. */
export const WorkforceGroup = () => (
  <>
    <nav className="group-nav no-print" aria-label="人员">
      <ul>
        {PAGES.map(({ to, label }) => (
          <li key={to}>
            <Link to={to} activeProps={{ 'aria-current': 'page' }}>
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
    <Outlet />
  </>
)
