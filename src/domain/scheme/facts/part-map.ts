import { entry, nextUp, type Draft, type Part } from './draft-part.ts'
import type { Shapes } from './subject-shape.ts'

/** An entity and the part it stands in. */
export interface Place {
  readonly key: string
  readonly draft: Draft
}

/** Parts of a world and how they hang together. */
export interface PartMap {
  readonly parts: ReadonlyMap<string, Part>
  readonly homes: Homes
  /** Something that other parts point to. */
  find(subject: string, id: string): Place | undefined
  /** The same and, in a tree, everything above it. */
  chain(subject: string, id: string): readonly Place[]
  /** Parts that have something of this one in their rows. */
  withRowsOf(key: string): Iterable<string>
  /** Parts with a link into this one. */
  linkedTo(key: string): Iterable<string>
}

/** Part by subject and id, of whatever a part points to outside of itself. */
export type Homes = ReadonlyMap<string, ReadonlyMap<string, string>>

/** Looked up anew only where it is no longer where it was before. */
export function homesOf(parts: ReadonlyMap<string, Part>, before?: PartMap): Homes {
  const homes = new Map<string, Map<string, string>>()
  const wanted = new Map<string, Set<string>>()
  for (const { exits } of parts.values())
    for (const [subject, ids] of exits) {
      const mine = entry(homes, subject, () => new Map<string, string>())
      for (const id of ids.keys()) {
        if (mine.has(id)) continue
        const key = before?.homes.get(subject)?.get(id)
        if (key !== undefined && parts.get(key)?.index.get(subject)?.has(id)) mine.set(id, key)
        else entry(wanted, subject, () => new Set<string>()).add(id)
      }
    }
  for (const [subject, ids] of wanted)
    for (const [key, { index }] of parts)
      for (const id of index.get(subject)?.keys() ?? []) if (ids.has(id)) homes.get(subject)?.set(id, key)
  return homes
}

export function partMap(parts: ReadonlyMap<string, Part>, homes: Homes, shapes: Shapes): PartMap {
  const at = (key: string, subject: string, id: string): Place | undefined => {
    const draft = parts.get(key)?.index.get(subject)?.get(id)
    return draft && { key, draft }
  }
  const find: PartMap['find'] = (subject, id) => {
    const key = homes.get(subject)?.get(id)
    return key === undefined ? undefined : at(key, subject, id)
  }
  const above = ({ key, draft }: Place): Place | undefined => {
    const up = shapes.of(draft.subject)?.up
    const index = parts.get(key)?.index
    const next = up && index && nextUp(draft, up, index)
    return next === undefined ? undefined : typeof next === 'string' ? find(up?.to ?? '', next) : { key, draft: next }
  }
  const chains = new Map<string, Map<string, readonly Place[]>>()
  const chain: PartMap['chain'] = (subject, id) => {
    const mine = entry(chains, subject, () => new Map<string, readonly Place[]>())
    const known = mine.get(id)
    if (known) return known
    const seen = new Set<Draft>()
    const places: Place[] = []
    for (let place = find(subject, id); place && !seen.has(place.draft); place = above(place)) {
      seen.add(place.draft)
      places.push(place)
    }
    mine.set(id, places)
    return places
  }
  let linked: Map<string, Set<string>> | undefined
  const links = (): Map<string, Set<string>> => {
    const out = new Map<string, Set<string>>()
    for (const [key, part] of parts)
      for (const [subject, ids] of part.links)
        for (const id of ids) {
          const home = homes.get(subject)?.get(id)
          if (home !== undefined) entry(out, home, () => new Set<string>()).add(key)
        }
    return out
  }
  return {
    parts,
    homes,
    find,
    chain,
    *withRowsOf(key) {
      for (const [subject, ids] of parts.get(key)?.exits ?? [])
        for (const id of ids.keys()) for (const place of chain(subject, id)) yield place.key
    },
    linkedTo: (key) => (linked ??= links()).get(key) ?? [],
  }
}
