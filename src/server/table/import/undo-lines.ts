import { refuse, type Refusal } from '#domain/kernel/refusal.ts'
import { listLines, type BatchRow, type LineRow } from './import-repository.ts'
import { detailOf } from './apply-lines.ts'
import type { ImportContext, Importer } from './importer.ts'
import type { JobDone } from './run-job.ts'

const LINES_AT_A_TIME = 500
const MOST_NAMED = 10

/**
 * Takes back what an import wrote: what it added goes, what it changed is as before. Not where a record has been changed since:
 * then nothing is taken back, and the lines are named. @refuses IMPORT_CHANGED_SINCE
 */
export async function undoLines(
  context: ImportContext,
  batch: BatchRow,
  { target }: Importer,
  done: (rows: number) => void,
): Promise<Refusal | JobDone> {
  const written: readonly ['new', 'changed'] = ['new', 'changed']
  const touched: number[] = []
  let [after, seen] = [0, 0]
  for (;;) {
    const lines = await listLines(context.tx, batch, after, LINES_AT_A_TIME, written)
    const last = lines.at(-1)
    if (!last) break
    const now = await target.findById(
      context,
      lines.flatMap(({ record_id }) => record_id ?? []),
    )
    touched.push(...lines.filter((line) => now.get(line.record_id ?? '')?.version !== line.version).map(({ line }) => line))
    if (touched.length === 0 && !(await takeBack(context, target, lines)))
      return refuse('IMPORT_CHANGED_SINCE', { detail: '正有人在改动其中的档案' })
    done((seen += lines.length))
    after = last.line
  }
  if (touched.length > 0)
    return refuse('IMPORT_CHANGED_SINCE', {
      detail: `第 ${touched.slice(0, MOST_NAMED).join('、')} 行${touched.length > MOST_NAMED ? ` 等 ${touched.length} 行` : ''}的档案在导入之后又有改动`,
    })
  return {
    settled: { state: 'undone', undoneAt: context.now },
    note: { divisionCode: batch.division_code, detail: { isDone: true, ...detailOf(batch) } },
  }
}

async function takeBack(context: ImportContext, target: Importer['target'], lines: readonly LineRow[]): Promise<boolean> {
  const known = lines.flatMap(({ state, record_id, version, changes }) =>
    record_id !== null && version !== null ? [{ state, id: record_id, version, changes: changes ?? [] }] : [],
  )
  const added = known.filter(({ state }) => state === 'new')
  const changed = known
    .filter(({ state }) => state === 'changed')
    .map(({ id, version, changes }) => ({
      id,
      version,
      values: Object.fromEntries(changes.map(({ column, before }) => [column, before])),
    }))
  if (added.length > 0 && (await target.remove(context, added)) < added.length) return false
  return changed.length === 0 || (await target.change(context, changed)) === changed.length
}
