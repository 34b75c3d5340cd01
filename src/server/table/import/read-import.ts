import type * as contract from '#contract/import.ts'
import { can } from '#domain/access/index.ts'
import type { Actor } from '#domain/kernel/actor.ts'
import { isRefusal, refuse, type Refusal } from '#domain/kernel/refusal.ts'
import { CLEARED, faultInWords, showValue, type ImportDefinition, type ListValue } from '#domain/table/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import type { UseCase } from '#server/http/context.ts'
import { findBatch, listBatches, listLines, type BatchRow, type LineRow } from './import-repository.ts'
import type { Importer, Importers } from './importer.ts'
import { keptHeadings } from './kept-headings.ts'
import { viewBatch } from './view-batch.ts'

const MOST_BATCHES = 50
const LINES_AT_A_TIME = 100

/** A batch and the kind it is of, for whoever may take such in. @refuses IMPORT_NOT_FOUND @refuses NOT_ALLOWED */
export async function openBatch(
  tx: Tx,
  actor: Actor,
  importers: Importers,
  batchId: string,
): Promise<{ readonly batch: BatchRow; readonly importer: Importer } | Refusal> {
  const batch = await findBatch(tx, batchId)
  const importer = batch && importers.get(batch.importer)
  if (!batch || !importer) return refuse('IMPORT_NOT_FOUND')
  return can(actor, importer.who) ? { batch, importer } : refuse('NOT_ALLOWED')
}

export const listImports =
  (importers: Importers): UseCase<typeof contract.listImports> =>
  async ({ tx, actor, now }) => {
    const allowed = [...importers.values()].filter(({ who }) => can(actor, who)).map(({ definition }) => definition)
    const batches = await listBatches(tx, MOST_BATCHES)
    return {
      batches: batches.flatMap((batch) => {
        const one = allowed.find(({ key }) => key === batch.importer)
        return one ? [viewBatch(batch, one, now)] : []
      }),
      importers: allowed.map(({ key, title }) => ({ key, title })),
    }
  }

export const readImport =
  (importers: Importers): UseCase<typeof contract.readImport> =>
  async ({ tx, actor, now }, { batchId }) => {
    const open = await openBatch(tx, actor, importers, batchId)
    if (isRefusal(open)) return open
    const { batch, importer } = open
    return viewBatch(batch, importer.definition, now, await keptHeadings(tx, batch.county_id, batch.importer))
  }

export const listImportLines =
  (importers: Importers): UseCase<typeof contract.listImportLines> =>
  async ({ tx, actor }, { batchId, state, after }) => {
    const open = await openBatch(tx, actor, importers, batchId)
    if (isRefusal(open)) return open
    const { batch, importer } = open
    const states = state ? [state] : (['new', 'changed', 'same', 'wrong'] as const)
    const found = await listLines(tx, batch, after, LINES_AT_A_TIME + 1, states)
    const words = await importer.dictionaries({ tx, actor })
    const lines = found.slice(0, LINES_AT_A_TIME)
    return {
      lines: lines.map((line) => viewLine(importer.definition, line, words)),
      next: found.length > LINES_AT_A_TIME ? (lines.at(-1)?.line ?? null) : null,
    }
  }

function viewLine(one: ImportDefinition, line: LineRow, words: Awaited<ReturnType<Importer['dictionaries']>>) {
  const shown = (key: string, value: ListValue | undefined): string => {
    const column = one.columns.find((column) => column.key === key)
    return column ? showValue({ ...column, choices: column.choices ?? words[key] ?? [] }, value) : String(value ?? '')
  }
  return {
    line: line.line,
    state: line.state ?? ('same' as const),
    // a code alone tells a reader little
    name: one.columns
      .filter(({ isKey, isRequired, kind }) => isKey || (isRequired && kind === 'text'))
      .map(({ key }) => shown(key, line.said?.[key]))
      .filter((text) => text !== '')
      .join(' '),
    faults: (line.faults ?? []).map((fault) => faultInWords(one, line.line, fault)),
    changes: (line.changes ?? []).map(({ column, before, after }) => ({
      title: one.columns.find(({ key }) => key === column)?.title ?? column,
      before: shown(column, before),
      after: after === null ? `（${CLEARED}）` : shown(column, after),
    })),
  }
}
