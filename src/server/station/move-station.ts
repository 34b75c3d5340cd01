import type { moveStation as endpoint } from '#contract/station/index.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import { decideMove } from '#domain/station/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { findRecord, openPlace, saveRecord } from '#server/record/index.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { findSite } from './find-sites.ts'
import { findStation } from './find-station.ts'
import { plansOver } from './plans-over.ts'
import { listPostingIds, lockSites } from './repository.ts'

const COUNTY_DIGITS = 6

/**
 * A station goes to another unit of its county, and whoever is posted there with it; the former place keeps the history.
 * @refuses STATION_NOT_FOUND @refuses STATION_IS_CLOSED @refuses STATION_DAY_UNFIT @refuses STATION_UNIT_UNFIT
 * @refuses STATION_NAME_TAKEN @refuses PLAN_DENIES
 */
export const moveStation =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, { stationId, version, unitId, on }) => {
    const { tx, actor, note } = context
    const station = await findStation(context, stationId)
    if (!station) return refuse('STATION_NOT_FOUND')
    const { record } = station
    const county = record.divisionCode.slice(0, COUNTY_DIGITS)
    await lockSites(tx, [county])
    const site = findSite(await plansOver(opener, context, county), actor, unitId)
    const place = await openPlace(opener, context, record.divisionCode)
    const refused = decideMove({ ...station, name: record.name, workDay: place.workDay as CivilDate }, site, on)
    if (refused) return refused
    if (!site || site.divisionCode.slice(0, COUNTY_DIGITS) !== county)
      return refuse('STATION_UNIT_UNFIT', { detail: '只能迁到本县的地区' })
    if (site.denied) return site.denied
    const rules = { ...place, isByModule: true }
    const { divisionCode } = site
    const effectiveOn = on as CivilDate
    const saved = await saveRecord(context, rules, record, {
      version,
      facts: { unitId, tierCode: site.tierCode },
      place: { divisionCode },
      effectiveOn,
    })
    if (isRefusal(saved)) return saved
    for (const id of await listPostingIds(tx, record.countyId, stationId, on)) {
      const posting = await findRecord(tx, 'posting', id)
      if (!posting) continue
      const facts = posting.facts['unitId'] === undefined ? {} : { unitId }
      const moved = await saveRecord(context, rules, posting, {
        version: posting.version,
        facts,
        place: { divisionCode },
        effectiveOn,
      })
      if (isRefusal(moved)) return moved
    }
    note({
      divisionCode,
      subject: 'station',
      subjectId: stationId,
      changes: [...saved.changes, { field: 'divisionCode', before: record.divisionCode, after: divisionCode }],
    })
    return { version: saved.record.version }
  }
