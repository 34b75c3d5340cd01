import { addDays, addMonths, isCivilDate } from '../kernel/civil-date.ts'
import type { Derivation, EntitySource } from '../scheme/index.ts'
import { turnoverOf, type HeldPosting } from './turnover.ts'

/**
 * What share of an agency's workers left it in the twelve months up to a day, from their postings alone: a plan that asks for
 * a bound reads it. An agency that had nobody, or of whose postings one does not say when it ran, gets none.
 */
export const deriveTurnover: Derivation = {
  subject: 'agency',
  isThere: () => true,
  follows: ({ postings }, day) => {
    const there = (Array.isArray(postings) ? postings : []) as readonly EntitySource['facts'][]
    const held = there.flatMap((posting) =>
      typeof posting['workerId'] === 'string' ? [heldBy(posting, posting['workerId'])] : [],
    )
    const known = held.filter((one) => one !== undefined)
    if (known.length < held.length) return undefined
    const { share } = turnoverOf(known, addDays(addMonths(day, -12), 1), day, 'ends')
    return share === undefined ? undefined : { turnoverShare: share }
  },
}

function heldBy({ id, startOn, endOn }: EntitySource['facts'], personId: string): HeldPosting | undefined {
  if (typeof id !== 'string' || !isCivilDate(startOn) || (endOn !== null && !isCivilDate(endOn))) return undefined
  return { id, personId, from: startOn, to: endOn ?? undefined }
}
