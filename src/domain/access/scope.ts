import { COUNTRY_CODE, type Reach, type Scope } from '../kernel/actor.ts'

/** What a scope is measured against: where a thing lies, whose it is, who it is assigned to, which samples hold it. */
export interface Place {
  readonly code: string
  readonly agencyId?: string | null
  readonly stationId?: string | null
  readonly assignedTo?: string | null
  readonly roundIds?: readonly string[] | null
}

/** How far a scope goes; where several narrowings stand, the narrowest counts. */
export function reachOf(scope: Scope): Reach {
  if (scope.glassId !== undefined) return 'glass'
  if (scope.roundId !== undefined) return 'sample'
  if (scope.isOwn) return 'own'
  if (scope.stationId !== undefined) return 'station'
  if (scope.agencyId !== undefined) return 'agency'
  return scope.towns === undefined ? 'territory' : 'zone'
}

/** The codes a scope covers, as a half-open range in byte order: the same range row-level security uses. */
export const codeRange = (code: string): { readonly from: string; readonly below: string } => ({
  from: code,
  below: code === COUNTRY_CODE ? '~' : `${code}~`,
})

/**
 * Whether `place` lies within `scope`. An empty code covers nothing, never everything. `accountId`: whose scope it is, for
 * what is assigned to the account itself.
 */
export function covers(scope: Scope, place: Place, accountId?: string): boolean {
  if (scope.code === '') return false
  const { from, below } = codeRange(scope.code)
  if (place.code < from || place.code >= below) return false
  switch (reachOf(scope)) {
    case 'territory':
    case 'glass':
      return true
    case 'zone':
      return scope.towns?.includes(place.code.slice(0, TOWN_DIGITS)) ?? false
    case 'agency':
      return place.agencyId === scope.agencyId
    case 'station':
      return place.stationId === scope.stationId
    case 'own':
      return accountId !== undefined && place.assignedTo === accountId
    case 'sample':
      return scope.roundId !== undefined && (place.roundIds?.includes(scope.roundId) ?? false)
  }
}

const TOWN_DIGITS = 9
