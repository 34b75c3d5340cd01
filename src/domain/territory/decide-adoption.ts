import type { CivilDate } from '../kernel/civil-date.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import type { Scheme } from '../scheme/index.ts'
import { divisionLevel } from './division-code.ts'
import type { Division } from './divisions.ts'
import { TIER_LABELS, unitTiersOf } from './unit-tiers.ts'

/** A plan in force in a place from a day on, up to and without another. */
export interface Adoption {
  readonly title: string
  readonly from: CivilDate
  readonly below: CivilDate | null
}

interface Asked {
  readonly scheme: Pick<Scheme, 'nature' | 'shortTitle' | 'validFrom' | 'validTo' | 'rules' | 'coveredUnit'>
  readonly place: Division
  readonly from: CivilDate
  /** What the place has adopted already. */
  readonly others: readonly Adoption[]
}

/**
 * Whether a place may adopt a plan from a day on: of the level the plan judges at the top, within the plan's own validity, and
 * while no other plan is in force there.
 * @refuses SCHEME_NOT_ADOPTABLE @refuses ADOPTION_LEVEL @refuses ADOPTION_DATES @refuses ADOPTION_OVERLAPS
 */
export function decideAdoption({ scheme, place, from, others }: Asked): Refusal | undefined {
  if (scheme.nature === 'law')
    return refuse('SCHEME_NOT_ADOPTABLE', { detail: `${scheme.shortTitle}是法律底线，处处适用，不必采用` })
  const [top] = unitTiersOf(scheme)
  if (top !== undefined && divisionLevel(place.code) !== top)
    return refuse('ADOPTION_LEVEL', {
      detail: `${scheme.shortTitle}由${TIER_LABELS[top]}一级采用；${place.name}是${TIER_LABELS[divisionLevel(place.code)]}`,
    })
  if (from < scheme.validFrom || (scheme.validTo !== null && from > scheme.validTo))
    return refuse('ADOPTION_DATES', {
      detail: `方案自 ${scheme.validFrom} 起${scheme.validTo === null ? '' : `，至 ${scheme.validTo} 止`}，采用日 ${from} 不在其内`,
    })
  const other = others.find(({ below }) => below === null || below > from)
  return other
    ? refuse('ADOPTION_OVERLAPS', {
        detail: `${place.name}自 ${other.from} 起采用${other.title}${other.below === null ? '，尚未终止' : `，到 ${other.below} 终止`}`,
      })
    : undefined
}

/**
 * Whether an adoption may end on a day, which is the first without it: after its first day.
 * @refuses ADOPTION_ENDED @refuses ADOPTION_DATES
 */
export function decideAdoptionEnd(adoption: Adoption, endsOn: CivilDate): Refusal | undefined {
  if (adoption.below !== null) return refuse('ADOPTION_ENDED', { detail: `已定于 ${adoption.below} 终止` })
  return endsOn > adoption.from ? undefined : refuse('ADOPTION_DATES', { detail: `自 ${adoption.from} 起采用，终止日须在其后` })
}
