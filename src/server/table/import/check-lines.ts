import { changesBy, keyOf, readRow, type Dictionaries, type ImportDefinition, type ImportValues } from '#domain/table/index.ts'
import {
  countLines,
  listLines,
  listRepeated,
  refuseLines,
  updateLines,
  type BatchRow,
  type LineRow,
  type LineVerdict,
} from './import-repository.ts'
import type { ImportContext, Importer, Recorded } from './importer.ts'
import type { JobDone } from './run-job.ts'

const LINES_AT_A_TIME = 500

/** Holds every line against what is recorded: new, changed, the same, or wrong and why. Nothing but the lines is written. */
export async function checkLines(
  context: ImportContext,
  batch: BatchRow,
  importer: Importer,
  mapping: Readonly<Record<string, number>>,
  done: (rows: number) => void,
): Promise<JobDone> {
  const { definition, target } = importer
  const words = await importer.dictionaries(context)
  let after = 0
  for (let seen = 0; ;) {
    const lines = await listLines(context.tx, batch, after, LINES_AT_A_TIME)
    const last = lines.at(-1)
    if (!last) break
    const read = lines.map((line) => readLine(definition, line, mapping, words))
    const right = read.flatMap(({ values }) => (values ? [values] : []))
    const found = await target.find(context, right)
    const asked = right.map((values, i) => ({ values, recorded: found[i] }))
    const denied = (await target.judge?.(context, asked)) ?? []
    const judgedBy = new Map(asked.map(({ values, recorded }, i) => [values, { recorded, denied: denied[i] }]))
    await updateLines(
      context.tx,
      batch,
      read.map(({ verdict, values }) => (values ? judged(verdict, values, judgedBy.get(values)) : verdict)),
    )
    done((seen += lines.length))
    after = last.line
  }
  const repeated = await listRepeated(context.tx, batch)
  for (let at = 0; at < repeated.length; at += LINES_AT_A_TIME)
    await refuseLines(
      context.tx,
      batch,
      repeated
        .slice(at, at + LINES_AT_A_TIME)
        .map(({ line, first }) => ({ line, message: `与第 ${first} 行是同一条，请删去一行` })),
    )
  const counts = await countLines(context.tx, batch)
  return { settled: { state: 'checked', counts }, note: {} }
}

function judged(
  verdict: LineVerdict,
  values: ImportValues,
  { recorded, denied }: { readonly recorded?: Recorded | undefined; readonly denied?: string | undefined } = {},
): LineVerdict {
  if (denied !== undefined) return { ...verdict, state: 'wrong', faults: [{ message: denied }] }
  if (!recorded) return { ...verdict, state: 'new' }
  const changes = changesBy(values, recorded.values)
  return {
    ...verdict,
    state: changes.length > 0 ? 'changed' : 'same',
    changes,
    record_id: recorded.id,
    version: recorded.version,
  }
}

/** What a line says; its values where all of it is right. */
function readLine(
  one: ImportDefinition,
  { line, cells }: LineRow,
  mapping: Readonly<Record<string, number>>,
  words: Dictionaries,
): { readonly verdict: LineVerdict; readonly values?: ImportValues } {
  const mapped = Object.fromEntries(Object.entries(mapping).map(([key, at]) => [key, cells[at]]))
  const empty: LineVerdict = {
    line,
    state: 'same',
    key: null,
    said: null,
    faults: null,
    changes: null,
    record_id: null,
    version: null,
  }
  // the line of the template that shows how to fill it in
  if (one.columns.every(({ key, example }) => mapping[key] === undefined || mapped[key] === example)) return { verdict: empty }
  const { values, faults } = readRow(one, mapped, words)
  if (faults.length > 0) return { verdict: { ...empty, state: 'wrong', said: values, faults } }
  return { verdict: { ...empty, state: 'new', key: keyOf(one, values), said: values }, values }
}
