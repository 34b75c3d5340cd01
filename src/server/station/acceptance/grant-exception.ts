import type { grantException as endpoint } from '#contract/station/index.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import { decideException } from '#domain/station/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { openPlace, saveRecord } from '#server/record/index.ts'
import { roleOf, type SchemeOpener } from '#server/scheme/index.ts'
import { rowsIn } from './attest-item.ts'
import { findStation } from '../find-station.ts'
import { plansOver } from '../plans-over.ts'

/**
 * Excepts a station from one rule that allows it, with the reason: the engine then says met by exception.
 * @refuses STATION_NOT_FOUND @refuses STATION_IS_CLOSED @refuses RULE_NOT_FOUND @refuses EXCEPTION_NOT_ALLOWED
 * @refuses EXCEPTION_OF_OTHERS @refuses RECORD_CHANGED @refuses KEPT_APART
 */
export const grantException =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, { stationId, schemeId, ruleId, reason, until }) => {
    const { actor, note } = context
    const station = await findStation(context, stationId)
    if (!station) return refuse('STATION_NOT_FOUND')
    if (station.closedOn !== null) return refuse('STATION_IS_CLOSED')
    const { record } = station
    const plan = (await plansOver(opener, context, record.divisionCode)).find(({ scheme }) => scheme.id === schemeId)
    const rule = plan?.layers.byKey.get(ruleId)?.rule.rule
    if (!plan || rule?.subject !== 'station') return refuse('RULE_NOT_FOUND')
    const rows = decideException(rowsIn(record.facts, 'waivers'), rule, { reason, until, approverId: actor.accountId })
    if (isRefusal(rows)) return rows
    const approver = rule.waiver?.by ?? ''
    if (roleOf(plan.scheme, approver) !== actor.role)
      return refuse('EXCEPTION_OF_OTHERS', { detail: `由${plan.words.role(approver)}批准` })
    const place = await openPlace(opener, context, record.divisionCode)
    const saved = await saveRecord(context, { ...place, isByModule: true }, record, {
      version: record.version,
      facts: { waivers: rows },
    })
    if (isRefusal(saved)) return saved
    note({
      divisionCode: record.divisionCode,
      subject: 'station',
      subjectId: stationId,
      detail: { rule: rule.label, reason },
      changes: saved.changes,
    })
    return { version: saved.record.version }
  }
