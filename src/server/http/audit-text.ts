/** The fields of an audit row that its hash covers. */
export interface AuditFields {
  readonly countyId: number
  readonly id: string
  readonly at: Date
  readonly accountId: string | null
  readonly grantId: string | null
  readonly role: string
  readonly action: string
  readonly outcome: string
  readonly divisionCode: string
  readonly subject: string | null
  readonly subjectId: string | null
  readonly detail: string | null
  readonly changes: string | null
  readonly requestId: string | null
}

/** Exactly what `app.audit_text` makes of the stored row (a test compares them). */
export const auditText = (row: AuditFields): string =>
  `[${[
    row.countyId,
    row.id,
    row.at.getTime() * 1000,
    row.accountId,
    row.grantId,
    row.role,
    row.action,
    row.outcome,
    row.divisionCode,
    row.subject,
    row.subjectId,
    row.detail,
    row.changes,
    row.requestId,
  ]
    .map((value) => JSON.stringify(value))
    .join(', ')}]`
