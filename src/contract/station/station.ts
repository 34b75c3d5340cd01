import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { nameText } from '../name-text.ts'
import { OwedView, SubjectRulingView } from '../scheme/index.ts'
import { AcceptanceGate } from './gate.ts'

const Day = z.iso.date()
const stationId = z.uuid()
const Done = z.object({ version: z.int() })

export const StationSiteView = z
  .object({
    unitId: z.string(),
    name: z.string(),
    divisionCode: z.string(),
    tierLabel: z.string(),
    stationCount: z.int(),
    proposedName: z.string(),
    /** As the plan's pattern makes it; absent where no plan in force has one. */
    plaque: z.object({ text: z.string(), ref: z.string() }).optional(),
    /** Why the plan asks for no station there, with its clause. */
    denied: z.string().optional(),
  })
  .meta({ id: 'StationSite' })
export type StationSiteView = z.infer<typeof StationSiteView>

const Named = z.object({ id: z.string(), name: z.string() })

/** Where a station can be registered, for whom, under which agreement. */
export const listSites = endpoint({
  name: 'station.listSites',
  method: 'GET',
  path: '/station-sites',
  summary: '可以设站的地区',
  who: 'register station',
  input: z.object({}),
  output: z.object({
    sites: z.array(StationSiteView),
    agencies: z.array(Named),
    contracts: z.array(Named.extend({ agencyId: z.string().nullable() })),
  }),
})

/** @refuses STATION_UNIT_UNFIT @refuses STATION_NAME_TAKEN @refuses STATION_PARTNER_UNFIT @refuses PLAN_DENIES */
export const registerStation = endpoint({
  name: 'station.register',
  method: 'POST',
  path: '/stations',
  summary: '登记社工站',
  who: 'register station',
  input: z.object({
    id: stationId,
    unitId: z.string().max(80),
    name: nameText(2, 80),
    plaqueText: z.string().trim().max(120).optional(),
    addressText: z.string().trim().max(200).optional(),
    agencyId: z.uuid().optional(),
    contractId: z.uuid().optional(),
  }),
  output: z.object({ id: z.string(), version: z.int() }),
})

/** @refuses STATION_NOT_FOUND @refuses STATION_IS_CLOSED @refuses STATION_DAY_UNFIT @refuses STATION_STILL_STAFFED */
export const closeStation = endpoint({
  name: 'station.close',
  method: 'POST',
  path: '/stations/:stationId/closing',
  summary: '撤销社工站',
  who: 'register station',
  input: z.object({ stationId, version: z.int(), on: Day, reason: z.string().trim().min(4).max(500) }),
  output: Done,
})

/** @refuses STATION_NOT_FOUND @refuses STATION_IS_CLOSED @refuses STATION_UNIT_UNFIT @refuses PLAN_DENIES */
export const moveStation = endpoint({
  name: 'station.move',
  method: 'POST',
  path: '/stations/:stationId/move',
  summary: '社工站迁到另一个地区',
  who: 'register station',
  input: z.object({ stationId, version: z.int(), unitId: z.string().max(80), on: Day }),
  output: Done,
})

/** How a ruling stands, as the page groups it. */
export const StandingGroup = z.enum(['bad', 'unknown', 'soon', 'good'])
export type StandingGroup = z.infer<typeof StandingGroup>

export const StandingView = z
  .object({
    ...SubjectRulingView.shape,
    schemeId: z.string(),
    ruleId: z.string(),
    ruleLabel: z.string(),
    subjectLabel: z.string(),
    refs: z.array(z.string()),
    areaLabel: z.string(),
    group: StandingGroup,
    gap: z.string(),
  })
  .meta({ id: 'Standing' })
export type StandingView = z.infer<typeof StandingView>

const StandingCounts = z.object({ bad: z.int(), unknown: z.int(), soon: z.int(), good: z.int() })

export const StationView = z
  .object({
    id: z.string(),
    version: z.int(),
    name: z.string(),
    divisionCode: z.string(),
    placeName: z.string(),
    tierLabel: z.string().nullable(),
    stageLabel: z.string().nullable(),
    openedOn: Day.nullable(),
    closedOn: Day.nullable(),
    agencyName: z.string().nullable(),
    plans: z.array(z.object({ schemeId: z.string(), title: z.string(), asOf: Day })),
    /** Whether the reader may see how the station stands; a neighbour may see that it is there. */
    isJudged: z.boolean(),
    standing: z.array(StandingView),
    counts: StandingCounts,
    owed: z.array(OwedView),
    people: z.array(
      z.object({
        postingId: z.string(),
        workerId: z.string().nullable(),
        name: z.string().nullable(),
        seatLabel: z.string(),
        startOn: z.string().nullable(),
        endOn: z.string().nullable(),
      }),
    ),
    gates: z.array(z.object({ gate: AcceptanceGate, label: z.string(), state: z.enum(['open', 'closed', 'silent', 'done']) })),
    mayRegister: z.boolean(),
  })
  .meta({ id: 'Station' })
export type StationView = z.infer<typeof StationView>

/** @refuses STATION_NOT_FOUND */
export const readStation = endpoint({
  name: 'station.read',
  method: 'GET',
  path: '/stations/:stationId',
  summary: '社工站：各条款的状态、要做的事与在岗人员',
  who: 'read ruling',
  input: z.object({ stationId }),
  output: StationView,
})

/** How many rulings of each kind stand against each station. */
export const listStandings = endpoint({
  name: 'station.listStandings',
  method: 'GET',
  path: '/station-standings',
  summary: '社工站：各站的不符、未知、临期与符合条数',
  who: 'read ruling',
  input: z.object({ ids: z.string().max(8000) }),
  output: z.object({ counts: z.record(z.string(), StandingCounts) }),
})
