import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { RECORD_LIST_ENDPOINTS } from '#contract/record-lists.ts'
import { ActButton } from '#ui/form/act-button.tsx'
import { doesKeep } from '#domain/record/index.ts'
import { RECORD_LISTS } from '#domain/table/index.ts'
import { useCan, useSession } from '#web/kernel/current-session.ts'
import { useTitle } from '#web/kernel/use-title.ts'
import { ImportLink, Ledger, useListChoices } from '#web/table/index.ts'
import { RegisterStation } from './register-station.tsx'
import { StandingCounts } from './standing-counts.tsx'
import './station-page.css'

/** The stations within reach: filtered, sorted, with how each stands, and registering another. */
export function StationsPage() {
  useTitle('站点')
  const mayRegister = useCan('register station')
  // whoever registers stations, or keeps what is on file of the premises
  const mayImport = mayRegister || doesKeep(useSession().grant.role, 'town')
  const [isRegistering, setIsRegistering] = useState(false)
  const navigate = useNavigate()
  const choices = useListChoices('station')
  return (
    <>
      <header className="page-head">
        <h1>站点</h1>
        <div className="button-row no-print">
          {mayImport ? <ImportLink importer="station" /> : null}
          {mayRegister ? (
            <ActButton className="main-button" onClick={() => setIsRegistering(true)}>
              登记社工站
            </ActButton>
          ) : null}
        </div>
      </header>
      <Ledger
        list={RECORD_LISTS.station}
        endpoints={RECORD_LIST_ENDPOINTS.station}
        choices={choices}
        cells={{
          name: ({ id }, shown) => (
            <Link to="/stations/$stationId" params={{ stationId: id }}>
              {shown === '' ? '（未命名）' : shown}
            </Link>
          ),
        }}
        extra={[
          {
            key: 'standing',
            title: '对照条款',
            cell: ({ id }, rows) => <StandingCounts id={id} all={rows.map((row) => row.id)} />,
          },
        ]}
        empty={mayRegister ? '还没有站点。点“登记社工站”，从还没有站的镇街开始。' : '您的范围内还没有站点。登记后会列在这里。'}
      />
      {isRegistering ? (
        <RegisterStation
          onClose={() => setIsRegistering(false)}
          onDone={(id) => void navigate({ to: '/stations/$stationId', params: { stationId: id } })}
        />
      ) : null}
    </>
  )
}
