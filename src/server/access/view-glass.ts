import type { GlassView } from '#contract/access.ts'
import { ROLE_LABELS } from '#domain/access/index.ts'
import type { Role } from '#domain/kernel/actor.ts'
import type { listGlassRows } from './repository.ts'

/** One case as its reader sees it at `now`. */
export function viewGlass(row: Awaited<ReturnType<typeof listGlassRows>>[number], now: Date): GlassView {
  const role = row.role as Role
  return {
    id: row.id,
    countyCode: row.division_code,
    accountId: row.account_id,
    name: row.display_name,
    role,
    roleLabel: ROLE_LABELS[role],
    reason: row.reason,
    openedAt: row.opened_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    isOpen: row.closed_at === null && row.expires_at > now,
  }
}
