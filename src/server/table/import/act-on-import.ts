import type * as contract from '#contract/import.ts'
import { isRefusal, refuse, type Refusal } from '#domain/kernel/refusal.ts'
import type { SignedInContext, UseCase } from '#server/http/context.ts'
import { claimBatch, findBatch, setMapping, type BatchRow, type BatchState } from './import-repository.ts'
import { applyLines, detailOf } from './apply-lines.ts'
import { checkLines } from './check-lines.ts'
import type { Importer, Importers } from './importer.ts'
import { openBatch } from './read-import.ts'
import { DEAD_AFTER_MS, startJob, type Job, type JobParts } from './run-job.ts'
import { undoLines } from './undo-lines.ts'
import { viewBatch } from './view-batch.ts'

/** Checks the mapping and starts holding the lines against what is recorded. @refuses IMPORT_MAPPING_UNFIT @refuses IMPORT_NOT_NOW */
export const checkImport =
  (importers: Importers, parts: JobParts): UseCase<typeof contract.checkImport> =>
  async (context, { batchId, mapping }) => {
    const open = await openBatch(context.tx, context.actor, importers, batchId)
    if (isRefusal(open)) return open
    const { batch, importer } = open
    const wrong = mappingFault(importer, batch, mapping)
    if (wrong !== undefined) return refuse('IMPORT_MAPPING_UNFIT', { detail: wrong })
    await setMapping(context.tx, batch, mapping)
    return begin(context, parts, open, ['read', 'checked', 'checking'], {
      running: 'checking',
      back: 'read',
      work: (inside, claimed, done) => checkLines(inside, claimed, importer, mapping, done),
    })
  }

/** Starts writing what was checked, all or nothing. @refuses IMPORT_HAS_ERRORS @refuses IMPORT_NOT_NOW */
export const confirmImport =
  (importers: Importers, parts: JobParts): UseCase<typeof contract.confirmImport> =>
  async (context, { batchId }) => {
    const open = await openBatch(context.tx, context.actor, importers, batchId)
    if (isRefusal(open)) return open
    const { batch, importer } = open
    const wrong = batch.counts?.wrong ?? 0
    if (wrong > 0) return refuse('IMPORT_HAS_ERRORS', { detail: `还有 ${wrong} 行有错：下载错误的行，改好后重新上传` })
    return begin(context, parts, open, ['checked', 'applying'], {
      running: 'applying',
      back: 'checked',
      action: 'import.confirm',
      work: (inside, claimed, done) => applyLines(inside, claimed, importer, done),
    })
  }

/** Starts taking back what was written. @refuses IMPORT_NOT_NOW */
export const undoImport =
  (importers: Importers, parts: JobParts): UseCase<typeof contract.undoImport> =>
  async (context, { batchId }) => {
    const open = await openBatch(context.tx, context.actor, importers, batchId)
    if (isRefusal(open)) return open
    return begin(context, parts, open, ['applied', 'undoing'], {
      running: 'undoing',
      back: 'applied',
      action: 'import.undo',
      work: (inside, claimed, done) => undoLines(inside, claimed, open.importer, done),
    })
  }

async function begin(
  { tx, actor, now, note, log, requestId }: SignedInContext,
  parts: JobParts,
  { batch, importer }: { readonly batch: BatchRow; readonly importer: Importer },
  from: readonly BatchState[],
  job: Pick<Job, 'running' | 'back' | 'action' | 'work'>,
): Promise<contract.ImportBatchView | Refusal> {
  note({ divisionCode: batch.division_code, subject: 'import', subjectId: batch.id, detail: detailOf(batch) })
  const dead = new Date(now.getTime() - DEAD_AFTER_MS)
  if (!(await claimBatch(tx, batch, from, job.running, now, dead)))
    return refuse('IMPORT_NOT_NOW', { detail: '它正在处理，或已经做过这一步；请重新载入看看' })
  const claimed = await findBatch(tx, batch.id)
  startJob(parts, { batchId: batch.id, actor, requestId, log, ...job })
  return claimed ? viewBatch(claimed, importer.definition, now) : refuse('IMPORT_NOT_FOUND')
}

function mappingFault(
  { definition: { columns } }: Importer,
  { headings }: BatchRow,
  mapping: Readonly<Record<string, number>>,
): string | undefined {
  const unknown = Object.keys(mapping).find((key) => !columns.some((column) => column.key === key))
  if (unknown !== undefined) return `没有“${unknown}”这一列`
  const places = Object.values(mapping)
  if (places.some((at) => at >= headings.length)) return '对到了表格里没有的列'
  if (new Set(places).size < places.length) return '有两列对到了表格的同一列'
  const missing = columns.filter(({ key, isRequired }) => isRequired && mapping[key] === undefined)
  return missing.length > 0 ? `必填的列还没有对上：${missing.map(({ title }) => title).join('、')}` : undefined
}
