import type { AcceptedStation } from '#domain/station/index.ts'
import type { SignedInContext } from '#server/http/context.ts'
import { findRecord, type RecordRow } from '#server/record/index.ts'

const text = (x: unknown): string | null => (typeof x === 'string' ? x : null)

/** What the decisions about a station ask of its record. */
export interface FoundStation extends AcceptedStation {
  readonly record: RecordRow
  readonly unitId: string | null
}

/** The station of that id that the caller may see. */
export async function findStation({ tx }: Pick<SignedInContext, 'tx'>, id: string): Promise<FoundStation | undefined> {
  const record = await findRecord(tx, 'station', id)
  if (!record) return undefined
  const { openedOn, closedOn, stageCode, unitId } = record.facts
  return {
    record,
    openedOn: text(openedOn),
    closedOn: text(closedOn),
    stageCode: text(stageCode),
    unitId: text(unitId),
  }
}
