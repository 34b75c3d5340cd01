import { Outlet, useLocation, useParams } from '@tanstack/react-router'
import { Suspense, useEffect } from 'react'
import { listSchemes } from '#contract/scheme/index.ts'
import { ActsOffProvider } from '#ui/form/act-button.tsx'
import { ErrorBoundary } from '#ui/error-boundary.tsx'
import { Loading } from '#ui/loading.tsx'
import { Watermark } from '#web/access/index.ts'
import { useAnswer } from '#web/http/use-answer.ts'
import { useSession } from '#web/kernel/current-session.ts'
import { remember } from '#web/kernel/remembered.ts'
import { SearchBox } from '#web/table/index.ts'
import { HatMenu } from './hat-menu.tsx'
import { Navigation } from './navigation.tsx'
import { SchemeSwitch } from './scheme-switch.tsx'
import { ViewingBanner } from './viewing-banner.tsx'

/** The frame around every page: name, plan, hat and navigation. */
export function Shell() {
  const { pathname } = useLocation()
  const { schemeId } = useParams({ strict: false })
  const session = useSession()
  const { data } = useAnswer(listSchemes, {}, { isEnabled: session.abilities.includes('read plan') })
  useEffect(() => {
    if (schemeId !== undefined) remember('scheme', schemeId)
  }, [schemeId])
  return (
    <div className="shell">
      <a className="skip-link" href="#content" onClick={(event) => skipTo(event, 'content')}>
        跳到正文
      </a>
      <header className="top-bar no-print">
        <span className="brand">社工站</span>
        <SchemeSwitch schemes={data?.schemes ?? []} />
        <SearchBox />
        <HatMenu />
      </header>
      <Navigation />
      <main id="content" tabIndex={-1} className="content">
        <ViewingBanner />
        <ErrorBoundary resetKey={pathname}>
          <Suspense fallback={<Loading lines={10} />}>
            <ActsOffProvider value={session.viewing ? '正在以他人身份查看，只能看，不能办理' : undefined}>
              <Outlet />
            </ActsOffProvider>
          </Suspense>
        </ErrorBoundary>
      </main>
      <Watermark />
    </div>
  )
}

function skipTo(event: { preventDefault: () => void }, id: string): void {
  event.preventDefault()
  document.getElementById(id)?.focus()
}
