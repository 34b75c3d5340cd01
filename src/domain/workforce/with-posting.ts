import type { Catalogue, Entity, World } from '../scheme/index.ts'
import type { FactsDraft } from '../record/index.ts'

export interface DraftPosting {
  readonly id: string
  readonly divisionCode: string
  readonly facts: FactsDraft
}

/** The posting as it would be, and those it would belong to, each with it among their postings. */
export interface Drafted {
  readonly posting: Entity
  readonly touched: readonly Entity[]
}

type Open = { id: string; subject: string; [field: string]: Entity[string] }

/**
 * Puts a posting that is not recorded yet into the world as it stands, beside what is recorded: rules asked of it, of its worker
 * and of its station see it, and nothing of the world itself is changed.
 */
export function withPosting(world: World, catalogue: Catalogue, draft: DraftPosting): Drafted {
  const def = catalogue['posting']
  const posting: Open = {
    ...(draft.facts as Entity),
    id: draft.id,
    subject: 'posting',
    divisionCode: draft.divisionCode,
  }
  for (const [name, rows] of Object.entries(def?.rows ?? {}))
    if (posting[name] === undefined && (rows.origin === 'recorded' || rows.of !== undefined)) posting[name] = []
  const touched: Entity[] = []
  for (const [name, { to, via }] of Object.entries(def?.links ?? {})) {
    const id = draft.facts[via]
    if (id === null) posting[name] = null
    if (typeof id !== 'string') continue
    const there = (world.get(to) ?? []).find((one) => one.id === id)
    if (!there) continue
    const others = (Array.isArray(there['postings']) ? there['postings'] : []) as readonly Entity[]
    const isTheirs = name === 'worker' || name === 'station' || name === 'unit'
    const linked = isTheirs ? { ...there, postings: [...others.filter((one) => one.id !== draft.id), posting] } : there
    posting[name] = linked
    if (isTheirs) touched.push(linked)
  }
  return { posting, touched }
}
