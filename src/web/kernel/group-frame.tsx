import { Link, Outlet, type LinkProps } from '@tanstack/react-router'
import { useCurrentInView } from './use-current-in-view.ts'

export interface GroupPage {
  readonly to: NonNullable<LinkProps['to']>
  readonly label: string
}

/** The frame around pages that belong together: one row of ways between them, where there is more than one. */
export function GroupFrame({ label, pages }: { readonly label: string; readonly pages: readonly GroupPage[] }) {
  const scroller = useCurrentInView<HTMLUListElement>()
  return (
    <>
      {pages.length > 1 ? (
        <nav className="group-nav no-print" aria-label={label}>
          <ul ref={scroller}>
            {pages.map((page) => (
              <li key={page.to}>
                <Link
                  to={page.to}
                  activeOptions={{
                    exact: pages.some(({ to }) => to !== page.to && to.startsWith(`${page.to}/`)),
                    includeSearch: false,
                  }}
                  activeProps={{ 'aria-current': 'page' }}
                >
                  {page.label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
      <Outlet />
    </>
  )
}
