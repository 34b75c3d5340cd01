import { createRootRoute, createRoute, createRouter, Link, Navigate } from '@tanstack/react-router'
import { listSchemes } from '#contract/scheme/index.ts'
import { isListedSubject } from '#domain/table/index.ts'
import { AccessTablePage, GlassPage } from '#web/access/index.ts'
import { AccountsPage, MyAccountPage, readAccountsSearch } from '#web/account/index.ts'
import { AuditPage, readAuditSearch } from '#web/audit/index.ts'
import { DeskPage, readDeskSearch } from '#web/desk/index.ts'
import { GovernancePage, readGovernanceAddress, readRoadmapAddress, RoadmapPage } from '#web/governance/index.ts'
import { Answered } from '#web/http/answered.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { useCan } from '#web/kernel/current-session.ts'
import { readRemembered } from '#web/kernel/remembered.ts'
import { useTitle } from '#web/kernel/use-title.ts'
import { RecordPage, RegisterPage, RegistersPage } from '#web/record/index.ts'
import { ComparePage, PlanGroup, PlanPage, readPlanSearch, SettingsPage } from '#web/scheme/index.ts'
import { PeoplePage, readPeopleSearch } from '#web/secret/index.ts'
import { AcceptancePage, readStationSearch, StationPage, StationsPage } from '#web/station/index.ts'
import { SystemPage } from '#web/system/index.ts'
import {
  AdoptionsPage,
  BoardPage,
  ChangesPage,
  readBoardSearch,
  readZonesSearch,
  TerritoryGroup,
  ZonesPage,
} from '#web/territory/index.ts'
import { ImportPage, readAnyLedgerAddress, readImportAddress, RecordLedgerPage } from '#web/table/index.ts'
import {
  AttendancePage,
  MonthSheetsPage,
  readWorkforceSearch,
  StaffingPage,
  TurnoverPage,
  WorkerPage,
  WorkersPage,
  WorkforceGroup,
} from '#web/workforce/index.ts'
import { parseAddress, writeAddress } from './address.ts'
import { Shell } from './shell.tsx'
import { SystemGroup } from './system-group.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound })

const home = createRoute({ getParentRoute: () => root, path: '/', component: Home })
const desk = createRoute({ getParentRoute: () => root, path: '/desk', component: DeskPage, validateSearch: readDeskSearch })
const planGroup = createRoute({ getParentRoute: () => root, id: 'plan-group', component: PlanGroup })
const anyPlan = createRoute({
  getParentRoute: () => planGroup,
  path: '/plan',
  component: () => <ToScheme page="/plan/$schemeId" />,
})
const plan = createRoute({
  getParentRoute: () => planGroup,
  path: '/plan/$schemeId',
  validateSearch: readPlanSearch,
  component: function PlanRoute() {
    return <PlanPage schemeId={plan.useParams().schemeId} />
  },
})
const comparison = createRoute({ getParentRoute: () => planGroup, path: '/comparison', component: ComparePage })
const anySettings = createRoute({
  getParentRoute: () => planGroup,
  path: '/settings',
  component: () => <ToScheme page="/settings/$schemeId" />,
})
const settings = createRoute({
  getParentRoute: () => planGroup,
  path: '/settings/$schemeId',
  validateSearch: readPlanSearch,
  component: function SettingsRoute() {
    return <SettingsPage schemeId={settings.useParams().schemeId} />
  },
})

const me = createRoute({ getParentRoute: () => root, path: '/account', component: MyAccountPage })
const record = createRoute({
  getParentRoute: () => root,
  path: '/records/$subject/$id',
  component: function RecordRoute() {
    const { subject, id } = record.useParams()
    return <RecordPage key={id} subject={subject} id={id} />
  },
})
const territory = createRoute({ getParentRoute: () => root, id: 'territory-group', component: TerritoryGroup })
const board = createRoute({
  getParentRoute: () => territory,
  path: '/territory',
  component: BoardPage,
  validateSearch: readBoardSearch,
})
const zones = createRoute({
  getParentRoute: () => territory,
  path: '/territory/zones',
  component: ZonesPage,
  validateSearch: readZonesSearch,
})
const changes = createRoute({ getParentRoute: () => territory, path: '/territory/changes', component: ChangesPage })
const adoptions = createRoute({ getParentRoute: () => territory, path: '/territory/adoptions', component: AdoptionsPage })
const registers = createRoute({ getParentRoute: () => root, path: '/registers', component: RegistersPage })
const register = createRoute({
  getParentRoute: () => root,
  path: '/registers/$subject',
  validateSearch: readAnyLedgerAddress,
  component: function RegisterRoute() {
    const { subject } = register.useParams()
    return isListedSubject(subject) ? (
      <RecordLedgerPage key={subject} subject={subject} />
    ) : (
      <RegisterPage key={subject} subject={subject} />
    )
  },
})
const stations = createRoute({
  getParentRoute: () => root,
  path: '/stations',
  validateSearch: readAnyLedgerAddress,
  component: StationsPage,
})
const station = createRoute({
  getParentRoute: () => root,
  path: '/stations/$stationId',
  validateSearch: readStationSearch,
  component: function StationRoute() {
    const { stationId } = station.useParams()
    return <StationPage key={stationId} stationId={stationId} />
  },
})
const acceptance = createRoute({
  getParentRoute: () => root,
  path: '/stations/$stationId/acceptance/$kind',
  component: function AcceptanceRoute() {
    const { stationId, kind } = acceptance.useParams()
    return <AcceptancePage key={stationId + kind} stationId={stationId} kind={kind} />
  },
})
const imports = createRoute({
  getParentRoute: () => root,
  path: '/imports',
  component: ImportPage,
  validateSearch: readImportAddress,
})
const roadmap = createRoute({
  getParentRoute: () => planGroup,
  path: '/roadmap',
  component: RoadmapPage,
  validateSearch: readRoadmapAddress,
})
const governance = createRoute({
  getParentRoute: () => planGroup,
  path: '/governance',
  component: GovernancePage,
  validateSearch: readGovernanceAddress,
})
const workforce = createRoute({ getParentRoute: () => root, id: 'workforce-group', component: WorkforceGroup })
const people = createRoute({
  getParentRoute: () => workforce,
  path: '/people',
  component: PeoplePage,
  validateSearch: readPeopleSearch,
})
const workers = createRoute({
  getParentRoute: () => workforce,
  path: '/workers',
  component: WorkersPage,
  validateSearch: readAnyLedgerAddress,
})
const worker = createRoute({
  getParentRoute: () => workforce,
  path: '/workers/$workerId',
  component: function WorkerRoute() {
    const { workerId } = worker.useParams()
    return <WorkerPage key={workerId} workerId={workerId} />
  },
})
const staffing = createRoute({
  getParentRoute: () => workforce,
  path: '/staffing',
  component: StaffingPage,
  validateSearch: readWorkforceSearch,
})
const attendance = createRoute({
  getParentRoute: () => workforce,
  path: '/attendance',
  component: AttendancePage,
  validateSearch: readWorkforceSearch,
})
const turnover = createRoute({
  getParentRoute: () => workforce,
  path: '/turnover',
  component: TurnoverPage,
  validateSearch: readWorkforceSearch,
})
const monthSheets = createRoute({
  getParentRoute: () => workforce,
  path: '/month-sheets',
  component: MonthSheetsPage,
  validateSearch: readWorkforceSearch,
})
const group = createRoute({ getParentRoute: () => root, id: 'system-group', component: SystemGroup })
const accounts = createRoute({
  getParentRoute: () => group,
  path: '/accounts',
  component: AccountsPage,
  validateSearch: readAccountsSearch,
})
const access = createRoute({ getParentRoute: () => group, path: '/access', component: AccessTablePage })
const audit = createRoute({ getParentRoute: () => group, path: '/audit', component: AuditPage, validateSearch: readAuditSearch })
const glass = createRoute({ getParentRoute: () => group, path: '/break-glass', component: GlassPage })
const system = createRoute({ getParentRoute: () => group, path: '/system', component: SystemPage })

/** The addresses of the console. */
export const createAppRouter = () =>
  createRouter({
    routeTree: root.addChildren([
      home,
      desk,
      planGroup.addChildren([anyPlan, plan, comparison, anySettings, settings, roadmap, governance]),
      me,
      record,
      territory.addChildren([board, zones, changes, adoptions]),
      registers,
      register,
      stations,
      station,
      acceptance,
      imports,
      workforce.addChildren([people, workers, worker, staffing, turnover, attendance, monthSheets]),
      group.addChildren([accounts, access, audit, glass, system]),
    ]),
    parseSearch: parseAddress,
    stringifySearch: writeAddress,
    scrollRestoration: true,
    defaultPreload: false,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}

/** Lands where this role's work begins. */
function Home() {
  return <Navigate to={useCan('read work desk') ? '/desk' : '/plan'} replace />
}

/** The same page for the plan last looked at, or else the first one. */
function ToScheme({ page }: { readonly page: '/plan/$schemeId' | '/settings/$schemeId' }) {
  const title = page.startsWith('/plan') ? '方案' : '设定与读法'
  useTitle(title)
  const query = useAnswer(listSchemes, {})
  return (
    <Answered query={query}>
      {({ schemes }) => {
        const last = schemes.find(({ id }) => id === readRemembered('scheme')) ?? schemes[0]
        return last ? <Navigate to={page} params={{ schemeId: last.id }} replace /> : <NoScheme title={title} />
      }}
    </Answered>
  )
}

function NoScheme({ title }: { readonly title: string }) {
  const mayAdopt = useCan('adopt scheme')
  return (
    <>
      <h1>{title}</h1>
      <p className="empty-note">
        您的范围内还没有采用任何方案。
        {mayAdopt ? (
          <>
            到 <Link to="/territory/adoptions">采用方案</Link> 选一份，原文逐条和对照情况就会列在这里。
          </>
        ) : (
          '主管单位采用方案后，会自动出现在这里。'
        )}
      </p>
    </>
  )
}

function NotFound() {
  useTitle('没有这一页')
  return (
    <>
      <h1>没有这一页</h1>
      <p className="empty-note">地址可能不完整。请从导航重新进入。</p>
    </>
  )
}
