import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { Standing } from './worker.ts'

const Candidate = z.object({
  id: z.string().min(1).max(80),
  name: z.string().min(1).max(80),
  /** By the measures the plan ranks by; scores in hundredths of a point. */
  values: z.record(z.string().max(80), z.int()),
})

/** A posting as it would be: of a station, or of a unit that has none (the centre). */
const Draft = {
  stationId: z.uuid().optional(),
  unitId: z.uuid().optional(),
  workerId: z.uuid().optional(),
  /** An official of the town, in place of a worker; only where the town itself employs. */
  personId: z.uuid().optional(),
  seatCode: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .max(40),
  isFullTime: z.boolean(),
  /** Employed by the town itself: no agency's affair. */
  isTowns: z.boolean().default(false),
  startOn: z.iso.date(),
  supervisorId: z.uuid().optional(),
  dutyText: z.string().max(200).optional(),
  /** Facts that the plans in force coin. */
  more: z.record(z.string().max(80), z.json()).default({}),
  exceptions: z
    .array(z.object({ ruleId: z.string().max(80), reason: z.string().min(2).max(200) }))
    .max(10)
    .default([]),
}

export const PlanAnswer = z
  .object({
    isOpen: z.boolean(),
    /** What every rule that guards the act says of it. */
    points: z.array(
      Standing.extend({
        isRefusing: z.boolean(),
        /** Who may let it pass by way of exception; null: nobody. */
        waivedBy: z.string().nullable(),
        mayWaive: z.boolean(),
      }),
    ),
    /** Why it cannot be, beyond the plans; null: nothing. */
    obstacle: z.string().nullable(),
  })
  .meta({ id: 'PlanAnswer' })
export type PlanAnswer = z.infer<typeof PlanAnswer>

/** What the plans say of a posting before it is saved. Nothing is stored. @refuses STATION_UNFIT @refuses RECORD_NOT_FOUND */
export const answerPosting = endpoint({
  name: 'workforce.answerPosting',
  method: 'POST',
  path: '/postings/answer',
  summary: '安排上岗前，方案怎么说',
  who: 'record fact',
  input: z.object(Draft),
  output: PlanAnswer,
})

/**
 * Puts somebody in a seat. @refuses STATION_UNFIT @refuses RECORD_NOT_FOUND @refuses POSTING_SHUT @refuses POSTED_TWICE
 * @refuses POSTING_NOT_YOURS @refuses EXCEPTION_UNFIT @refuses FACTS_UNFIT @refuses PLAN_DENIES
 */
export const startPosting = endpoint({
  name: 'workforce.startPosting',
  method: 'POST',
  path: '/postings',
  summary: '安排上岗',
  who: 'record fact',
  input: z.object({ id: z.uuid(), ...Draft, candidates: z.array(Candidate).max(100).default([]) }),
  output: z.object({ id: z.uuid(), version: z.int() }),
})

/** What the dialog offers: seats, coined facts, people. */
export const readSeats = endpoint({
  name: 'workforce.readSeats',
  method: 'GET',
  path: '/postings/seats',
  summary: '可安排的站点、席位与人员',
  who: 'read ruling',
  input: z.object({ stationId: z.uuid().optional() }),
  output: z.object({
    workDay: z.iso.date(),
    stations: z.array(z.object({ id: z.uuid(), name: z.string(), kind: z.enum(['station', 'unit']) })),
    seats: z.array(z.object({ code: z.string(), label: z.string() })),
    grounds: z.array(z.object({ code: z.string(), label: z.string() })),
    supervisors: z.array(z.object({ id: z.uuid(), name: z.string(), certificateUntil: z.iso.date().nullable() })),
    coined: z.array(
      z.object({
        name: z.string(),
        label: z.string(),
        options: z.array(z.object({ code: z.string(), label: z.string() })),
      }),
    ),
  }),
})

const WorkItem = z.object({
  subject: z.string(),
  subjectLabel: z.string(),
  id: z.uuid(),
  name: z.string(),
  needsAccount: z.boolean(),
})

/** Everything that somebody has in hand, and who can take it over. @refuses RECORD_NOT_FOUND @refuses HANDOVER_BEYOND */
export const readHandover = endpoint({
  name: 'workforce.readHandover',
  method: 'GET',
  path: '/postings/:postingId/handover',
  summary: '离岗前要移交的工作',
  who: 'record fact',
  input: z.object({ postingId: z.uuid() }),
  output: z.object({
    postingId: z.uuid(),
    version: z.int(),
    workerName: z.string(),
    placeName: z.string(),
    startOn: z.iso.date().nullable(),
    workDay: z.iso.date(),
    accounts: z.int(),
    inHand: z.array(WorkItem),
    takers: z.array(z.object({ id: z.uuid(), name: z.string(), seat: z.string(), hasAccount: z.boolean() })),
  }),
})

/**
 * Ends a posting: all work in hand goes to others of the station, then the accounts that rest on the posting close; all of it or
 * nothing. @refuses RECORD_NOT_FOUND @refuses RECORD_CHANGED @refuses POSTING_OVER @refuses POSTING_DAYS @refuses END_TO_COME
 * @refuses HANDOVER_INCOMPLETE @refuses HANDOVER_CHANGED @refuses HANDOVER_NO_TAKER @refuses HANDOVER_NEEDS_ACCOUNT
 * @refuses HANDOVER_BEYOND @refuses POSTING_NOT_YOURS @refuses PLAN_DENIES
 */
export const endPosting = endpoint({
  name: 'workforce.endPosting',
  method: 'POST',
  path: '/postings/:postingId/end',
  summary: '结束岗位并移交工作',
  who: 'record fact',
  input: z.object({
    postingId: z.uuid(),
    version: z.int(),
    endOn: z.iso.date(),
    reason: z.string().min(2).max(200),
    assignments: z.array(z.object({ subject: z.string().max(40), id: z.uuid(), toId: z.uuid() })).max(5000),
  }),
  output: z.object({ version: z.int(), moved: z.int(), closedAccounts: z.int() }),
})

const changed = z.object({ version: z.int() })

/** @refuses RECORD_NOT_FOUND @refuses RECORD_CHANGED @refuses POSTING_OVER @refuses REPLACEMENT_ASKED @refuses REPLACEMENT_UNFIT */
export const askReplacement = endpoint({
  name: 'workforce.askReplacement',
  method: 'POST',
  path: '/postings/:postingId/replacements',
  summary: '要求更换社工',
  who: 'record fact',
  input: z.object({
    postingId: z.uuid(),
    version: z.int(),
    groundCode: z
      .string()
      .regex(/^[a-z][a-z0-9-]*$/)
      .max(40),
    askedOn: z.iso.date(),
    dueOn: z.iso.date().optional(),
  }),
  output: changed,
})

/** @refuses RECORD_NOT_FOUND @refuses RECORD_CHANGED @refuses REPLACEMENT_NONE @refuses REPLACEMENT_DAYS @refuses POSTING_NOT_YOURS */
export const answerReplacement = endpoint({
  name: 'workforce.answerReplacement',
  method: 'PUT',
  path: '/postings/:postingId/replacements',
  summary: '答复更换要求',
  who: 'record fact',
  input: z.object({ postingId: z.uuid(), version: z.int(), repliedOn: z.iso.date(), dueOn: z.iso.date().optional() }),
  output: changed,
})

/** @refuses RECORD_NOT_FOUND @refuses RECORD_CHANGED @refuses LEAVE_UNFIT @refuses POSTING_NOT_YOURS */
export const recordLeave = endpoint({
  name: 'workforce.recordLeave',
  method: 'POST',
  path: '/postings/:postingId/leaves',
  summary: '登记请假与顶岗',
  who: 'record fact',
  input: z.object({
    postingId: z.uuid(),
    version: z.int(),
    from: z.iso.date(),
    to: z.iso.date(),
    coverWorkerId: z.uuid().optional(),
  }),
  output: changed,
})

/** Candidates in the plan's order, with what decided; ties stay ties, and nobody is chosen. @refuses STATION_UNFIT */
export const orderCandidates = endpoint({
  name: 'workforce.orderCandidates',
  method: 'POST',
  path: '/postings/candidates',
  summary: '按方案排出录用次序（只排序，不代为选人）',
  who: 'record fact',
  input: z.object({ stationId: z.uuid(), seatCode: z.string().max(40), candidates: z.array(Candidate).max(100) }),
  output: z.object({
    orders: z.array(
      z.object({
        label: z.string(),
        refs: z.array(z.string()),
        reading: z.string(),
        keys: z.array(z.object({ measure: z.string(), label: z.string(), isScore: z.boolean() })),
        placed: z.array(z.object({ id: z.string(), name: z.string(), place: z.int(), isTied: z.boolean(), because: z.string() })),
        isUnknown: z.boolean(),
      }),
    ),
  }),
})
