import type { uploadImport as endpoint } from '#contract/import.ts'
import { can } from '#domain/access/index.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import type { Preparation, PreparedUseCase } from '#server/http/context.ts'
import { findBatch, findCountyOf, insertBatch, insertLines } from './import-repository.ts'
import type { Importers } from './importer.ts'
import { keptHeadings } from './kept-headings.ts'
import { receiveSheet, type ReceivedSheet } from './receive-sheet.ts'
import { viewBatch } from './view-batch.ts'

type Endpoint = typeof endpoint

/** Receives and reads the file before the transaction. @refuses IMPORT_UNKNOWN @refuses NOT_ALLOWED @refuses IMPORT_FILE_UNFIT */
export const receiveImport =
  (importers: Importers): Preparation<Endpoint, ReceivedSheet> =>
  async ({ actor, file, note }, { importer, batchid, name }) => {
    note({ subject: 'import', subjectId: batchid, detail: { importer, file: name } })
    const known = importers.get(importer)
    if (!known) return refuse('IMPORT_UNKNOWN')
    if (!can(actor, known.who)) return refuse('NOT_ALLOWED')
    if (!file) return refuse('IMPORT_FILE_UNFIT', { detail: '没有文件' })
    return receiveSheet(file.stream, known.definition)
  }

/** Keeps the lines of a file that was read; nothing is recorded yet. @refuses IMPORT_TAKEN */
export const uploadImport =
  (importers: Importers): PreparedUseCase<Endpoint, ReceivedSheet> =>
  async ({ tx, actor, now, note }, { importer, batchid, name }, sheet) => {
    const known = importers.get(importer)
    if (!known) return refuse('IMPORT_UNKNOWN')
    note({ detail: { importer, file: name, sha256: sheet.sha256, rows: sheet.rows } })
    const there = await findBatch(tx, batchid)
    const isSame = there?.sha256 === sheet.sha256 && there.importer === importer && there.account_id === actor.accountId
    if (there && !isSame) return refuse('IMPORT_TAKEN')
    const countyId = there?.county_id ?? (await findCountyOf(tx, actor.scope.code))
    if (!there) {
      const { sha256, headings, rows: rowCount } = sheet
      const batch = { countyId, id: batchid, importer, actor, fileName: name, sha256, headings, rowCount, at: now }
      await insertBatch(tx, batch)
      for await (const lines of sheet.lines()) await insertLines(tx, batch, lines)
    }
    const batch = await findBatch(tx, batchid)
    if (!batch || isRefusal(batch)) return refuse('IMPORT_NOT_FOUND')
    return viewBatch(batch, known.definition, now, await keptHeadings(tx, countyId, importer))
  }
