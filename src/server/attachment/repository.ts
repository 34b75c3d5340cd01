import { sql } from 'kysely'
import type { Tx } from '#server/db/actor-tx.ts'

/** Where a record lies and whose it is. */
export interface RecordPlace {
  readonly county_id: number
  readonly id: string
  readonly subject: string
  readonly division_code: string
  readonly agency_id: string | null
  readonly station_id: string | null
  readonly assigned_to: string | null
  readonly round_ids: string[] | null
  /** Whether the caller may change anything there. */
  readonly may_change: boolean
}

/** The record within the caller's own reach; that it is open to be read by others is not enough. */
export async function findRecordPlace(tx: Tx, subject: string, id: string): Promise<RecordPlace | undefined> {
  const { rows } = await sql<RecordPlace>`
    select county_id, id, subject, division_code, agency_id, station_id, assigned_to, round_ids, app.may_change() as may_change
    from app.fact
    where subject = ${subject} and id = ${id}::uuid
      and division_code >= app.scope_from() and division_code < app.scope_below()
      and app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids)`.execute(tx)
  return rows[0]
}

/** Keeps the record from being moved elsewhere until the transaction ends. */
export async function holdInPlace(tx: Tx, recordId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(57, hashtext(${recordId}::uuid::text))`.execute(tx)
}

const COLUMNS = [
  'county_id',
  'id',
  'subject',
  'record_id',
  'kind',
  'division_code',
  'name',
  'media_type',
  'bytes',
  'sha256',
  'given_sha256',
  'preview_bytes',
  'preview_sha256',
  'state',
  'quarantined_for',
  'recorded_at',
  'recorded_by_name',
  'held_at',
  'removed_at',
  'removed_by_name',
  'removed_reason',
] as const

const attachments = (tx: Tx) => tx.selectFrom('attachment').select(COLUMNS)

export type AttachmentRow = NonNullable<Awaited<ReturnType<typeof findAttachment>>>

export const findAttachment = (tx: Tx, id: string) => attachments(tx).where('id', '=', id).executeTakeFirst()

/** The same, kept from being changed by others until the transaction ends. */
export const lockAttachment = (tx: Tx, id: string) => attachments(tx).where('id', '=', id).forUpdate().executeTakeFirst()

export const listAttachmentRows = (tx: Tx, { county_id, id, subject }: RecordPlace): Promise<readonly AttachmentRow[]> =>
  attachments(tx)
    .where('county_id', '=', county_id)
    .where('record_id', '=', id)
    .where('subject', '=', subject)
    .orderBy('id', 'desc')
    .execute()

/** What is known of a file that lies in the storage. */
export interface StoredFile {
  readonly name: string
  readonly mediaType: string
  readonly bytes: number
  readonly sha256: string
  readonly givenSha256: string
  readonly preview: { readonly bytes: number; readonly sha256: string } | undefined
  readonly quarantinedFor: string | undefined
}

export interface AttachmentDraft extends StoredFile {
  readonly id: string
  readonly kind: string
  readonly recordedAt: Date
  readonly recordedBy: string
  readonly recordedByName: string
}

/** Writes the row beside its record; undefined when the county has one of that id. */
export const insertAttachment = (tx: Tx, record: RecordPlace, draft: AttachmentDraft): Promise<AttachmentRow | undefined> =>
  tx
    .insertInto('attachment')
    .values({
      county_id: record.county_id,
      id: draft.id,
      subject: record.subject,
      record_id: record.id,
      kind: draft.kind,
      division_code: record.division_code,
      agency_id: record.agency_id,
      station_id: record.station_id,
      assigned_to: record.assigned_to,
      round_ids: record.round_ids,
      name: draft.name,
      media_type: draft.mediaType,
      bytes: draft.bytes,
      sha256: draft.sha256,
      given_sha256: draft.givenSha256,
      preview_bytes: draft.preview?.bytes ?? null,
      preview_sha256: draft.preview?.sha256 ?? null,
      state: draft.quarantinedFor === undefined ? 'stored' : 'quarantined',
      quarantined_for: draft.quarantinedFor ?? null,
      recorded_at: draft.recordedAt,
      recorded_by: draft.recordedBy,
      recorded_by_name: draft.recordedByName,
    })
    .onConflict((oc) => oc.doNothing())
    .returning(COLUMNS)
    .executeTakeFirst()

export const markRemoved = (
  tx: Tx,
  { county_id, id }: Pick<AttachmentRow, 'county_id' | 'id'>,
  removed: { readonly at: Date; readonly by: string; readonly byName: string; readonly reason: string },
): Promise<AttachmentRow> =>
  tx
    .updateTable('attachment')
    .set({ removed_at: removed.at, removed_by: removed.by, removed_by_name: removed.byName, removed_reason: removed.reason })
    .where('county_id', '=', county_id)
    .where('id', '=', id)
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()

/** Marks what is attached to a record now as what a decision rests on. Returns how many files that are. */
export async function markHeld(tx: Tx, subject: string, recordId: string, at: Date): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('attachment')
    .set({ held_at: at })
    .where('subject', '=', subject)
    .where('record_id', '=', recordId)
    .where('removed_at', 'is', null)
    .where('held_at', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
