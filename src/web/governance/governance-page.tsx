import { Tabs } from 'antd'
import { useAddress } from '#web/kernel/use-address.ts'
import { useTitle } from '#web/kernel/use-title.ts'
import { readGovernanceAddress } from './addresses.ts'
import { BodiesView } from './bodies-view.tsx'
import { DecisionsView } from './decisions-view.tsx'
import { DocumentsView } from './documents-view.tsx'
import { Escalations } from './escalations.tsx'
import { IssuesView } from './issues-view.tsx'
import { PoliciesView } from './policies-view.tsx'
import { RecurringView } from './recurring-view.tsx'
import { SupportsView } from './supports-view.tsx'
import './governance.css'

/** The leading group: who sits in it, what it decided, what waits for an answer, which papers went out. */
export function GovernancePage() {
  useTitle('领导小组与决定')
  const [{ view = 'bodies', on }, change] = useAddress(readGovernanceAddress)
  const views = [
    { key: 'bodies', label: '机构与任职', children: <BodiesView on={on} onDay={(day) => change({ on: day })} /> },
    { key: 'decisions', label: '决定', children: <DecisionsView /> },
    {
      key: 'issues',
      label: '协调与问题',
      children: (
        <>
          <Escalations />
          <IssuesView />
        </>
      ),
    },
    { key: 'recurring', label: '例会与听取', children: <RecurringView /> },
    { key: 'supports', label: '培育扶持', children: <SupportsView /> },
    { key: 'documents', label: '文件', children: <DocumentsView /> },
    { key: 'policies', label: '政策清单', children: <PoliciesView /> },
  ]
  return (
    <>
      <header className="page-head">
        <div>
          <h1>领导小组与决定</h1>
          <p className="muted">谁在任、定了什么、什么还等着答复、哪一期的会没有开、文件发到了哪里。</p>
        </div>
        <div className="button-row no-print">
          <button type="button" className="plain-button" onClick={() => window.print()}>
            打印
          </button>
        </div>
      </header>
      <Tabs
        activeKey={views.some(({ key }) => key === view) ? view : 'bodies'}
        onChange={(next) => change({ view: next === 'bodies' ? undefined : next }, { isStep: true })}
        items={views}
        destroyOnHidden
      />
    </>
  )
}
