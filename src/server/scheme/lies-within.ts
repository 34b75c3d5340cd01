import { covers } from '#domain/access/index.ts'
import type { Actor } from '#domain/kernel/actor.ts'
import type { Entity } from '#domain/scheme/index.ts'

const text = (x: unknown): string | null => (typeof x === 'string' ? x : null)

/** Where a thing lies and whose it is, as the store put it into its facts. */
export const placeOf = (
  e: Entity,
): { readonly code: string; readonly agencyId: string | null; readonly stationId: string | null } => ({
  code: text(e['divisionCode']) ?? '',
  agencyId: text(e['$agencyId']),
  stationId: text(e['$stationId']),
})

/** Whether a thing lies within the reader's scope: the same rule as row-level security. */
export const liesWithin =
  (actor: Actor) =>
  (e: Entity): boolean =>
    covers(actor.scope, placeOf(e))
