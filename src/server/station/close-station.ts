import type { closeStation as endpoint } from '#contract/station/index.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import { decideClosing, STAGE } from '#domain/station/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { openPlace, saveRecord } from '#server/record/index.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { findStation } from './find-station.ts'
import { listPostingIds } from './repository.ts'

/**
 * From a day on a station is one no more; what was before stays as it was.
 * @refuses STATION_NOT_FOUND @refuses STATION_IS_CLOSED @refuses STATION_DAY_UNFIT @refuses STATION_STILL_STAFFED
 */
export const closeStation =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, { stationId, version, on, reason }) => {
    const station = await findStation(context, stationId)
    if (!station) return refuse('STATION_NOT_FOUND')
    const { record } = station
    const place = await openPlace(opener, context, record.divisionCode)
    const posted = await listPostingIds(context.tx, record.countyId, stationId, on)
    const refused = decideClosing({ ...station, workDay: place.workDay as CivilDate, postedCount: posted.length }, on)
    if (refused) return refused
    const saved = await saveRecord(context, { ...place, isByModule: true }, record, {
      version,
      facts: { closedOn: on, closedReasonText: reason, stageCode: STAGE.closed },
      effectiveOn: on as CivilDate,
    })
    if (isRefusal(saved)) return saved
    context.note({ divisionCode: record.divisionCode, subject: 'station', subjectId: stationId, changes: saved.changes })
    return { version: saved.record.version }
  }
