import type { ImportBatchView } from '#contract/import.ts'
import { guessMapping, type ImportDefinition } from '#domain/table/index.ts'
import { RUNNING, type BatchRow } from './import-repository.ts'
import { DEAD_AFTER_MS } from './run-job.ts'

const BEFORE: Readonly<Partial<Record<BatchRow['state'], BatchRow['state']>>> = {
  checking: 'read',
  applying: 'checked',
  undoing: 'applied',
}

export const isRunning = ({ state }: Pick<BatchRow, 'state'>): boolean => RUNNING.some((one) => one === state)

/** A batch as people see it; a work that stopped without a word is over. */
export function viewBatch(
  batch: BatchRow,
  one: ImportDefinition,
  now: Date,
  kept?: Readonly<Record<string, string>>,
): ImportBatchView {
  const isDead = isRunning(batch) && now.getTime() - (batch.beat_at?.getTime() ?? 0) > DEAD_AFTER_MS
  return {
    id: batch.id,
    importer: batch.importer,
    title: one.title,
    fileName: batch.file_name,
    state: isDead ? (BEFORE[batch.state] ?? batch.state) : batch.state,
    message: isDead ? '上一次没有做完就中断了，什么都没有改动，可以再试' : batch.message,
    rows: batch.row_count,
    rowsDone: batch.rows_done,
    counts: batch.counts,
    headings: [...batch.headings],
    columns: one.columns.map(({ key, title, isRequired = false, note = null }) => ({ key, title, isRequired, note })),
    mapping: batch.mapping ?? guessMapping(one, batch.headings, kept),
    uploadedAt: batch.uploaded_at.toISOString(),
    appliedAt: batch.applied_at?.toISOString() ?? null,
    undoneAt: batch.undone_at?.toISOString() ?? null,
  }
}
