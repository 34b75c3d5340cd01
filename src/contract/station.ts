import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import type { ProblemCodes } from './problem.ts'
import { OwedView, StateName, SubjectRulingView } from './scheme/index.ts'

export const STATION_PROBLEMS = {
  STATION_NOT_FOUND: { status: 404, title: '没有这个社工站，或不在您的范围内' },
  STATION_UNIT_UNFIT: { status: 422, title: '这个地方不能设站，请从列出的地区中选' },
  STATION_NAME_TAKEN: { status: 409, title: '这个地方已有同名的站' },
  STATION_PARTNER_UNFIT: { status: 422, title: '承接机构与协议对不上，请从列出的机构和协议中选' },
  STATION_IS_CLOSED: { status: 409, title: '这个站已经撤销，不能再办理' },
  STATION_DAY_UNFIT: { status: 422, title: '日期不合要求' },
  STATION_STILL_STAFFED: { status: 409, title: '站里还有人在岗，请先办理离岗或调岗' },
  GATE_CLOSED: { status: 409, title: '还不具备验收合格的条件' },
  ACCEPTANCE_DONE: { status: 409, title: '这项验收已经合格，不用再验' },
  ACCEPTANCE_TOO_EARLY: { status: 409, title: '还没有开站，不能作成熟验收' },
  ACCEPTANCE_PENDING: { status: 409, title: '已有一份验收结论等待签署，请先签署或退回' },
  ACCEPTANCE_NOT_FOUND: { status: 404, title: '没有这份验收结论，或不在您的范围内' },
  ACCEPTANCE_DECIDED: { status: 409, title: '这份验收结论已经签署过了' },
  ACCEPTANCE_SAME_SIGNER: { status: 403, title: '提出结论的人不能自己签署，请另一位经办人签' },
  ACCEPTANCE_UNFIT: { status: 422, title: '验收结论填得不完整' },
  REPRESENTATIVES_MISSING: { status: 422, title: '须有服务对象参加并写明意见' },
  ITEM_NOT_FOUND: { status: 404, title: '方案里没有这项须现场确认的事项' },
  ITEM_OF_OTHERS: { status: 403, title: '这一项由别的单位确认' },
  ITEM_UNFIT: { status: 422, title: '确认须写明日期，并有说明或附件' },
  EXCEPTION_NOT_ALLOWED: { status: 403, title: '这一条不得例外' },
  EXCEPTION_OF_OTHERS: { status: 403, title: '这一条的例外由别的单位批准' },
} as const satisfies ProblemCodes

const Day = z.iso.date()
const stationId = z.uuid()
const reasonText = z.string().trim().min(4).max(500)
const remarkText = z.string().trim().max(1000)
const Done = z.object({ version: z.int() })

/** The acceptances of a station; their names are the gates that the plans' rules guard. */
export const AcceptanceGate = z.enum(['station.open', 'station.mature'])
export type AcceptanceGate = z.infer<typeof AcceptanceGate>
export const AcceptanceResult = z.enum(['passed', 'correct', 'failed'])
export type AcceptanceResult = z.infer<typeof AcceptanceResult>

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
    name: z.string().trim().min(2).max(80),
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
  input: z.object({ stationId, version: z.int(), on: Day, reason: reasonText }),
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

export const AcceptanceCheckView = z
  .object({
    schemeId: z.string(),
    ruleId: z.string(),
    label: z.string(),
    refs: z.array(z.string()),
    clauseText: z.string(),
    state: StateName,
    stateLabel: z.string(),
    isPassed: z.boolean(),
    sentence: z.string(),
    rows: z.array(
      z.object({
        label: z.string(),
        measured: z.string(),
        required: z.string(),
        gap: z.string(),
        outcome: z.string(),
        by: z.string().nullable(),
      }),
    ),
    /** What somebody confirms on the spot. */
    items: z.array(
      z.object({
        itemId: z.string(),
        label: z.string(),
        byLabel: z.string(),
        evidence: z.array(z.string()),
        isHeld: z.boolean(),
        on: z.string().nullable(),
        remark: z.string().nullable(),
        mayAttest: z.boolean(),
      }),
    ),
    exception: z.object({
      byLabel: z.string().nullable(),
      mayGrant: z.boolean(),
      reason: z.string().nullable(),
    }),
  })
  .meta({ id: 'AcceptanceCheck' })
export type AcceptanceCheckView = z.infer<typeof AcceptanceCheckView>

const Representatives = z.object({ count: z.int().min(1).max(99), opinion: z.string().trim().min(2).max(1000) })

export const AcceptanceView = z
  .object({
    id: z.string(),
    gate: AcceptanceGate,
    round: z.int(),
    result: AcceptanceResult,
    on: Day,
    correctBy: Day.nullable(),
    remark: z.string(),
    representatives: Representatives.nullable(),
    proposedBy: z.string(),
    proposedAt: z.iso.datetime(),
    /** Rules that kept the gate shut when it was proposed. */
    refusing: z.array(z.string()),
    signed: z
      .object({
        verdict: z.enum(['agreed', 'returned']),
        by: z.string(),
        at: z.iso.datetime(),
        reason: z.string(),
        publishedOn: Day.nullable(),
      })
      .nullable(),
    /** Nobody else has signed, and the reader may. */
    maySign: z.boolean(),
  })
  .meta({ id: 'Acceptance' })
export type AcceptanceView = z.infer<typeof AcceptanceView>

/** @refuses STATION_NOT_FOUND */
export const readAcceptance = endpoint({
  name: 'station.readAcceptance',
  method: 'GET',
  path: '/stations/:stationId/acceptances/:gate',
  summary: '验收清单与历次验收',
  who: 'read ruling',
  input: z.object({ stationId, gate: AcceptanceGate }),
  output: z.object({
    name: z.string(),
    version: z.int(),
    gate: AcceptanceGate,
    gateLabel: z.string(),
    state: z.enum(['open', 'closed', 'silent']),
    isDone: z.boolean(),
    asOf: Day,
    checks: z.array(AcceptanceCheckView),
    acceptances: z.array(AcceptanceView),
    /** Clause under which recipients take part and the result is made public. */
    publicClause: z.string().nullable(),
    signers: z.array(z.string()),
    mayInspect: z.boolean(),
  }),
})

/** Ticks an item of a checklist as seen, or takes the tick back. @refuses ITEM_NOT_FOUND @refuses ITEM_OF_OTHERS @refuses ITEM_UNFIT */
export const attestItem = endpoint({
  name: 'station.attestItem',
  method: 'POST',
  path: '/stations/:stationId/attested',
  summary: '现场确认一项',
  who: 'attest item',
  input: z.object({
    stationId,
    version: z.int(),
    schemeId: z.string().max(40),
    ruleId: z.string().max(80),
    itemId: z.string().max(80),
    isHeld: z.boolean(),
    on: Day,
    remark: remarkText.default(''),
    evidenceIds: z.array(z.uuid()).max(20).default([]),
  }),
  output: Done,
})

/** @refuses RULE_NOT_FOUND @refuses EXCEPTION_NOT_ALLOWED @refuses EXCEPTION_OF_OTHERS */
export const grantException = endpoint({
  name: 'station.grantException',
  method: 'POST',
  path: '/stations/:stationId/exceptions',
  summary: '批准一条的例外',
  who: 'record decision',
  input: z.object({
    stationId,
    version: z.int(),
    schemeId: z.string().max(40),
    ruleId: z.string().max(80),
    reason: reasonText,
    until: Day.optional(),
  }),
  output: Done,
})

/** @refuses GATE_CLOSED @refuses ACCEPTANCE_DONE @refuses ACCEPTANCE_TOO_EARLY @refuses ACCEPTANCE_PENDING @refuses ACCEPTANCE_UNFIT */
export const proposeAcceptance = endpoint({
  name: 'station.proposeAcceptance',
  method: 'POST',
  path: '/stations/:stationId/acceptances',
  summary: '提出验收结论',
  who: 'inspect station',
  input: z.object({
    stationId,
    id: z.uuid(),
    gate: AcceptanceGate,
    result: AcceptanceResult,
    on: Day,
    correctBy: Day.optional(),
    remark: remarkText.default(''),
    representatives: Representatives.optional(),
  }),
  output: z.object({ id: z.string() }),
})

/** @refuses ACCEPTANCE_NOT_FOUND @refuses ACCEPTANCE_DECIDED @refuses ACCEPTANCE_SAME_SIGNER @refuses GATE_CLOSED @refuses PLAN_DENIES */
export const signAcceptance = endpoint({
  name: 'station.signAcceptance',
  method: 'POST',
  path: '/stations/:stationId/acceptances/:acceptanceId/signature',
  summary: '签署或退回验收结论',
  who: 'sign acceptance',
  input: z.object({
    stationId,
    acceptanceId: z.uuid(),
    id: z.uuid(),
    verdict: z.enum(['agreed', 'returned']),
    reason: remarkText.default(''),
    publishedOn: Day.optional(),
  }),
  output: z.object({ id: z.string() }),
})
