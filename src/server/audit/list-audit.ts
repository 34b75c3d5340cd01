import type { listAudit as endpoint } from '#contract/audit.ts'
import { isId } from '#domain/kernel/id.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import type { UseCase } from '#server/http/context.ts'
import { listAuditRows, type AuditCursor } from './repository.ts'
import { viewAudit, type ActionNames } from './view-audit.ts'

/** A page of the audit within the caller's territory, newest first. @refuses AUDIT_CURSOR_UNFIT */
export const listAudit =
  (names: ActionNames): UseCase<typeof endpoint> =>
  async ({ tx }, { after, limit, ...filter }) => {
    const cursor = after === undefined ? undefined : readCursor(after)
    if (cursor === null) return refuse('AUDIT_CURSOR_UNFIT')
    const rows = await listAuditRows(tx, filter, cursor, limit + 1)
    const shown = rows.slice(0, limit)
    const last = rows.length > limit ? shown.at(-1) : undefined
    return { entries: shown.map((row) => viewAudit(row, names)), next: last ? `${last.micros}.${last.id}` : null }
  }

function readCursor(text: string): AuditCursor | null {
  const [, micros = '', id = ''] = /^(\d{1,17})\.(.+)$/.exec(text) ?? []
  return micros !== '' && isId(id) ? { micros, id } : null
}
