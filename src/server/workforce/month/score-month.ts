import type { scoreMonth as endpoint } from '#contract/workforce/index.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import { decideMonthSheet } from '#domain/workforce/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { findRecord, openPlace, saveRecord } from '#server/record/index.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { plansOver } from '../plans-over.ts'
import { mayScore } from './may-score.ts'

/** The town's sheet of a month, locked as it is handed in. @refuses what mayScore, decideMonthSheet and saveRecord refuse */
export const scoreMonth =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, { stationId, version, ...sheet }) => {
    const { tx, actor, now, note } = context
    const station = await findRecord(tx, 'station', stationId)
    if (!station) return refuse('RECORD_NOT_FOUND')
    const place = await openPlace(opener, context, station.divisionCode)
    const plans = await plansOver(opener, context, station.divisionCode)
    const entity = plans[0]?.world.get('station')?.find(({ id }) => id === stationId)
    const party = mayScore(plans, actor, entity)
    if (isRefusal(party)) return party
    const monthSheets = decideMonthSheet({ rows: station.facts['monthSheets'], openedOn: station.facts['openedOn'] }, sheet, {
      accountId: actor.accountId,
      party,
      on: place.workDay as CivilDate,
      at: now.toISOString(),
    })
    if (isRefusal(monthSheets)) return monthSheets
    const saved = await saveRecord(context, { ...place, isByModule: true }, station, { version, facts: { monthSheets } })
    if (isRefusal(saved)) return saved
    note({ divisionCode: station.divisionCode, subject: 'station', subjectId: stationId, changes: saved.changes })
    return { version: saved.record.version }
  }
