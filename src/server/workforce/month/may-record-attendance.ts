import { refuse, type Refusal } from '#domain/kernel/refusal.ts'
import type { Actor } from '#domain/kernel/actor.ts'
import { doesKeep } from '#domain/record/index.ts'
import type { Entity } from '#domain/scheme/index.ts'
import type { OpenScheme } from '#server/scheme/index.ts'
import { decideAct } from '../decide-act.ts'

/** Whether somebody fills in the attendance of a station: employer or town, unless the plan gives it to one of them. @refuses ATTENDANCE_NOT_YOURS */
export function mayRecordAttendance(
  plans: readonly OpenScheme[],
  actor: Actor,
  station: Entity | undefined,
): Refusal | undefined {
  if (!doesKeep(actor.role, 'agency') && !doesKeep(actor.role, 'town')) return refuse('ATTENDANCE_NOT_YOURS')
  const denied = decideAct(plans, actor, 'attendance.record', station)
  return denied
    ? refuse('ATTENDANCE_NOT_YOURS', {
        ...(denied.clause !== undefined && { clause: denied.clause }),
        ...(denied.detail !== undefined && { detail: denied.detail }),
      })
    : undefined
}
