import { Link } from '@tanstack/react-router'
import { readStation, type StationView } from '#contract/station/index.ts'
import { DataTable } from '#ui/ledger/data-table.tsx'
import { Answered } from '#web/http/answered.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { useCan } from '#web/kernel/current-session.ts'
import { dayInWords } from '#web/kernel/day-words.ts'
import { useAddress } from '#web/kernel/use-address.ts'
import { useTitle } from '#web/kernel/use-title.ts'
import { RecordHistory } from '#web/record/index.ts'
import { RulingDrawer } from '#web/scheme/index.ts'
import { StationActs } from './station-acts.tsx'
import { StationFacts } from './station-facts.tsx'
import { StationFiles } from './station-files.tsx'
import { readStationSearch } from './station-search.ts'
import { StationStanding } from './station-standing.tsx'
import './station-page.css'

const VIEWS = [
  { view: undefined, label: '状态与待办' },
  { view: 'facts', label: '场地与制度' },
  { view: 'people', label: '在岗人员' },
  { view: 'files', label: '附件' },
  { view: 'history', label: '历次改动' },
] as const

/** One station: how it stands against every clause, what is to be done, and what is recorded of it. */
export function StationPage({ stationId }: { readonly stationId: string }) {
  const query = useAnswer(readStation, { stationId })
  useTitle(query.data?.name ?? '社工站')
  return (
    <Answered query={query} lines={10}>
      {(station) => <Station station={station} />}
    </Answered>
  )
}

function Station({ station }: { readonly station: StationView }) {
  const [search, change] = useAddress(readStationSearch)
  const mayRule = useCan('read ruling')
  const { view, scheme, rule, subject, state } = search
  return (
    <>
      <header className="page-head">
        <div>
          <p className="muted no-print">
            <Link to="/stations">站点</Link>
          </p>
          <h1>{station.name}</h1>
          <p className="muted">
            {[
              station.placeName,
              station.tierLabel,
              station.stageLabel,
              station.openedOn === null ? '未开站' : `${dayInWords(station.openedOn)}开站`,
              station.closedOn === null ? null : `${dayInWords(station.closedOn)}撤销`,
              station.agencyName === null ? '未定承接机构' : `承接机构：${station.agencyName}`,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        <StationActs station={station} />
      </header>
      <Gates station={station} />
      <nav className="group-nav no-print" aria-label="本站">
        <ul>
          {VIEWS.map((one) => (
            <li key={one.label}>
              <Link
                to="/stations/$stationId"
                params={{ stationId: station.id }}
                search={(one.view === undefined ? {} : { view: one.view }) as never}
                activeOptions={{ exact: true, includeSearch: true }}
                aria-current={view === one.view ? 'page' : undefined}
              >
                {one.label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {view === 'facts' ? <StationFacts stationId={station.id} /> : null}
      {view === 'people' ? <People station={station} /> : null}
      {view === 'files' ? <StationFiles stationId={station.id} canChange={station.closedOn === null} /> : null}
      {view === 'history' ? <RecordHistory subject="station" id={station.id} /> : null}
      {VIEWS.some((one) => one.view !== undefined && one.view === view) ? null : (
        <StationStanding station={station} search={search} onChange={change} />
      )}
      {mayRule ? (
        <RulingDrawer
          asked={{ schemeId: scheme ?? '' }}
          ruleId={scheme === undefined ? undefined : rule}
          subjectId={subject}
          state={state}
          onSubject={(next) => change({ subject: next })}
          onState={(next) => change({ state: next })}
          onClose={() => change({ scheme: undefined, rule: undefined, subject: undefined, state: undefined })}
        />
      ) : null}
    </>
  )
}

const GATE_WORDS = { done: '已合格', open: '条件已具备', closed: '条件未具备', silent: '方案未列条件' } as const

/** The two acceptances and where each stands. */
function Gates({ station }: { readonly station: StationView }) {
  if (!station.isJudged) return null
  return (
    <ul className="station-gates">
      {station.gates
        .filter(({ gate, state }) => gate === 'station.open' || state !== 'silent')
        .map(({ gate, label, state }) => (
          <li key={gate}>
            <Link
              to="/stations/$stationId/acceptance/$kind"
              params={{ stationId: station.id, kind: gate.slice('station.'.length) }}
            >
              {label}
            </Link>
            <span className="muted">{GATE_WORDS[state]}</span>
          </li>
        ))}
    </ul>
  )
}

function People({ station }: { readonly station: StationView }) {
  return (
    <section aria-label="在岗人员">
      <h2>在岗人员</h2>
      <DataTable
        caption="在岗人员"
        rows={station.people}
        rowKey={({ postingId }) => postingId}
        empty="此刻没有人在岗，或不在您的范围内。办理到岗后会列在这里。"
        columns={[
          {
            key: 'name',
            title: '姓名',
            isHeader: true,
            cell: ({ name, workerId }) =>
              name === null ? (
                '（无权查看）'
              ) : workerId === null ? (
                name
              ) : (
                <Link to="/workers/$workerId" params={{ workerId }}>
                  {name}
                </Link>
              ),
          },
          { key: 'seat', title: '岗位', cell: ({ seatLabel }) => seatLabel },
          { key: 'from', title: '到岗', cell: ({ startOn }) => startOn ?? '未填' },
          { key: 'to', title: '离岗', cell: ({ endOn }) => endOn ?? '—' },
          {
            key: 'open',
            title: '档案',
            cell: ({ postingId }) => (
              <Link to="/records/$subject/$id" params={{ subject: 'posting', id: postingId }}>
                岗位档案
              </Link>
            ),
          },
        ]}
      />
    </section>
  )
}
