import type { readWorker as endpoint } from '#contract/workforce/index.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import type { Entity } from '#domain/scheme/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { findRecord, openPlace } from '#server/record/index.ts'
import { wordsFor, type OpenScheme, type SchemeOpener } from '#server/scheme/index.ts'
import { namedIn, viewPosting } from '../posting/view-posting.ts'
import { plansOver } from '../plans-over.ts'
import { listNames, listPostingsOf } from '../repository.ts'
import { rowsIn, textIn } from '../rows-in.ts'
import { viewStanding } from '../view-standing.ts'

/** A worker's file with postings, and what the plans ask of both. @refuses RECORD_NOT_FOUND */
export const readWorker =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, { workerId }) => {
    const { tx } = context
    const worker = await findRecord(tx, 'worker', workerId)
    if (!worker) return refuse('RECORD_NOT_FOUND')
    const place = await openPlace(opener, context, worker.divisionCode)
    const rows = await listPostingsOf(tx, workerId)
    const names = await listNames(tx, [worker.agencyId, worker.stationId, workerId, ...rows.flatMap(namedIn)])
    const postings = rows.map((row) => viewPosting(row, names, place))
    const asked = new Set([workerId, ...postings.filter(({ isHeld }) => isHeld).map(({ id }) => id)])
    const plans = await plansOver(opener, context, worker.divisionCode)
    return {
      id: workerId,
      version: worker.version,
      name: worker.name,
      agencyName: names.get(worker.agencyId ?? '') ?? '',
      placeName: names.get(worker.stationId ?? '') ?? '',
      workDay: place.workDay,
      facts: worker.facts as Record<string, never>,
      postings,
      standings: plans.flatMap((plan) => standingsOf(plan, asked)),
      confirmations: plans.flatMap((plan) => confirmationsOf(plan, rowsIn(worker.facts, 'attested'))),
    }
  }

/** What each rule of staffing says of the worker and the postings held. */
function standingsOf(plan: OpenScheme, ids: ReadonlySet<string>) {
  const { layers, world, moment, scheme } = plan
  const staffing = new Set(scheme.clauses.filter(({ area }) => area === 'staffing' || area === 'training').map(({ id }) => id))
  const entities = (subject: string): readonly Entity[] => (world.get(subject) ?? []).filter(({ id }) => ids.has(id))
  const known = new Map([
    ['worker', entities('worker')],
    ['posting', entities('posting')],
  ])
  return layers.rules.flatMap((layered) => {
    const { rule, subject } = layered.rule
    if (rule.kind === 'authority' || rule.kind === 'discretion' || rule.kind === 'ranking') return []
    if (!rule.cites.some((cite) => staffing.has(cite.split('/')[0] ?? '')) && scheme.nature !== 'law') return []
    return (known.get(subject) ?? []).flatMap((entity) => {
      if (!layered.includes(entity, moment)) return []
      const ruling = layered.rule.ruling(entity, moment)
      return ruling.state === 'not-applicable' ? [] : [viewStanding(plan, layered, ruling)]
    })
  })
}

/** Lists about workers that somebody confirms item by item, with when each was. */
function confirmationsOf({ layers, scheme }: OpenScheme, attested: ReturnType<typeof rowsIn>) {
  return layers.rules.flatMap((layered) => {
    const { rule } = layered.rule
    if (rule.kind !== 'checklist' || rule.subject !== 'worker') return []
    const words = wordsFor(layered)
    const items = rule.items.flatMap(({ id, label, proof }) => {
      if (!('attest' in proof)) return []
      const found = attested.find((row) => row['ruleId'] === rule.id && row['itemId'] === id)
      return [{ itemId: id, label, by: words.role(proof.attest), on: found ? (textIn(found, 'on') ?? null) : null }]
    })
    return items.length === 0 ? [] : [{ schemeId: scheme.id, ruleId: layered.key, label: rule.label, items }]
  })
}
