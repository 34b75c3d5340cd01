import { useState } from 'react'
import { listSchemes } from '#contract/scheme/index.ts'
import { readZones } from '#contract/territory/index.ts'
import { DayField } from '#ui/form/day-field.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { Answered } from '#web/http/answered.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { useSession } from '#web/kernel/current-session.ts'
import { useAddress } from '#web/kernel/use-address.ts'
import { useTitle } from '#web/kernel/use-title.ts'
import { CountyChoice } from './county-choice.tsx'
import { DrawZones } from './draw-zones.tsx'
import type { ZonesAnswer } from './zones-answer.ts'
import { readZonesSearch } from './zones-search.ts'
import './zones.css'

const COUNTY = 6

/** The zones of a county on a day, and drawing them anew. */
export function ZonesPage() {
  useTitle('片区')
  const { grant, today } = useSession()
  const [search, change] = useAddress(readZonesSearch)
  const isAbove = grant.scopeCode === '0' || grant.scopeCode.length < COUNTY
  const county = search.county ?? (isAbove ? undefined : grant.scopeCode.slice(0, COUNTY))
  const schemes = useAnswer(listSchemes, {})
  // a demonstration stands still at a past day, and so do its zones
  const demoDay = schemes.data?.schemes.find((s) => s.isDemo && county?.startsWith(s.unitCode))?.referenceDay
  const day = search.asOf ?? demoDay ?? today
  return (
    <>
      <header className="page-head">
        <div>
          <h1>片区</h1>
          <p className="muted">片区把一县的乡镇(街道)不重不漏地分开；方案里关于片区的规则按它判。</p>
        </div>
      </header>
      <div className="filter-row no-print">
        {isAbove ? (
          <CountyChoice value={search.county ?? ''} onChange={(code) => change({ county: code === '' ? undefined : code })} />
        ) : null}
        <DayField label="哪一天" value={day} onChange={(asOf) => change({ asOf })} />
      </div>
      {county?.length === COUNTY ? <ZonesOf county={county} asOf={day} /> : <p className="empty-note">请先选一个县。</p>}
    </>
  )
}

function ZonesOf({ county, asOf }: { readonly county: string; readonly asOf: string }) {
  const query = useAnswer(readZones, { code: county, asOf }, { keepsPrevious: true })
  const [isDrawing, setIsDrawing] = useState(false)
  return (
    <Answered query={query}>
      {(answer) =>
        isDrawing ? (
          <DrawZones county={county} answer={answer} onClose={() => setIsDrawing(false)} />
        ) : (
          <>
            {answer.mayChange ? (
              <p className="button-row no-print">
                <button type="button" className="main-button" onClick={() => setIsDrawing(true)}>
                  {answer.zones.length === 0 ? '划分片区' : '重新划分'}
                </button>
              </p>
            ) : null}
            <ZoneList answer={answer} />
          </>
        )
      }
    </Answered>
  )
}

function ZoneList({ answer: { zones, loose, asOf } }: { readonly answer: ZonesAnswer }) {
  return (
    <>
      {zones.length === 0 ? <p className="empty-note">{asOf} 没有片区。划分之后，各片区和所含镇街会列在这里。</p> : null}
      <ul className="zone-list">
        {zones.map((zone) => (
          <li key={zone.id}>
            <h2>
              {zone.name}{' '}
              <span className="muted">
                {zone.towns.length} 个镇街 · 自 {zone.from}
              </span>
            </h2>
            <p>{zone.towns.map((t) => t.name).join('、')}</p>
          </li>
        ))}
      </ul>
      {zones.length > 0 && loose.length > 0 ? (
        <p>
          <StatusTag tone="warn" word={`${loose.length} 个镇街不在任何片区`} /> {loose.map((t) => t.name).join('、')}
        </p>
      ) : null}
    </>
  )
}
