import type { exportAudit as endpoint } from '#contract/audit.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import { watermarkText } from '#domain/kernel/watermark.ts'
import type { FileUseCase } from '#server/http/context.ts'
import { csvOf } from './csv-of.ts'
import { listAuditRows } from './repository.ts'
import { viewAudit, type ActionNames } from './view-audit.ts'

const MOST_ROWS = 50_000
const HEAD = ['时间', '账号', '身份', '操作', '结果', '辖区', '对象', '对象编号', '改动', '说明', '请求编号', '链上序号']

/** The audit as a table for a spreadsheet, at most fifty thousand rows; what was taken is noted. @refuses AUDIT_EXPORT_TOO_LARGE */
export const exportAudit =
  (names: ActionNames, isMarked: boolean): FileUseCase<typeof endpoint> =>
  async ({ tx, actor, now, today, note }, filter) => {
    const rows = await listAuditRows(tx, filter, undefined, MOST_ROWS + 1)
    if (rows.length > MOST_ROWS) return refuse('AUDIT_EXPORT_TOO_LARGE', { detail: `最多 ${MOST_ROWS} 条` })
    const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as Record<string, string>
    note({ subject: 'audit', detail: { ...given, rows: rows.length } })
    const lines = rows.map((row) => {
      const view = viewAudit(row, names)
      const changes = view.changes
        .map(({ field, before, after }) => `${field}：${String(before ?? '')} → ${String(after ?? '')}`)
        .join('；')
      return [
        view.at,
        view.accountName ?? view.accountId ?? '',
        view.roleLabel,
        view.actionLabel,
        view.outcomeLabel,
        view.divisionCode,
        view.subject ?? '',
        view.subjectId ?? '',
        changes,
        view.detail ? JSON.stringify(view.detail) : '',
        view.requestId ?? '',
        String(view.seq),
      ]
    })
    const foot = isMarked ? [[`导出人：${watermarkText(actor, now)}`]] : []
    return { fileName: `审计 ${today}.csv`, mediaType: 'text/csv', bytes: Buffer.from(csvOf([HEAD, ...lines, ...foot]), 'utf8') }
  }
