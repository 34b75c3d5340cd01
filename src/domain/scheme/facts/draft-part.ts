import type { Shapes, LinkShape } from './subject-shape.ts'
import { textOf, type EntitySource, type FactValue, type Row } from './world.ts'

export type Draft = { id: string; subject: string; [field: string]: FactValue }
/** Rows being filled, by the link that fills them, for each entity they belong to. */
export type Lists = Map<string, Map<Draft, Draft[]>>

/** Key of the rows of everything that lies below in a tree. */
export const BELOW = '^'
export const NONE: readonly Row[] = []
export const isRecord = (x: FactValue): x is Row => typeof x === 'object' && x !== null && !Array.isArray(x)

/** Some of the entities of a world, joined among themselves, with what leads out of them. */
export interface Part {
  readonly sources: readonly EntitySource[]
  readonly own: Map<string, Draft[]>
  readonly index: Map<string, Map<string, Draft>>
  /** Subject and id that something here points to and that is not here; with whatever of here belongs there, by its link. */
  readonly exits: ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, Draft[]>>>
  /** Subject and id that a link which rules may follow leads to outside. */
  readonly links: ReadonlyMap<string, ReadonlySet<string>>
  /** What followed on the day it was made for. */
  readonly followed: Map<Draft, Row | undefined>
}

/** A part that has not been joined with the others yet. */
export interface FreshPart {
  readonly part: Part
  readonly lists: Lists
  readonly loose: readonly { readonly draft: Draft; readonly link: LinkShape; readonly id: string }[]
}

export interface Linking {
  readonly shapes: Shapes
  readonly blanks: ReadonlyMap<string, Row>
  readonly guess: boolean
  readonly complete: boolean
}

/** Makes entities of sources and joins those that stand here. */
export function draftPart(
  sources: readonly EntitySource[],
  isThere: (source: EntitySource) => boolean,
  linking: Linking,
): FreshPart {
  const own: Part['own'] = new Map()
  const index: Part['index'] = new Map()
  for (const source of sources) if (isThere(source)) collect(source, linking, own, index)
  const lists: Lists = new Map()
  const exits = new Map<string, Map<string, Map<string, Draft[]>>>()
  const links = new Map<string, Set<string>>()
  const loose: { draft: Draft; link: LinkShape; id: string }[] = []
  const { shapes, guess } = linking

  const leave = (to: string, id: string, key: string, draft: Draft): void => {
    const ids = entry(exits, to, newMap<string, Map<string, Draft[]>>)
    const there = entry(ids, id, newMap<string, Draft[]>)
    if (key === BELOW || shapes.isListed(key)) entry(there, key, newList).push(draft)
  }
  const climb = climberOf(index, shapes)
  /** Puts a draft into the rows of what it belongs to and, in a tree, of everything above. */
  const put = (key: string, draft: Draft, at: Draft): void => {
    const rows = entry(lists, key, newMap<Draft, Draft[]>)
    entry(rows, at, newList).push(draft)
    const up = shapes.of(at.subject)?.up
    if (!up || key === up.key) return
    const { above, exit } = climb(at, up)
    for (const higher of above) entry(rows, higher, newList).push(draft)
    if (exit !== undefined) leave(up.to, exit, key, draft)
  }

  for (const [subject, drafts] of own)
    for (const link of shapes.of(subject)?.links ?? []) {
      const targets = index.get(link.to)
      const isListed = shapes.isListed(link.key)
      const only = guess && own.get(link.to)?.length === 1 ? own.get(link.to)?.[0] : undefined
      for (const draft of drafts) {
        const given = draft[link.name]
        const id = draft[link.via]
        let at = isRecord(given) ? (given as Draft) : undefined
        if (given === undefined) {
          if (typeof id === 'string') at = targets?.get(id)
          else if (id === null) draft[link.name] = null
          else if (only !== draft) at = only
          if (at && !link.isUp) draft[link.name] = at
          if (!at && typeof id === 'string') {
            leave(link.to, id, link.key, draft)
            if (link.isUp) leave(link.to, id, BELOW, draft)
            else {
              entry(links, link.to, newSet).add(id)
              loose.push({ draft, link, id })
            }
          }
        }
        if (at && isListed) put(link.key, draft, at)
        if (at && link.isUp) put(BELOW, draft, at)
      }
    }
  return { part: { sources, own, index, exits, links, followed: new Map() }, lists, loose }
}

/** Registers an entity and those nested in its rows and links. */
function collect(source: EntitySource, linking: Linking, own: Part['own'], index: Part['index']): Draft {
  const { subject, id } = source
  const draft: Draft = { ...linking.blanks.get(subject), ...source.facts, id, subject }
  entry(index, subject, newMap<string, Draft>).set(id, draft)
  entry(own, subject, newList).push(draft)
  const shape = linking.shapes.of(subject)
  if (!shape) return draft
  if (linking.complete) for (const name of shape.emptied) if (draft[name] === undefined) draft[name] = NONE
  const nest = (of: string, row: Row, name: string): Draft =>
    collect({ subject: of, id: textOf(row['id']) ?? `${id}.${name}`, facts: row }, linking, own, index)
  for (const { name, to } of shape.links) {
    const given = draft[name]
    if (isRecord(given)) draft[name] = nest(to, given, name)
  }
  for (const { name, of, via } of shape.nested) {
    const given = draft[name]
    if (!Array.isArray(given) || given === NONE) continue
    draft[name] = (given as readonly FactValue[]).map((row, i) => {
      if (!isRecord(row)) return row
      const child = nest(of, row, `${name}${i + 1}`)
      if (via !== undefined && child[via] === undefined) child[via] = draft
      return child
    })
  }
  return draft
}

/** Where the next one up a tree stands: here, or under an id elsewhere. */
export function nextUp(draft: Draft, up: LinkShape, index: Part['index']): Draft | string | undefined {
  const given = draft[up.name]
  if (isRecord(given)) return given as Draft
  const id = draft[up.via]
  return given === undefined && typeof id === 'string' ? (index.get(up.to)?.get(id) ?? id) : undefined
}

/** Everything above an entity here, and the id under which the tree goes on elsewhere. */
function climberOf(index: Part['index'], shapes: Shapes) {
  const known = new Map<Draft, { readonly above: readonly Draft[]; readonly exit: string | undefined }>()
  return (from: Draft, up: LinkShape) => {
    const before = known.get(from)
    if (before) return before
    const above = new Set<Draft>()
    let next = nextUp(from, up, index)
    while (typeof next === 'object' && next !== from && !above.has(next)) {
      above.add(next)
      const higher = shapes.of(next.subject)?.up
      next = higher && nextUp(next, higher, index)
    }
    const found = { above: [...above], exit: typeof next === 'string' ? next : undefined }
    known.set(from, found)
    return found
  }
}

const newList = (): Draft[] => []
const newSet = (): Set<string> => new Set()
const newMap = <K, V>(): Map<K, V> => new Map<K, V>()

/** What a map holds under a key, put there where it holds nothing. */
export function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key)
  if (value === undefined) map.set(key, (value = make()))
  return value
}
