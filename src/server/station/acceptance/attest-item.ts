import type { attestItem as endpoint } from '#contract/station/index.ts'
import { doesKeep } from '#domain/record/index.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import { attestedItem, decideAttestation, type KeptRow } from '#domain/station/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { openPlace, saveRecord } from '#server/record/index.ts'
import { roleOf, type SchemeOpener } from '#server/scheme/index.ts'
import { findStation } from '../find-station.ts'
import { plansOver } from '../plans-over.ts'

/** Rows of a list on the record; none where nobody has said. */
export const rowsIn = (facts: Readonly<Record<string, unknown>>, name: string): readonly KeptRow[] =>
  Array.isArray(facts[name]) ? (facts[name] as readonly KeptRow[]) : []

/**
 * Ticks an item as seen on the spot, with a word or a file beside it, or takes the tick back. Who confirms is the plan's affair.
 * @refuses STATION_NOT_FOUND @refuses STATION_IS_CLOSED @refuses ITEM_NOT_FOUND @refuses ITEM_OF_OTHERS @refuses ITEM_UNFIT
 * @refuses RECORD_CHANGED
 */
export const attestItem =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, input) => {
    const { actor, note } = context
    const { stationId, schemeId, itemId, isHeld } = input
    const station = await findStation(context, stationId)
    if (!station) return refuse('STATION_NOT_FOUND')
    if (station.closedOn !== null) return refuse('STATION_IS_CLOSED')
    const { record } = station
    const plan = (await plansOver(opener, context, record.divisionCode)).find(({ scheme }) => scheme.id === schemeId)
    const rule = plan?.layers.byKey.get(input.ruleId)?.rule.rule
    const found = rule?.subject === 'station' ? attestedItem(rule, itemId) : undefined
    if (!plan || !rule || !found) return refuse('ITEM_NOT_FOUND')
    if (roleOf(plan.scheme, found.by) !== actor.role && !doesKeep(actor.role, found.by))
      return refuse('ITEM_OF_OTHERS', { detail: `${found.item.label}由${plan.words.role(found.by)}确认` })
    const place = await openPlace(opener, context, record.divisionCode)
    const rows = decideAttestation(
      rowsIn(record.facts, 'attested'),
      { ...input, ruleId: rule.id, byId: actor.accountId },
      place.workDay,
    )
    if (isRefusal(rows)) return rows
    const saved = await saveRecord(context, { ...place, isByModule: true }, record, {
      version: record.version,
      facts: { attested: rows },
    })
    if (isRefusal(saved)) return saved
    note({
      divisionCode: record.divisionCode,
      subject: 'station',
      subjectId: stationId,
      detail: { rule: rule.label, itemId, isHeld },
      changes: saved.changes,
    })
    return { version: saved.record.version }
  }
