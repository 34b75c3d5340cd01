import { eventDayOf } from './event-day.ts'
import { subjectsOfLayer } from '#domain/scheme/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import { insertProposal, listProposals } from './consequence-repository.ts'
import type { OpenScheme } from '../open-scheme.ts'

const text = (x: unknown): string | null => (typeof x === 'string' ? x : null)

/**
 * Keeps what the plan proposes now: once per rule, subject and unbroken run of its condition, so that a later good month does
 * not erase it and an earlier record entered late does not repeat it. What is kept is the ruling of the event's own day.
 * Returns how many are new.
 */
export async function proposeConsequences(tx: Tx, here: OpenScheme, newId: () => string): Promise<number> {
  let added = 0
  const kept = new Map<string, string[]>()
  for (const c of await listProposals(tx, here.scheme.id)) {
    const key = `${c.ruleId}|${c.entityId}`
    kept.set(key, [...(kept.get(key) ?? []), c.eventOn])
  }
  for (const layered of here.layers.rules) {
    const { rule } = layered.rule
    if (rule.kind !== 'consequence') continue
    for (const e of subjectsOfLayer(layered, here.world, here.moment)) {
      if (layered.rule.label(e, here.moment) !== 'proposed') continue
      const eventOn = eventDayOf(layered.rule, e, here.moment, here.scheme.validFrom)
      if (kept.get(`${layered.key}|${e.id}`)?.some((day) => day >= eventOn && day <= here.moment.asOf)) continue
      const ruling = layered.rule.ruling(e, { ...here.moment, asOf: eventOn })
      const isNew = await insertProposal(tx, {
        countyId: Number(e['$countyId'] ?? 0),
        id: newId(),
        schemeId: here.scheme.id,
        schemeSha256: here.version.sha256,
        ruleId: layered.key,
        subject: e.subject,
        entityId: e.id,
        divisionCode: text(e['divisionCode']) ?? here.adoption.unitCode,
        agencyId: text(e['$agencyId']),
        stationId: text(e['$stationId']),
        eventOn,
        measure: rule.measure,
        endsOn: ruling.endsOn ?? null,
      })
      if (isNew) added++
    }
  }
  return added
}
