import { dayNumber, isCivilDate } from '#domain/kernel/civil-date.ts'
import type { Entity } from '#domain/scheme/index.ts'
import { JUDGED_DAY, textOf, type StationCase } from './station-facts.ts'

/** The same facts as plain numbers and codes, in the shape the other engines read: days as numbers since 1970. */
export interface PlainStation {
  readonly today: number
  readonly officeAreaM2: number
  readonly isOfficeSeparate: boolean
  readonly postings: readonly { readonly seat: string; readonly start: number; readonly end: number | null }[]
  readonly signedOn: string
  readonly signedDay: number
  readonly midterm: PlainEvaluation
  readonly final: PlainEvaluation
}
interface PlainEvaluation {
  readonly town: number
  readonly third: number
  readonly bureau: number
  readonly clients: number
}

const dayOf = (x: unknown): number | null => (isCivilDate(x) ? dayNumber(x) : null)
const evaluation = (e: Entity): PlainEvaluation => ({
  town: Number(e['townScore']),
  third: Number(e['thirdPartyScore']),
  bureau: Number(e['bureauScore']),
  clients: Number(e['clientScore']),
})

export function plainStation({ station, contract, midterm, final }: StationCase): PlainStation {
  const postings = station['postings'] as readonly Entity[]
  return {
    today: dayNumber(JUDGED_DAY),
    officeAreaM2: Number(station['officeAreaM2']),
    isOfficeSeparate: station['isOfficeSeparate'] === true,
    postings: postings.map((p) => ({ seat: textOf(p['seatCode']), start: dayOf(p['startOn']) ?? 0, end: dayOf(p['endOn']) })),
    signedOn: textOf(contract['signedOn']),
    signedDay: dayOf(contract['signedOn']) ?? 0,
    midterm: evaluation(midterm),
    final: evaluation(final),
  }
}
