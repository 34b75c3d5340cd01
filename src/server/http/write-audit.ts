import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { COUNTRY_CODE, type Actor } from '#domain/kernel/actor.ts'
import type { Suite } from '#server/crypto/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import { auditText } from './audit-text.ts'
import type { AuditNote } from './context.ts'
import { newId } from './new-id.ts'

export interface AuditRow {
  readonly action: string
  readonly outcome: string
  readonly requestId: string
  readonly note: AuditNote
  readonly at: Date
  readonly suite?: Suite | undefined
}

/**
 * Adds the audit row of one request, in the transaction of what it did, to the chain of its county. The end of the chain stays
 * locked until the transaction ends, so this is the last thing a transaction does.
 */
export async function writeAudit(tx: Tx, actor: Actor | undefined, entry: AuditRow): Promise<void> {
  const { note, at } = entry
  const row = {
    id: newId(),
    at,
    accountId: actor?.accountId ?? null,
    grantId: actor?.grantId ?? null,
    role: actor?.role ?? 'public',
    action: entry.action,
    outcome: entry.outcome,
    divisionCode: note.divisionCode ?? actor?.scope.code ?? COUNTRY_CODE,
    subject: note.subject ?? null,
    subjectId: note.subjectId ?? null,
    detail: note.detail ? JSON.stringify(note.detail) : null,
    changes: note.changes && note.changes.length > 0 ? JSON.stringify(note.changes) : null,
    requestId: entry.requestId,
  }
  const isSm3 = entry.suite === 'sm'
  const hash = isSm3 ? await sm3Of(tx, row) : null
  await sql`select app.append_audit(
    ${row.id}::uuid, ${at}::timestamptz, ${row.grantId}::uuid, ${row.role}::text, ${row.action}::text, ${row.outcome}::text,
    ${row.divisionCode}::text, ${row.subject}::text, ${row.subjectId}::text, ${row.detail}::json, ${row.changes}::json,
    ${row.requestId}::text, ${isSm3 ? 'sm3' : 'sha256'}::text, ${hash}::bytea
  )`.execute(tx)
}

/** PostgreSQL has no SM3: the hash is made here, between locking the end of the chain and adding to it. */
async function sm3Of(tx: Tx, row: Omit<Parameters<typeof auditText>[0], 'countyId'>): Promise<Buffer> {
  const { rows } = await sql<{ county_id: number; hash: Buffer }>`select * from app.lock_audit_head(${row.divisionCode})`.execute(
    tx,
  )
  const [head] = rows
  if (!head) throw new Error('no end of the audit chain')
  return createHash('sm3')
    .update(head.hash)
    .update(auditText({ ...row, countyId: head.county_id }))
    .digest()
}
