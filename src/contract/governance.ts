import { z } from 'zod'
import { TASK_HOLDERS } from '#domain/governance/index.ts'
import { endpoint } from './endpoint.ts'
import type { ProblemCodes } from './problem.ts'
import { StateName } from './scheme/index.ts'

export const GOVERNANCE_PROBLEMS = {
  TASK_NOT_FOUND: { status: 404, title: '没有这项任务，或不在您的范围内' },
  TASK_DONE_ALREADY: { status: 409, title: '这项任务已经办结' },
  TASK_WITHOUT_OWNER: { status: 422, title: '这项任务没有责任方；先写明由谁负责，再办结' },
  TASK_DAY_TO_COME: { status: 422, title: '完成日期还没有到' },
  TASK_NOT_CLOSABLE: { status: 422, title: '按方案这项任务还不能办结' },
  SEAT_TAKEN: { status: 422, title: '这个职务同一时间只能由方案所定的人数担任；先让现任离任' },
  SEAT_NOT_HELD: { status: 422, title: '接任前一天，所选的人不在这个职务上' },
  SEAT_HELD_ALREADY: { status: 422, title: '此人已在这个职务上' },
  DECISION_NOT_EFFECTIVE: { status: 422, title: '按方案这项决定还不能生效' },
} as const satisfies ProblemCodes

const day = z.iso.date()
const refs = z.array(z.string()).meta({ description: '所依据的条款' })

const RoadmapLine = z
  .object({
    key: z.string(),
    /** task, plan, meeting: recorded there; owed: follows from a rule. */
    origin: z.enum([...TASK_HOLDERS, 'owed']),
    recordId: z.string().nullable(),
    version: z.int().nullable(),
    no: z.int(),
    what: z.string(),
    about: z.string(),
    party: z.string().meta({ description: '责任方代码；空：没有写明' }),
    partyLabel: z.string(),
    supportLabels: z.array(z.string()),
    phase: z.string().nullable(),
    phaseLabel: z.string().nullable(),
    dueOn: day.nullable(),
    doneOn: day.nullable(),
    workingDaysLeft: z.int().nullable(),
    evidence: z.int().nullable().meta({ description: '佐证材料份数；null：这类事项不附' }),
    state: StateName,
    stateLabel: z.string(),
    refs,
    schemeId: z.string().nullable(),
    ruleId: z.string().nullable(),
    entityId: z.string().nullable(),
    mayFinish: z.boolean(),
  })
  .meta({ id: 'RoadmapLine' })
export type RoadmapLine = z.infer<typeof RoadmapLine>

const Stretch = { from: day.nullable(), to: day.nullable(), refs }

/** Phases, nodes and tasks of the plans in force where the reader is: timetable, road map and list of responsibilities in one. */
export const readRoadmap = endpoint({
  name: 'governance.readRoadmap',
  method: 'GET',
  path: '/governance/roadmap',
  summary: '时间表、路线图、责任清单',
  who: 'read ruling',
  input: z.object({}),
  output: z.object({
    asOf: day,
    plans: z.array(z.object({ schemeId: z.string(), title: z.string(), shortTitle: z.string(), unitName: z.string() })),
    phases: z.array(
      z.object({
        key: z.string(),
        code: z.string(),
        label: z.string(),
        planName: z.string(),
        ...Stretch,
        total: z.int(),
        done: z.int(),
        late: z.int(),
      }),
    ),
    nodes: z.array(
      z.object({
        schemeId: z.string(),
        ruleId: z.string(),
        label: z.string(),
        ...Stretch,
        total: z.int(),
        open: z.int(),
        state: StateName,
        stateLabel: z.string(),
      }),
    ),
    lines: z.array(RoadmapLine),
    total: z.int(),
  }),
})

export type Roadmap = z.output<typeof readRoadmap.output>

/**
 * A task is done: of a task of its own, or one row of a plan or a meeting. Files attached to it become its evidence.
 * @refuses TASK_NOT_FOUND @refuses TASK_DONE_ALREADY @refuses TASK_WITHOUT_OWNER @refuses TASK_DAY_TO_COME
 * @refuses TASK_NOT_CLOSABLE @refuses RECORD_CHANGED @refuses FACT_OF_OTHERS
 */
export const finishTask = endpoint({
  name: 'governance.finishTask',
  method: 'PUT',
  path: '/governance/tasks/:subject/:id/:no/done',
  summary: '办结任务',
  who: 'record fact',
  input: z.object({
    subject: z.enum(TASK_HOLDERS),
    id: z.uuid(),
    no: z.coerce.number().int().min(0).max(500),
    version: z.int(),
    doneOn: day,
  }),
  output: z.object({ version: z.int() }),
})

const SeatView = z.object({
  seatCode: z.string(),
  seatLabel: z.string(),
  personId: z.string(),
  /** null: not for the reader to see, or not on file. */
  personName: z.string().nullable(),
  from: day.nullable(),
  to: day.nullable(),
  isHeld: z.boolean().meta({ description: '所看的那一天是否在任' }),
})

/** Bodies with who sat in them on a day. */
export const listBodies = endpoint({
  name: 'governance.listBodies',
  method: 'GET',
  path: '/governance/bodies',
  summary: '领导与议事机构，某日谁在任',
  who: 'read ruling',
  input: z.object({ on: day.optional() }),
  output: z.object({
    on: day,
    bodies: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        kindLabel: z.string(),
        placeName: z.string(),
        version: z.int(),
        seats: z.array(SeatView),
        limits: z.array(z.object({ seatCode: z.string(), label: z.string(), most: z.int(), ref: z.string() })),
        seatOptions: z.array(z.object({ code: z.string(), label: z.string() })),
        mayChange: z.boolean(),
      }),
    ),
    /** Who can be given a seat; empty for whoever may not give one. */
    people: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
})

/**
 * Somebody takes a seat of a body from a day on; who held it leaves the day before.
 * @refuses SEAT_TAKEN @refuses SEAT_NOT_HELD @refuses SEAT_HELD_ALREADY @refuses RECORD_CHANGED @refuses FACT_OF_OTHERS
 */
export const takeSeat = endpoint({
  name: 'governance.takeSeat',
  method: 'POST',
  path: '/governance/bodies/:id/seats',
  summary: '任职、接任',
  who: 'record fact',
  input: z.object({
    id: z.uuid(),
    version: z.int(),
    seatCode: z.string().min(1).max(80),
    personId: z.uuid(),
    from: day,
    replacesPersonId: z.string().max(80).optional(),
  }),
  output: z.object({ version: z.int() }),
})

/** Decisions with who headed the body that day, and what the plan still asks before they may take effect. */
export const listDecisions = endpoint({
  name: 'governance.listDecisions',
  method: 'GET',
  path: '/governance/decisions',
  summary: '决定：当时谁在任、上会和决议是否齐备',
  who: 'read ruling',
  input: z.object({}),
  output: z.object({
    decisions: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        matterLabel: z.string(),
        amountFen: z.int().nullable(),
        decidedOn: day.nullable(),
        meetingId: z.string().nullable(),
        meetingName: z.string().nullable(),
        heldOn: day.nullable(),
        attendees: z.int().nullable().meta({ description: '出席人数；null：没有记录' }),
        bodyName: z.string().nullable(),
        seats: z.array(SeatView),
        /** open, closed: what the plan's gate says; silent: no rule of the plan guards it. */
        gate: z.enum(['open', 'closed', 'silent']),
        gaps: z.array(z.string()),
        refs,
      }),
    ),
  }),
})

/** Problems and matters of coordination: how long they have waited, how old they are, and which have outlived their term. */
export const listIssues = endpoint({
  name: 'governance.listIssues',
  method: 'GET',
  path: '/governance/issues',
  summary: '协调事项与问题：等了几天、办了几天',
  who: 'read ruling',
  input: z.object({}),
  output: z.object({
    asOf: day,
    issues: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        placeName: z.string(),
        partyLabels: z.array(z.string()),
        ownerLabel: z.string(),
        openedOn: day.nullable(),
        repliedOn: day.nullable(),
        closedOn: day.nullable(),
        waitingDays: z.int().nullable().meta({ description: '从提出到答复；没有答复的算到所看之日；null：提出日期未知' }),
        ageDays: z.int().nullable(),
        isEscalated: z.boolean(),
        terms: z.array(z.object({ label: z.string(), dueOn: day.nullable(), state: StateName, stateLabel: z.string(), refs })),
      }),
    ),
  }),
})

const Mark = z.string().nullable().optional().meta({ description: '不在：未知；null：已核对，没有' })

/** The register of papers: what is unknown stays unknown, with who has not confirmed receipt. */
export const listDocuments = endpoint({
  name: 'governance.listDocuments',
  method: 'GET',
  path: '/governance/documents',
  summary: '文件：来源要素与收文情况',
  who: 'read ruling',
  input: z.object({}),
  output: z.object({
    documents: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        kindLabel: z.string(),
        docNo: Mark,
        issuedOn: Mark,
        issuers: Mark,
        isWhole: z.boolean(),
        statusLabel: z.string(),
        /** Of the rule that judges the source, where a plan has one. */
        state: StateName.nullable(),
        stateLabel: z.string().nullable(),
        refs,
        receipts: z
          .object({ total: z.int(), received: z.int(), waiting: z.array(z.string()) })
          .nullable()
          .meta({ description: 'null：没有记录发给谁' }),
      }),
    ),
  }),
})
