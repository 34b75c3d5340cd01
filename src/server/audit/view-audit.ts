import type { AuditEntryView } from '#contract/audit.ts'
import { problemFor } from '#contract/problem-table.ts'
import { ROLE_LABELS } from '#domain/access/index.ts'
import type { AuditListRow } from './repository.ts'

/** 中文 of every operation by its name; filled from the endpoints as they are bound. */
export type ActionNames = ReadonlyMap<string, string>

/** One row as its reader sees it. */
export const viewAudit = (row: AuditListRow, names: ActionNames): AuditEntryView => ({
  id: row.id,
  countyId: row.county_id,
  seq: row.seq,
  at: row.recorded_at.toISOString(),
  accountId: row.account_id,
  accountName: row.account_name,
  role: row.role,
  roleLabel: (ROLE_LABELS as Readonly<Record<string, string>>)[row.role] ?? row.role,
  action: row.action,
  actionLabel: names.get(row.action) ?? row.action,
  outcome: row.outcome,
  outcomeLabel: row.outcome === 'done' ? '已完成' : problemFor(row.outcome).title,
  divisionCode: row.division_code,
  subject: row.subject,
  subjectId: row.subject_id,
  detail: (row.detail ?? null) as AuditEntryView['detail'],
  changes: (row.changes ?? []) as AuditEntryView['changes'],
  requestId: row.request_id,
})
