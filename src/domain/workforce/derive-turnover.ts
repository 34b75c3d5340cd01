import { addDays, addMonths, isCivilDate, type CivilDate } from '../kernel/civil-date.ts'
import type { EntitySource } from '../scheme/index.ts'
import { turnoverOf, type HeldPosting } from './turnover.ts'

/**
 * What share of an agency's workers left it in the twelve months up to a day, from their postings alone: a plan that asks for
 * a bound reads it. An agency that had nobody, or of whose postings one does not say when it ran, gets none.
 */
export function deriveTurnover(sources: readonly EntitySource[], day: CivilDate): readonly EntitySource[] {
  const byAgency = new Map<string, (HeldPosting | undefined)[]>()
  for (const { subject, id, facts } of sources) {
    const { employerId, workerId } = facts
    if (subject !== 'posting' || typeof employerId !== 'string' || typeof workerId !== 'string') continue
    const there = byAgency.get(employerId)
    const one = heldBy(id, workerId, facts)
    if (there) there.push(one)
    else byAgency.set(employerId, [one])
  }
  const from = addDays(addMonths(day, -12), 1)
  return sources.map((source) => {
    if (source.subject !== 'agency') return source
    const held = byAgency.get(source.id) ?? []
    const known = held.filter((one) => one !== undefined)
    if (known.length < held.length) return source
    const { share } = turnoverOf(known, from, day, 'ends')
    return share === undefined ? source : { ...source, facts: { ...source.facts, turnoverShare: share } }
  })
}

function heldBy(id: string, personId: string, { startOn, endOn }: EntitySource['facts']): HeldPosting | undefined {
  if (!isCivilDate(startOn) || (endOn !== null && !isCivilDate(endOn))) return undefined
  return { id, personId, from: startOn, to: endOn ?? undefined }
}
