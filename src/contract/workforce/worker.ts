import { z } from 'zod'
import { endpoint } from '../endpoint.ts'

const Facts = z.record(z.string().max(80), z.json())
export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)

/** One ruling that concerns somebody's file or posting. */
export const Standing = z
  .object({
    schemeId: z.string(),
    ruleId: z.string(),
    label: z.string(),
    sentence: z.string(),
    state: z.string(),
    stateLabel: z.string(),
    refs: z.array(z.string()),
    entityId: z.string(),
    dueOn: z.iso.date().nullable(),
    /** Items of a list that are still missing, by their names. */
    lacks: z.array(z.string()),
  })
  .meta({ id: 'StaffStanding' })
export type Standing = z.infer<typeof Standing>

export const PostingView = z
  .object({
    id: z.uuid(),
    version: z.int(),
    workerId: z.uuid().nullable(),
    workerName: z.string(),
    stationId: z.uuid().nullable(),
    placeName: z.string(),
    seat: z.string(),
    isFullTime: z.boolean(),
    employerName: z.string(),
    supervisorName: z.string(),
    startOn: z.iso.date().nullable(),
    endOn: z.iso.date().nullable(),
    isHeld: z.boolean(),
    exceptions: z.int(),
    replacement: z
      .object({
        ground: z.string(),
        askedOn: z.iso.date().nullable(),
        repliedOn: z.iso.date().nullable(),
        dueOn: z.iso.date().nullable(),
      })
      .nullable(),
    leaves: z.array(z.object({ from: z.iso.date(), to: z.iso.date(), coverName: z.string() })),
  })
  .meta({ id: 'Posting' })
export type PostingView = z.infer<typeof PostingView>

/**
 * A social worker's file; the identity number is encrypted in the same transaction. The id makes a retry harmless.
 * @refuses WORKER_NAMELESS @refuses BIRTHDAY_DIFFERS @refuses EMPLOYER_UNFIT @refuses SECRET_UNFIT @refuses SECRET_TAKEN
 * @refuses FACTS_UNFIT @refuses RECORD_ELSEWHERE @refuses RECORD_CHANGED
 */
export const createWorker = endpoint({
  name: 'workforce.createWorker',
  method: 'POST',
  path: '/workers',
  summary: '登记社工',
  who: 'record fact',
  input: z.object({
    id: z.uuid(),
    agencyId: z.uuid(),
    idNumber: z.string().max(40).optional(),
    phone: z.string().max(40).optional(),
    facts: Facts,
  }),
  output: z.object({ id: z.uuid(), version: z.int() }),
})

/** Heads of stations and others who are no social workers. @refuses as createWorker */
export const createOfficial = endpoint({
  name: 'workforce.createOfficial',
  method: 'POST',
  path: '/officials',
  summary: '登记站长、督导等相关人员',
  who: 'record fact',
  input: z.object({
    id: z.uuid(),
    divisionCode: z.string().regex(/^\d{2,12}$/),
    idNumber: z.string().max(40).optional(),
    phone: z.string().max(40).optional(),
    facts: Facts,
  }),
  output: z.object({ id: z.uuid(), version: z.int() }),
})

/** @refuses RECORD_NOT_FOUND */
export const readWorker = endpoint({
  name: 'workforce.readWorker',
  method: 'GET',
  path: '/workers/:workerId',
  summary: '社工档案：岗位、证书、核查与方案的要求',
  who: 'read person',
  input: z.object({ workerId: z.uuid() }),
  output: z.object({
    id: z.uuid(),
    version: z.int(),
    name: z.string(),
    agencyName: z.string(),
    placeName: z.string(),
    workDay: z.iso.date(),
    facts: Facts,
    postings: z.array(PostingView),
    standings: z.array(Standing),
    /** Lists of the plans that somebody confirms item by item before the posting. */
    confirmations: z.array(
      z.object({
        schemeId: z.string(),
        ruleId: z.string(),
        label: z.string(),
        items: z.array(z.object({ itemId: z.string(), label: z.string(), by: z.string(), on: z.iso.date().nullable() })),
      }),
    ),
  }),
})

/** @refuses RECORD_NOT_FOUND @refuses RECORD_CHANGED @refuses FACTS_UNFIT @refuses EFFECT_TOO_LATE */
export const recordCheck = endpoint({
  name: 'workforce.recordCheck',
  method: 'POST',
  path: '/workers/:workerId/checks',
  summary: '登记一次从业查询或核查',
  who: 'record fact',
  input: z.object({
    workerId: z.uuid(),
    version: z.int(),
    kindCode: z.enum(['record-check', 'clean-record', 'health']),
    on: z.iso.date(),
    resultCode: z.enum(['clean', 'offence']),
    validUntilOn: z.iso.date().optional(),
  }),
  output: z.object({ version: z.int() }),
})

/** @refuses RECORD_NOT_FOUND @refuses RECORD_CHANGED @refuses CONFIRMATION_UNFIT */
export const confirmItems = endpoint({
  name: 'workforce.confirmItems',
  method: 'POST',
  path: '/workers/:workerId/confirmations',
  summary: '确认方案所列的聘用条件',
  who: 'attest item',
  input: z.object({
    workerId: z.uuid(),
    version: z.int(),
    ruleId: z.string().max(80),
    itemIds: z.array(z.string().max(80)).min(1).max(50),
    on: z.iso.date(),
  }),
  output: z.object({ version: z.int() }),
})
