import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { Month, Standing } from './worker.ts'

/** Who sits where, against what the plans ask of each station. */
export const listStaffing = endpoint({
  name: 'workforce.listStaffing',
  method: 'GET',
  path: '/staffing',
  summary: '各站应配与实配',
  who: 'read ruling',
  input: z.object({}),
  output: z.object({
    workDay: z.iso.date(),
    /** How many are posted at stations, of each tier: in all of the scope, and in each county where there are several. */
    sums: z.array(
      z.object({ county: z.string(), tier: z.string(), stations: z.int(), staffed: z.int(), workers: z.int(), posts: z.int() }),
    ),
    /** Kinds and ways of posts that a plan names, each with how many are held; those that nobody came by are there too. */
    ways: z.array(
      z.object({
        ruleId: z.string(),
        label: z.string(),
        refs: z.array(z.string()),
        kinds: z.array(z.object({ label: z.string(), posts: z.int() })),
        others: z.int(),
        unknown: z.int(),
      }),
    ),
    rows: z.array(
      z.object({
        entityId: z.string(),
        subject: z.enum(['station', 'unit']),
        name: z.string(),
        divisionCode: z.string(),
        rulings: z.array(
          Standing.extend({
            seats: z.array(z.object({ label: z.string(), present: z.int().nullable(), required: z.string() })),
          }),
        ),
        people: z.array(z.object({ postingId: z.string(), seat: z.string(), name: z.string(), workerId: z.string().nullable() })),
        /** Days without anybody full-time: since the first came; where nobody ever did, since the opening or the day somebody was due; null: none known. */
        vacantDays: z.int().nullable(),
        vacancies: z.array(z.object({ from: z.iso.date(), to: z.iso.date(), days: z.int() })),
      }),
    ),
  }),
})

const days = z.int().min(0).max(31)

/** @refuses MONTH_NOT_COME */
export const readAttendance = endpoint({
  name: 'workforce.readAttendance',
  method: 'GET',
  path: '/attendance/:month',
  summary: '一个月的出勤四个数',
  who: 'read person',
  input: z.object({ month: Month }),
  output: z.object({
    month: z.string(),
    daysInMonth: z.int(),
    /** Why the reader cannot write here; null: may. */
    shut: z.string().nullable(),
    rows: z.array(
      z.object({
        workerId: z.uuid(),
        version: z.int(),
        name: z.string(),
        placeName: z.string(),
        agencyName: z.string(),
        days: z
          .object({
            dueDays: z.int().nullable(),
            attendedDays: z.int().nullable(),
            leaveDays: z.int().nullable(),
            fieldDays: z.int().nullable(),
          })
          .nullable(),
      }),
    ),
  }),
})

/** All rows or none. @refuses MONTH_NOT_COME @refuses ATTENDANCE_UNFIT @refuses ATTENDANCE_NOT_YOURS @refuses RECORD_CHANGED @refuses RECORD_NOT_FOUND */
export const recordAttendance = endpoint({
  name: 'workforce.recordAttendance',
  method: 'PUT',
  path: '/attendance/:month',
  summary: '填写一个月的出勤四个数',
  who: 'record fact',
  input: z.object({
    month: Month,
    rows: z
      .array(
        z.object({
          workerId: z.uuid(),
          version: z.int(),
          dueDays: days,
          attendedDays: days,
          leaveDays: days,
          fieldDays: days,
        }),
      )
      .min(1)
      .max(500),
  }),
  output: z.object({ saved: z.int() }),
})

export const listMonthSheets = endpoint({
  name: 'workforce.listMonthSheets',
  method: 'GET',
  path: '/month-sheets/:month',
  summary: '各站的月度考核',
  who: 'read ruling',
  input: z.object({ month: Month }),
  output: z.object({
    month: z.string(),
    rows: z.array(
      z.object({
        stationId: z.uuid(),
        version: z.int(),
        name: z.string(),
        workers: z.array(z.string()),
        /** Hundredths of a point; null: not handed in. */
        score: z.int().nullable(),
        grade: z.string().nullable(),
        opinion: z.string(),
        submittedOn: z.iso.date().nullable(),
        mayScore: z.boolean(),
      }),
    ),
  }),
})

/** Hands in a station's month, and locks it. @refuses RECORD_NOT_FOUND @refuses RECORD_CHANGED @refuses SCORING_NOT_YOURS @refuses PLAN_DENIES @refuses SHEET_LOCKED @refuses MONTH_NOT_COME @refuses MONTH_BEFORE_OPENING */
export const scoreMonth = endpoint({
  name: 'workforce.scoreMonth',
  method: 'PUT',
  path: '/month-sheets/:month/:stationId',
  summary: '镇街月度考核打分',
  who: 'record fact',
  input: z.object({
    month: Month,
    stationId: z.uuid(),
    version: z.int(),
    score: z.int().min(0).max(10_000),
    grade: z.enum(['excellent', 'good', 'pass', 'fail']).optional(),
    opinion: z.string().max(500).optional(),
  }),
  output: z.object({ version: z.int() }),
})
