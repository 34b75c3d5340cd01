import type { recordAttendance as endpoint } from '#contract/workforce/index.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import { absentDays, faultOfAttendance } from '#domain/workforce/index.ts'
import type { AuditChange, UseCase } from '#server/http/context.ts'
import { findRecord, openPlace, saveRecord } from '#server/record/index.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { rememberEntered } from '#server/table/index.ts'
import { plansWithin } from '../plans-over.ts'
import { listWorkersOfMonth } from '../repository.ts'
import { rowsIn } from '../rows-in.ts'
import { daysOfMonth } from './days-of-month.ts'
import { mayRecordAttendance } from './may-record-attendance.ts'

/**
 * A month of attendance, all rows or none; each wrong row is named. @refuses MONTH_NOT_COME @refuses ATTENDANCE_UNFIT
 * @refuses ATTENDANCE_NOT_YOURS @refuses RECORD_NOT_FOUND @refuses RECORD_CHANGED
 */
export const recordAttendance =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, { month, rows }) => {
    const { tx, actor, note } = context
    const { from, to, count } = daysOfMonth(month)
    const posted = new Set((await listWorkersOfMonth(tx, from, to)).map(({ id }) => id))
    const fields = rows.flatMap((row, i) => {
      const message = posted.has(row.workerId) ? faultOfAttendance(row, count) : '当月没有在岗'
      return message === undefined ? [] : [{ path: `rows.${i}`, message }]
    })
    if (fields.length > 0) return refuse('ATTENDANCE_UNFIT', { fields })
    const plans = await plansWithin(opener, context)
    const stations = new Map(plans.flatMap(({ world }) => (world.get('station') ?? []).map((one) => [one.id, one] as const)))
    const changes: AuditChange[] = []
    for (const { workerId, version, ...days } of rows) {
      const worker = await findRecord(tx, 'worker', workerId)
      if (!worker) return refuse('RECORD_NOT_FOUND')
      const denied = mayRecordAttendance(plans, actor, stations.get(worker.stationId ?? ''))
      if (denied) return denied
      const place = await openPlace(opener, context, worker.divisionCode)
      if (month > place.workDay.slice(0, 7)) return refuse('MONTH_NOT_COME')
      const others = rowsIn(worker.facts, 'attendances').filter((one) => one['month'] !== month)
      const attendances = [...others, { month, ...days, absentCount: absentDays(days) }].toSorted((a, b) =>
        String(a['month']) < String(b['month']) ? -1 : 1,
      )
      const saved = await saveRecord(context, { ...place, isByModule: true }, worker, { version, facts: { attendances } })
      if (isRefusal(saved)) return saved
      changes.push(...saved.changes.map((change) => ({ ...change, field: `worker/${workerId}.${change.field}` })))
    }
    await rememberEntered(
      context,
      'worker',
      'record fact',
      rows.map(({ workerId }) => workerId),
    )
    note({ subject: 'worker', detail: { month, saved: rows.length }, changes })
    return { saved: rows.length }
  }
