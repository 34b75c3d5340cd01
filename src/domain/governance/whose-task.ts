import { covers } from '../access/index.ts'
import type { Scope } from '../kernel/actor.ts'
import type { RecordedTask } from './tasks.ts'

/** Where the record of a task lies, and whom it is filed with. */
export interface TaskPlace {
  readonly code: string
  readonly agencyId: string | null
  readonly stationId: string | null
  readonly assignedTo: string | null
  /** The division whose task it is, where the record names one. */
  readonly unitCode: string | null
}

/** Who reads: from where, and which parties of the plan that is. */
export interface TaskReader {
  readonly scope: Scope
  readonly parties: ReadonlySet<string>
}

/**
 * Whether a task that stands in a record of a place above is the reader's own: given to a party that the reader is, or to be
 * supported by it, and to no other place, agency or station than the reader's.
 */
export function isTaskOf(
  { scope, parties }: TaskReader,
  { code, agencyId, stationId, assignedTo, unitCode }: TaskPlace,
  { ownerCode, supportCodes }: Pick<RecordedTask, 'ownerCode' | 'supportCodes'>,
): boolean {
  if (agencyId !== null || stationId !== null || assignedTo !== null) return false
  if (scope.code === '' || !covers({ code }, { code: scope.code })) return false
  if (unitCode !== null && !covers({ code: unitCode }, { code: scope.code })) return false
  return [ownerCode, ...supportCodes].some((party) => party !== undefined && parties.has(party))
}
