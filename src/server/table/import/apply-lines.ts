import { refuse, type Refusal } from '#domain/kernel/refusal.ts'
import type { ImportValues } from '#domain/table/index.ts'
import { listLines, noteWritten, type BatchRow, type LineRow } from './import-repository.ts'
import type { ImportContext, Importer } from './importer.ts'
import type { JobDone } from './run-job.ts'

const LINES_AT_A_TIME = 500
const STALE = '有别人在核对之后改动了其中的档案，请重新核对'

/** Writes every line that is new or changed, as it was checked; nothing at all where anything is not as it was then. @refuses IMPORT_STALE */
export async function applyLines(
  context: ImportContext,
  batch: BatchRow,
  { target }: Importer,
  done: (rows: number) => void,
): Promise<Refusal | JobDone> {
  const denied = await deniedNow(context, batch, target)
  if (denied) return denied
  let seen = 0
  for await (const lines of linesToWrite(context, batch)) {
    const fresh = lines.flatMap(({ line, state, said }) =>
      state === 'new' ? [{ line, id: context.newId(), values: said as ImportValues }] : [],
    )
    const changed = lines.flatMap(({ line, state, record_id, version, changes }) =>
      state === 'changed' && record_id !== null && version !== null
        ? [
            {
              line,
              id: record_id,
              version,
              values: Object.fromEntries((changes ?? []).map(({ column, after }) => [column, after])),
            },
          ]
        : [],
    )
    const there =
      fresh.length > 0
        ? await target.find(
            context,
            fresh.map(({ values }) => values),
          )
        : []
    if (there.some((one) => one !== undefined)) return refuse('IMPORT_STALE', { detail: STALE })
    if (fresh.length > 0) await target.add(context, fresh)
    if (changed.length > 0 && (await target.change(context, changed)) < changed.length)
      return refuse('IMPORT_STALE', { detail: STALE })
    await noteWritten(context.tx, batch, [
      ...fresh.map(({ line, id }) => ({ line, record_id: id, version: 1 })),
      ...changed.map(({ line, id, version }) => ({ line, record_id: id, version: version + 1 })),
    ])
    done((seen += lines.length))
  }
  return {
    settled: { state: 'applied', appliedAt: context.now },
    note: { divisionCode: batch.division_code, detail: { isDone: true, ...detailOf(batch) } },
  }
}

/** What was right when it was checked is asked again before anything is written: others may have been quicker. */
async function deniedNow(context: ImportContext, batch: BatchRow, target: Importer['target']): Promise<Refusal | undefined> {
  if (target.hold) for await (const lines of linesToWrite(context, batch)) await target.hold(context, lines.map(saidBy))
  if (target.judge)
    for await (const lines of linesToWrite(context, batch)) {
      const found = await target.find(context, lines.map(saidBy))
      const verdicts = await target.judge(
        context,
        lines.map((line, i) => ({ values: saidBy(line), recorded: found[i] })),
      )
      const at = verdicts.findIndex((verdict) => verdict !== undefined)
      if (at >= 0) return refuse('IMPORT_STALE', { detail: `第 ${lines[at]?.line} 行：${verdicts[at]}` })
    }
  return undefined
}

const saidBy = ({ said }: LineRow): ImportValues => said ?? {}

async function* linesToWrite({ tx }: ImportContext, batch: BatchRow): AsyncGenerator<readonly LineRow[]> {
  for (let after = 0; ;) {
    const lines = await listLines(tx, batch, after, LINES_AT_A_TIME, ['new', 'changed'])
    const last = lines.at(-1)
    if (!last) return
    yield lines
    after = last.line
  }
}

export const detailOf = ({ importer, file_name, sha256, counts }: BatchRow) => ({
  importer,
  file: file_name,
  sha256,
  new: counts?.new ?? 0,
  changed: counts?.changed ?? 0,
  same: counts?.same ?? 0,
})
