import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { RECORD_LIST_ENDPOINTS } from '#contract/record-lists.ts'
import { doesKeep } from '#domain/record/index.ts'
import { RECORD_LISTS } from '#domain/table/index.ts'
import { StatusTag } from '#ui/status-tag.tsx'
import { useCan, useSession } from '#web/kernel/current-session.ts'
import { useTitle } from '#web/kernel/use-title.ts'
import { ImportLink, Ledger, useListChoices } from '#web/table/index.ts'
import { CreateOfficial } from './create-official.tsx'
import { CreateWorker } from './create-worker.tsx'
import '../workforce.css'

/** The roster: who is where, and what runs out when. */
export function WorkersPage() {
  useTitle('社工名册')
  const { workDay, grant } = useSession()
  const mayRecord = useCan('record fact')
  const [making, setMaking] = useState<'worker' | 'official'>()
  const navigate = useNavigate()
  const choices = useListChoices('worker')
  const until = (shown: string) =>
    shown !== '' && shown < workDay ? <StatusTag tone="bad" word={`${shown} 已过期`} /> : undefined
  const isOffice = grant.role === 'bureau'
  const isEmployer = doesKeep(grant.role, 'agency')
  return (
    <>
      <header className="page-head">
        <div>
          <h1>社工名册</h1>
          <p className="muted">{grant.scopeName}之内的社工。证书、核查、合同到期的可按日期筛选和排序。</p>
        </div>
        {mayRecord ? (
          <div className="button-row no-print">
            {isOffice || grant.role === 'town' ? (
              <button type="button" className="plain-button" onClick={() => setMaking('official')}>
                登记站长、督导
              </button>
            ) : null}
            {isEmployer ? (
              <>
                <ImportLink importer="worker" />
                <button type="button" className="main-button" onClick={() => setMaking('worker')}>
                  登记社工
                </button>
              </>
            ) : null}
          </div>
        ) : null}
      </header>
      <Ledger
        list={RECORD_LISTS.worker}
        endpoints={RECORD_LIST_ENDPOINTS.worker}
        choices={choices}
        cells={{
          name: ({ id }, shown) => (
            <Link to="/workers/$workerId" params={{ workerId: id }}>
              {shown === '' ? '（未命名）' : shown}
            </Link>
          ),
          certifiedUntil: (_, shown) => until(shown),
          checkDueOn: (_, shown) => until(shown),
          employedUntil: (_, shown) => until(shown),
        }}
        empty="还没有社工。由用工机构或民政局登记后，会列在这里。"
      />
      {making === 'worker' ? (
        <CreateWorker
          onClose={() => setMaking(undefined)}
          onDone={(workerId) => void navigate({ to: '/workers/$workerId', params: { workerId } })}
        />
      ) : null}
      {making === 'official' ? (
        <CreateOfficial
          isOffice={isOffice}
          onClose={() => setMaking(undefined)}
          onDone={(id) => void navigate({ to: '/records/$subject/$id', params: { subject: 'person', id } })}
        />
      ) : null}
    </>
  )
}
