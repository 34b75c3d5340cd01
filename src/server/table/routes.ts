import type { FastifyInstance } from 'fastify'
import { findRecords as contract } from '#contract/search.ts'
import { bind } from '#server/http/bind.ts'
import type { HttpParts } from '#server/http/context.ts'
import { findRecords } from './find-records.ts'
import type { Importer } from './import/importer.ts'
import { importRoutes } from './import/routes.ts'

/** Serves the search box, and every kind of spreadsheet that the modules take in. */
export function tableRoutes(app: FastifyInstance, parts: HttpParts, importers: readonly Importer[]): void {
  bind(app, parts, contract, findRecords)
  importRoutes(app, parts, importers)
}
