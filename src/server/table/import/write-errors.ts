import type { readImportErrors as endpoint, readTemplate as templateEndpoint } from '#contract/import.ts'
import { can } from '#domain/access/index.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import { faultInWords, type ImportDefinition } from '#domain/table/index.ts'
import { actorTx, type Tx } from '#server/db/actor-tx.ts'
import type { FileUseCase, HttpParts, Preparation, PreparedFileUseCase } from '#server/http/context.ts'
import { listLines, type BatchRow } from './import-repository.ts'
import type { Spool } from '../spool.ts'
import { writeSheet, XLSX, type Cell } from '../list/write-sheet.ts'
import type { Importers } from './importer.ts'
import { openBatch } from './read-import.ts'
import { writeTemplate } from './write-template.ts'

/** @refuses IMPORT_UNKNOWN @refuses NOT_ALLOWED */
export const readTemplate =
  (importers: Importers): FileUseCase<typeof templateEndpoint> =>
  async ({ tx, actor }, { importer }) => {
    const known = importers.get(importer)
    if (!known) return refuse('IMPORT_UNKNOWN')
    if (!can(actor, known.who)) return refuse('NOT_ALLOWED')
    const bytes = await writeTemplate(known.definition, await known.dictionaries({ tx, actor }))
    return { fileName: `${known.definition.title}导入模板.xlsx`, mediaType: XLSX, bytes }
  }

interface WrittenErrors {
  readonly spool: Spool
  readonly fileName: string
}

const LINES_AT_A_TIME = 1_000

/** Writes the lines that are wrong, what is wrong beside each: to be put right there and uploaded again. @refuses IMPORT_NOT_FOUND */
export const writeErrors =
  (importers: Importers, { db }: Pick<HttpParts, 'db'>): Preparation<typeof endpoint, WrittenErrors> =>
  ({ actor }, { batchId }) =>
    actorTx<WrittenErrors>(db, actor, async (tx) => {
      const open = await openBatch(tx, actor, importers, batchId)
      if (isRefusal(open)) return open
      const { batch, importer } = open
      const spool = await writeSheet({
        name: '错误的行',
        head: [],
        columns: [
          { title: '错在哪里', width: 60 },
          { title: '原表第几行', width: 12 },
          ...batch.headings.map((title) => ({ title, width: 20 })),
        ],
        rows: linesOf(tx, batch, importer.definition),
      })
      return { spool, fileName: `${batch.file_name.replace(/\.\w+$/, '')} 错误的行.xlsx` }
    })

export const readErrors: PreparedFileUseCase<typeof endpoint, WrittenErrors> = async (_, __, { spool, fileName }) => ({
  fileName,
  mediaType: XLSX,
  bytes: spool.stream(),
})

async function* linesOf(tx: Tx, batch: BatchRow, one: ImportDefinition): AsyncGenerator<readonly Cell[]> {
  let after = 0
  for (;;) {
    const lines = await listLines(tx, batch, after, LINES_AT_A_TIME, ['wrong'])
    for (const { line, faults, cells } of lines)
      yield [(faults ?? []).map((fault) => faultInWords(one, line, fault)).join('；'), line, ...cells]
    const last = lines.at(-1)
    if (!last) return
    after = last.line
  }
}
