import type { Id } from '#domain/kernel/id.ts'
import type { DemoUnit } from '../add-unit.ts'
import type { DemoPlace, EntityBook } from '../entity-book.ts'
import type { TownDraft } from './town-drafts.ts'

/** A town with its station. */
export interface TownCast {
  readonly unit: DemoUnit
  readonly draft: TownDraft
  readonly zone: ZoneCast
  readonly stationId: Id
  /** Of the station's records: the town's, the station's and the agency's. */
  readonly place: DemoPlace
}

/** A zone with its lot and the agency that won it. */
export interface ZoneCast {
  readonly no: number
  readonly unit: DemoUnit
  readonly agencyId: Id
  readonly lotId: Id
  readonly contractId: Id
  /** Of the agency's records in the county. */
  readonly place: DemoPlace
}

/** Who and where: what the builders of this plan share. */
export interface Cast {
  readonly book: EntityBook
  readonly county: DemoUnit
  readonly place: DemoPlace
  readonly centreId: Id
  readonly tenderId: Id
  readonly zones: readonly ZoneCast[]
  readonly towns: readonly TownCast[]
}

/** Months in which the stations worked before the judged day. */
export const MONTHS = ['2023-08', '2023-09', '2023-10', '2023-11', '2023-12'] as const
