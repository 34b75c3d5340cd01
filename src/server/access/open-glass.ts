import type { openGlass as endpoint } from '#contract/access.ts'
import { decideBreakGlass } from '#domain/access/index.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import type { UseCase } from '#server/http/context.ts'
import { findCountyId, insertGlass } from './repository.ts'
import { viewGlass } from './view-glass.ts'

/** Breaks the glass of a county; the county's own audit and its bureau's list say so at once. */
export const openGlass: UseCase<typeof endpoint> = async ({ tx, actor, now, newId, note }, { countyCode, reason }) => {
  const decided = decideBreakGlass(actor, countyCode, reason, now)
  if (isRefusal(decided)) return decided
  const countyId = await findCountyId(tx, countyCode)
  if (countyId === undefined) return refuse('GLASS_OUT_OF_REACH')
  const row = {
    countyId,
    id: newId(),
    county: countyCode,
    actor,
    reason: decided.reason,
    openedAt: now,
    expiresAt: decided.expiresAt,
  }
  await insertGlass(tx, row)
  note({ divisionCode: countyCode, subject: 'break-glass', subjectId: row.id, detail: { reason: decided.reason } })
  return viewGlass(
    {
      id: row.id,
      division_code: countyCode,
      account_id: actor.accountId,
      display_name: actor.name,
      role: actor.role,
      reason: decided.reason,
      opened_at: now,
      expires_at: decided.expiresAt,
      closed_at: null,
    },
    now,
  )
}
