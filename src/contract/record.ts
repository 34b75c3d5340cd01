import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { nameText } from './name-text.ts'
import type { ProblemCodes } from './problem.ts'

export const RECORD_PROBLEMS = {
  RECORD_NOT_FOUND: { status: 404, title: '没有这份档案，或不在您的范围内' },
  RECORD_CHANGED: { status: 409, title: '别人刚改过这份档案，请看过最新内容再保存；您填的内容还在' },
  RECORD_ELSEWHERE: { status: 422, title: '这份档案不能落在那个地方，或不在您的范围内' },
  FACTS_UNFIT: { status: 422, title: '有几处填得不对' },
  FACT_OF_OTHERS: { status: 403, title: '这几项由别的单位填写' },
  EFFECT_TOO_LATE: { status: 422, title: '生效日期还没有到，到那天再办理' },
} as const satisfies ProblemCodes

/** Facts by the names of the catalogue: scalars, lists, plain rows. */
const Facts = z.record(z.string().max(80), z.json())

const FieldView = z.object({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  /** m², fen, minute …: values are integers of the smallest part, areas in hundredths. */
  unit: z.string().optional(),
  /** Most characters of a text. */
  longest: z.int().optional(),
  /** Codes that the plans in force know here, with their words; for ordinal facts all levels, lowest first. */
  options: z.array(z.object({ code: z.string(), label: z.string() })).optional(),
})
export type FieldView = z.infer<typeof FieldView>

export const RecordView = z
  .object({
    subject: z.string(),
    subjectLabel: z.string(),
    id: z.string(),
    version: z.int(),
    name: z.string(),
    divisionCode: z.string(),
    placeName: z.string(),
    /** undefined: always so, as far as known. */
    effectiveOn: z.iso.date().optional(),
    recordedAt: z.iso.datetime(),
    facts: Facts,
    /** Everything the catalogue asks of it: single facts, then lists. */
    fields: z.array(FieldView.extend({ supplier: z.string(), mayRecord: z.boolean() })),
    lists: z.array(
      z.object({
        name: z.string(),
        label: z.string(),
        supplier: z.string(),
        mayRecord: z.boolean(),
        fields: z.array(FieldView),
      }),
    ),
  })
  .meta({ id: 'Record' })
export type RecordView = z.infer<typeof RecordView>

const which = { subject: z.string().max(40), id: z.uuid() }

/** @refuses RECORD_NOT_FOUND */
export const readRecord = endpoint({
  name: 'record.read',
  method: 'GET',
  path: '/records/:subject/:id',
  summary: '一份档案：事实与谁来填写',
  who: 'read ruling',
  input: z.object(which),
  output: RecordView,
})

/**
 * Writes facts onto a record, from a day on. What is not named stays; null says there is none. The version the writer saw
 * guards against overwriting what somebody else wrote meanwhile.
 * @refuses RECORD_NOT_FOUND @refuses RECORD_CHANGED @refuses FACTS_UNFIT @refuses FACT_OF_OTHERS @refuses EFFECT_TOO_LATE
 */
export const changeRecord = endpoint({
  name: 'record.change',
  method: 'PUT',
  path: '/records/:subject/:id',
  summary: '填写档案',
  who: 'record fact',
  input: z.object({ ...which, version: z.int(), facts: Facts, effectiveOn: z.iso.date().optional() }),
  output: z.object({ version: z.int() }),
})

/** Every version of a record, newest first, with what changed in each. @refuses RECORD_NOT_FOUND */
export const readHistory = endpoint({
  name: 'record.history',
  method: 'GET',
  path: '/records/:subject/:id/history',
  summary: '档案的历次改动',
  who: 'read ruling',
  input: z.object(which),
  output: z.object({
    versions: z.array(
      z.object({
        version: z.int(),
        effectiveOn: z.iso.date().optional(),
        recordedAt: z.iso.datetime(),
        recordedBy: z.string().optional(),
        changes: z.array(z.object({ label: z.string(), before: z.string(), after: z.string() })),
      }),
    ),
  }),
})

/** Subjects of the catalogue, by the part of the work they belong to, with whether the caller may open new records of them. */
export const listRegisters = endpoint({
  name: 'record.listRegisters',
  method: 'GET',
  path: '/registers',
  summary: '各类台账',
  who: 'read ruling',
  input: z.object({}),
  output: z.object({
    registers: z.array(z.object({ subject: z.string(), label: z.string(), module: z.string(), mayCreate: z.boolean() })),
  }),
})

/** Records of a subject within the own scope, newest first, page after page. @refuses RECORD_NOT_FOUND */
export const listRecords = endpoint({
  name: 'record.list',
  method: 'GET',
  path: '/records/:subject',
  summary: '一类档案的清单',
  who: 'read ruling',
  input: z.object({
    subject: which.subject,
    after: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  output: z.object({
    label: z.string(),
    records: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        divisionCode: z.string(),
        placeName: z.string(),
        version: z.int(),
        recordedAt: z.iso.datetime(),
      }),
    ),
  }),
})

/**
 * Opens a new record of a subject under the id that its creator made; the same id again is the same record. It belongs to the
 * caller's own agency and station where the grant names them.
 * @refuses RECORD_NOT_FOUND @refuses FACT_OF_OTHERS @refuses FACTS_UNFIT @refuses RECORD_ELSEWHERE
 */
export const createRecord = endpoint({
  name: 'record.create',
  method: 'POST',
  path: '/records/:subject',
  summary: '建一份档案',
  who: 'record fact',
  input: z.object({
    subject: which.subject,
    id: z.uuid(),
    name: nameText(1, 200),
    unitId: z.uuid(),
    stationId: z.uuid().optional(),
    facts: Facts.default({}),
  }),
  output: z.object({ id: z.string(), version: z.int() }),
})
