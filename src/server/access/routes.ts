import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/access.ts'
import { accessSentences, accessText } from '#domain/access/index.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import { watermarkText } from '#domain/kernel/watermark.ts'
import { bind } from '#server/http/bind.ts'
import type { HttpParts } from '#server/http/context.ts'
import { openGlass } from './open-glass.ts'
import { endGlass, listGlassRows } from './repository.ts'
import { viewGlass } from './view-glass.ts'

/** `isMarked`: screens carry who looks at them. */
export function accessRoutes(app: FastifyInstance, parts: HttpParts, isMarked: boolean): void {
  bind(app, parts, contract.readAccessTable, async () => ({
    roles: accessSentences().map(({ role, label, lines }) => ({ role, label, lines: [...lines] })),
    text: accessText(),
  }))
  bind(app, parts, contract.readWatermark, async ({ actor, now }) => ({
    text: isMarked ? watermarkText(actor.viewer ?? actor, now) : null,
  }))
  bind(app, parts, contract.openGlass, openGlass)
  bind(app, parts, contract.closeGlass, async ({ tx, actor, now, note }) => {
    const county = await endGlass(tx, actor, now)
    if (county === undefined) return refuse('GLASS_NOT_OPEN')
    note({ divisionCode: county, subject: 'break-glass' })
    return {}
  })
  bind(app, parts, contract.listGlass, async ({ tx, now }) => ({
    cases: (await listGlassRows(tx)).map((row) => viewGlass(row, now)),
  }))
}
