import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import type { ProblemCodes } from './problem.ts'

export const AUDIT_PROBLEMS = {
  AUDIT_CURSOR_UNFIT: { status: 400, title: '翻页标记有误，请从头查起' },
  AUDIT_EXPORT_TOO_LARGE: { status: 422, title: '导出的条数太多，请缩小范围' },
} as const satisfies ProblemCodes

export const AuditChangeView = z
  .object({
    field: z.string(),
    before: z.union([z.string(), z.number(), z.boolean(), z.null()]),
    after: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  })
  .meta({ id: 'AuditChange' })

export const AuditEntryView = z
  .object({
    id: z.string(),
    countyId: z.int(),
    seq: z.int(),
    at: z.iso.datetime(),
    accountId: z.string().nullable(),
    accountName: z.string().nullable(),
    role: z.string(),
    roleLabel: z.string(),
    action: z.string(),
    actionLabel: z.string(),
    outcome: z.string(),
    outcomeLabel: z.string(),
    divisionCode: z.string(),
    subject: z.string().nullable(),
    subjectId: z.string().nullable(),
    detail: z.record(z.string(), z.unknown()).nullable(),
    changes: z.array(AuditChangeView),
    requestId: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' })
export type AuditEntryView = z.infer<typeof AuditEntryView>

/** What to look for; every condition that is given holds. Days are Beijing's, `to` included. */
const filters = {
  accountId: z.uuid().optional(),
  action: z.string().max(80).optional().meta({ description: '操作名，或其所属模块，如 person' }),
  outcome: z.string().max(60).optional().meta({ description: 'done、refused（任何拒绝）或一个代码' }),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  subject: z.string().max(60).optional(),
  subjectId: z.string().max(80).optional(),
}

/** The audit of the own territory, newest first, page by page. @refuses AUDIT_CURSOR_UNFIT */
export const listAudit = endpoint({
  name: 'audit.list',
  method: 'GET',
  path: '/audit',
  summary: '审计记录',
  who: 'read audit',
  input: z.object({
    ...filters,
    after: z.string().max(80).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(50),
  }),
  output: z.object({ entries: z.array(AuditEntryView), next: z.string().nullable() }),
})

/** The same as a table for a spreadsheet; taking it is audited. @refuses AUDIT_EXPORT_TOO_LARGE */
export const exportAudit = endpoint({
  name: 'audit.export',
  method: 'GET',
  path: '/audit/export',
  summary: '导出审计记录（CSV）',
  who: 'export audit',
  input: z.object(filters),
  output: z.unknown(),
  isAudited: true,
  viewing: 'refused',
})
