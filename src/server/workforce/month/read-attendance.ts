import type { readAttendance as endpoint } from '#contract/workforce/index.ts'
import { can } from '#domain/access/index.ts'
import type { UseCase } from '#server/http/context.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { plansWithin } from '../plans-over.ts'
import { listNames, listWorkersOfMonth } from '../repository.ts'
import { rowsIn } from '../rows-in.ts'
import { daysOfMonth } from './days-of-month.ts'
import { mayRecordAttendance } from './may-record-attendance.ts'

/** Everybody who was posted in a month, with the four numbers of it. */
export const readAttendance =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, { month }) => {
    const { tx, actor } = context
    const { from, to, count } = daysOfMonth(month)
    const workers = await listWorkersOfMonth(tx, from, to)
    const names = await listNames(tx, [
      ...workers.map(({ agency_id }) => agency_id),
      ...workers.map(({ station_id }) => station_id),
    ])
    const plans = await plansWithin(opener, context)
    const denied = can(actor, 'record fact') ? mayRecordAttendance(plans, actor, undefined) : undefined
    return {
      month,
      daysInMonth: count,
      shut: can(actor, 'record fact') ? (denied ? (denied.detail ?? '由别的单位填写') : null) : '您的身份只能查看',
      rows: workers.map((worker) => {
        const row = rowsIn(worker.facts, 'attendances').find((one) => one['month'] === month)
        const days = (name: string): number | null => (typeof row?.[name] === 'number' ? row[name] : null)
        return {
          workerId: worker.id,
          version: worker.version,
          name: worker.name,
          placeName: names.get(worker.station_id ?? '') ?? '',
          agencyName: names.get(worker.agency_id ?? '') ?? '',
          days: row
            ? {
                dueDays: days('dueDays'),
                attendedDays: days('attendedDays'),
                leaveDays: days('leaveDays'),
                fieldDays: days('fieldDays'),
              }
            : null,
        }
      }),
    }
  }
