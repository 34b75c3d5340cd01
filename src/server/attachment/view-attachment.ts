import type { AttachmentView } from '#contract/attachment.ts'
import { mediaTypeOf } from '#domain/attachment/index.ts'
import type { AttachmentRow } from './repository.ts'

export const viewAttachment = (row: AttachmentRow): AttachmentView => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  mediaType: row.media_type,
  typeLabel: mediaTypeOf(row.media_type)?.label ?? '文件',
  bytes: row.bytes,
  state: row.state === 'quarantined' ? 'quarantined' : 'stored',
  quarantinedFor: row.quarantined_for,
  hasPreview: row.preview_sha256 !== null,
  isHeld: row.held_at !== null,
  recordedAt: row.recorded_at.toISOString(),
  recordedBy: row.recorded_by_name,
  removed:
    row.removed_at === null
      ? null
      : { at: row.removed_at.toISOString(), by: row.removed_by_name ?? '', reason: row.removed_reason ?? '' },
})
