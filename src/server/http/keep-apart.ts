import { sql } from 'kysely'
import type { Caller } from '#contract/endpoint.ts'
import { actionsApartFrom, isKeptApart } from '#domain/access/index.ts'
import { COUNTRY_CODE, type Actor } from '#domain/kernel/actor.ts'
import { refuse, type Refusal } from '#domain/kernel/refusal.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import type { AuditNote } from './context.ts'

/**
 * Nobody both enters and approves: remembers who entered something about a subject, and refuses the same account when it
 * comes to decide on that subject. The subject is what the use case noted for the audit. @refuses KEPT_APART
 */
export async function keepApart(
  tx: Tx,
  actor: Actor | undefined,
  action: Caller,
  { divisionCode, subject, subjectId }: AuditNote,
  now: Date,
): Promise<Refusal | undefined> {
  if (!actor || subject === undefined || subjectId === undefined || action === 'anyone' || action === 'signed-in')
    return undefined
  const code = divisionCode ?? actor.scope.code ?? COUNTRY_CODE
  const countyId = sql<number>`coalesce((select id from app.county where code = left(${code}, 6)), 0)`
  const before = actionsApartFrom(action)
  if (before.length > 0) {
    const entered = await tx
      .selectFrom('handling')
      .select('action')
      .where('county_id', '=', countyId)
      .where('subject', '=', subject)
      .where('subject_id', '=', subjectId)
      .where('account_id', '=', actor.accountId)
      .where('action', 'in', [...before])
      .executeTakeFirst()
    if (entered) return refuse('KEPT_APART')
  }
  if (!isKeptApart(action)) return undefined
  await tx
    .insertInto('handling')
    .values({ county_id: countyId, subject, subject_id: subjectId, account_id: actor.accountId, action, first_at: now })
    .onConflict((oc) => oc.doNothing())
    .execute()
  return undefined
}
