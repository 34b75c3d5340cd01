import type { FastifyInstance } from 'fastify'
import { readListChoices as choices, RECORD_LIST_ENDPOINTS } from '#contract/record-lists.ts'
import { findRecords as contract } from '#contract/search.ts'
import { RECORD_LISTS, type ListedSubject } from '#domain/table/index.ts'
import { bind } from '#server/http/bind.ts'
import type { HttpParts } from '#server/http/context.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { bindList } from './list/bind-list.ts'
import { findRecords } from './find-records.ts'
import type { Importer } from './import/importer.ts'
import { importRoutes } from './import/routes.ts'
import { readListChoices } from './list/read-list-choices.ts'
import { recordSource } from './list/record-sources.ts'

/** Serves the search box, the lists of records, and every kind of spreadsheet that the modules take in. */
export function tableRoutes(
  app: FastifyInstance,
  parts: HttpParts,
  opener: SchemeOpener,
  importers: readonly Importer[],
  isMarked: boolean,
): void {
  bind(app, parts, contract, findRecords)
  bind(app, parts, choices, readListChoices(opener))
  for (const subject of Object.keys(RECORD_LISTS) as ListedSubject[])
    bindList(app, parts, RECORD_LIST_ENDPOINTS[subject], recordSource(subject, opener), isMarked)
  importRoutes(app, parts, importers)
}
