import '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/audit.ts'
import { bind, bindFile } from '#server/http/bind.ts'
import type { HttpParts } from '#server/http/context.ts'
import { exportAudit } from './export-audit.ts'
import { listAudit } from './list-audit.ts'

/** `isMarked`: an export carries who took it. */
export function auditRoutes(app: FastifyInstance, parts: HttpParts, isMarked: boolean): void {
  const names = new Map<string, string>()
  // every operation says its name in Chinese as it is bound
  app.addHook('onReady', (done) => {
    const { paths = {} } = app.swagger() as { paths?: Readonly<Record<string, object>> }
    for (const operations of Object.values(paths))
      for (const { operationId, summary } of Object.values(operations) as { operationId?: string; summary?: string }[])
        if (operationId !== undefined && summary !== undefined) names.set(operationId, summary)
    done()
  })
  bind(app, parts, contract.listAudit, listAudit(names))
  bindFile(app, parts, contract.exportAudit, exportAudit(names, isMarked))
}
