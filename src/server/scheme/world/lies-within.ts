import { codeRange, covers, reachOf, type Place } from '#domain/access/index.ts'
import type { Actor } from '#domain/kernel/actor.ts'
import type { Entity } from '#domain/scheme/index.ts'

const text = (x: unknown): string | null => (typeof x === 'string' ? x : null)
const texts = (x: unknown): readonly string[] | null => (Array.isArray(x) ? x.filter((one) => typeof one === 'string') : null)

/** Where a thing lies and whose it is, as the store put it into its facts. */
const placeOf = (e: Entity): Place => ({
  code: text(e['divisionCode']) ?? '',
  agencyId: text(e['$agencyId']),
  stationId: text(e['$stationId']),
  assignedTo: text(e['$assignedTo']),
  roundIds: texts(e['$roundIds']),
})

/** Whether a thing lies within the reader's scope: the same rule as row-level security. */
export function liesWithin({ scope, accountId }: Actor): (e: Entity) => boolean {
  if (scope.code === '' || reachOf(scope) !== 'territory') return (e) => covers(scope, placeOf(e), accountId)
  const { from, below } = codeRange(scope.code)
  return (e) => {
    const code = text(e['divisionCode']) ?? ''
    return code >= from && code < below
  }
}
