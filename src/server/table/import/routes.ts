import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/import.ts'
import { bind, bindFile, bindPreparedFile, bindUpload } from '#server/http/bind.ts'
import type { HttpParts } from '#server/http/context.ts'
import { checkImport, confirmImport, undoImport } from './act-on-import.ts'
import { importersOf, type Importer } from './importer.ts'
import { listImportLines, listImports, readImport } from './read-import.ts'
import { receiveImport, uploadImport } from './upload-import.ts'
import { readErrors, readTemplate, writeErrors } from './write-errors.ts'

/** Serves every kind of spreadsheet that can be taken in. */
export function importRoutes(app: FastifyInstance, parts: HttpParts, kinds: readonly Importer[]): void {
  const importers = importersOf(kinds)
  bind(app, parts, contract.listImports, listImports(importers))
  bindFile(app, parts, contract.readTemplate, readTemplate(importers))
  bindUpload(app, parts, contract.uploadImport, receiveImport(importers), uploadImport(importers))
  bind(app, parts, contract.readImport, readImport(importers))
  bind(app, parts, contract.listImportLines, listImportLines(importers))
  bindPreparedFile(app, parts, contract.readImportErrors, writeErrors(importers, parts), readErrors)
  bind(app, parts, contract.checkImport, checkImport(importers, parts))
  bind(app, parts, contract.confirmImport, confirmImport(importers, parts))
  bind(app, parts, contract.undoImport, undoImport(importers, parts))
}
