import type { confirmItems as endpoint } from '#contract/workforce/index.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import { doesKeep } from '#domain/record/index.ts'
import { partiesOf } from '#domain/workforce/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { findRecord, openPlace, saveRecord } from '#server/record/index.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { plansOver } from '../plans-over.ts'
import { rowsIn } from '../rows-in.ts'

/**
 * Somebody confirms items of a plan's list about a worker, as the party the plan names. @refuses RECORD_NOT_FOUND
 * @refuses CONFIRMATION_UNFIT and what saveRecord refuses
 */
export const confirmItems =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, { workerId, version, ruleId, itemIds, on }) => {
    const { tx, actor, note } = context
    const worker = await findRecord(tx, 'worker', workerId)
    if (!worker) return refuse('RECORD_NOT_FOUND')
    const place = await openPlace(opener, context, worker.divisionCode)
    if (on > place.workDay) return refuse('EFFECT_TOO_LATE')
    const plans = await plansOver(opener, context, worker.divisionCode)
    const isOffice = doesKeep(actor.role, 'bureau')
    const plan = plans.find(({ layers }) => layers.byKey.has(ruleId))
    const rule = plan?.layers.byKey.get(ruleId)?.rule.rule
    if (!plan || rule?.kind !== 'checklist' || rule.subject !== 'worker') return refuse('CONFIRMATION_UNFIT')
    const parties = partiesOf(plan.scheme, actor.role)
    const isConfirmable = (itemId: string): boolean => {
      const proof = rule.items.find(({ id }) => id === itemId)?.proof
      return proof !== undefined && 'attest' in proof && (isOffice || parties.includes(proof.attest))
    }
    if (!itemIds.every(isConfirmable)) return refuse('CONFIRMATION_UNFIT')
    const kept = rowsIn(worker.facts, 'attested').filter(
      (row) => row['ruleId'] !== rule.id || !itemIds.includes(String(row['itemId'])),
    )
    const rows = itemIds.map((itemId) => ({
      ruleId: rule.id,
      itemId,
      byPersonId: actor.accountId,
      on,
      evidenceIds: [],
      validUntilOn: null,
    }))
    const saved = await saveRecord(context, { ...place, isByModule: true }, worker, {
      version,
      facts: { attested: [...kept, ...rows] },
    })
    if (isRefusal(saved)) return saved
    note({ divisionCode: worker.divisionCode, subject: 'worker', subjectId: workerId, changes: saved.changes })
    return { version: saved.record.version }
  }
