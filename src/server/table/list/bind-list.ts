import type { FastifyInstance } from 'fastify'
import type { ListEndpoints } from '#contract/table.ts'
import { bind, bindPreparedFile } from '#server/http/bind.ts'
import type { HttpParts } from '#server/http/context.ts'
import { exportRows, writeExport } from './export-rows.ts'
import { listRows } from './list-rows.ts'
import type { BoundList } from './list-source.ts'

/** Serves a list and its spreadsheet. `isMarked`: the spreadsheet carries who took it. */
export function bindList(
  app: FastifyInstance,
  parts: HttpParts,
  endpoints: ListEndpoints,
  bound: BoundList,
  isMarked: boolean,
): void {
  bind(app, parts, endpoints.list, listRows(bound))
  bindPreparedFile(app, parts, endpoints.export, writeExport(bound, parts, isMarked), exportRows(bound))
}
