import type { CivilDate } from '../../kernel/civil-date.ts'
import type { Catalogue } from '../catalogue/types.ts'
import { blanksOf, type Blanks } from './blanks.ts'
import type { Derivation } from './derivation.ts'
import { draftPart, type FreshPart, type Part } from './draft-part.ts'
import { joinParts } from './join-parts.ts'
import { homesOf, partMap, type PartMap } from './part-map.ts'
import { shapesOf } from './subject-shape.ts'
import type { Entity, EntitySource, Row, World } from './world.ts'

/** Sources in parts, in the order in which their entities shall stand. An id stands in one of them only. */
export type Parts = ReadonlyMap<string, readonly EntitySource[]>

/** A world made of parts, from which another can be made that differs in some of them. */
export interface LinkedParts {
  readonly world: World
  readonly map: PartMap
  readonly blanks: Blanks
  readonly day: CivilDate
}

/** What follows of what is recorded, and on which day. */
export interface Following {
  readonly day: CivilDate
  readonly derivations: readonly Derivation[]
}

const parted = new WeakMap<World, readonly World[]>()

/**
 * The parts of a world, in its order. A part that stands in two worlds leads, however far one follows it, to the same things in
 * both: whatever was said of its entities holds in either.
 */
export const partsOf = (world: World): readonly World[] => parted.get(world) ?? [world]

/**
 * Joins everything recorded in a place, part by part. Given a world made `before`, what could lead to anything else than it did
 * there is made anew, and the rest is taken over as it stands; nothing of the world before is changed. Where nothing is
 * different, that world itself is returned.
 */
export function linkParts(sources: Parts, catalogue: Catalogue, following: Following, before?: LinkedParts): LinkedParts {
  const { day, derivations } = following
  const shapes = shapesOf(catalogue)
  const parts = new Map<string, Part>()
  const fresh = new Map<string, FreshPart>()
  const changed = new Set<string>(before?.map.parts.keys())
  for (const [key, list] of sources) {
    const part = before?.map.parts.get(key)
    if (part?.sources === list && (before?.day === day || holds(part, following))) {
      parts.set(key, part)
      changed.delete(key)
    } else changed.add(key)
  }
  if (before && changed.size === 0) return before

  const lists = [...changed].flatMap((key) => sources.get(key) ?? [])
  const blanks = blanksOf(lists, shapes, true, before?.blanks)
  const linking = { shapes, blanks, guess: false, complete: true }
  const isThere = ({ subject, facts }: EntitySource): boolean =>
    derivations.every((one) => one.subject !== subject || one.isThere(facts, day))
  const make = (key: string): void => {
    const list = sources.get(key)
    if (list) fresh.set(key, draftPart(list, isThere, linking))
  }
  const all = (): Map<string, Part> =>
    new Map(
      [...sources.keys()].flatMap((key) => {
        const part = fresh.get(key)?.part ?? parts.get(key)
        return part ? [[key, part]] : []
      }),
    )
  changed.forEach(make)
  const homes = homesOf(all(), before?.map)
  if (before) for (const key of ledBy(changed, before.map, partMap(all(), homes, shapes))) if (!fresh.has(key)) make(key)
  const map = partMap(all(), homes, shapes)
  joinParts(fresh, map, shapes)
  for (const { part } of fresh.values()) follow(part, following)
  return { world: worldOf(map), map, blanks, day }
}

/** Parts from which one comes, by links and rows and over however many others, to something in one of these. */
function ledBy(changed: ReadonlySet<string>, before: PartMap, now: PartMap): ReadonlySet<string> {
  const all = new Set(changed)
  // what is added to a set while it is walked is walked too
  for (const key of all)
    for (const map of changed.has(key) ? [before, now] : [now]) {
      for (const other of map.withRowsOf(key)) all.add(other)
      for (const other of map.linkedTo(key)) all.add(other)
    }
  return all
}

function follow({ own, followed }: Part, { day, derivations }: Following): void {
  for (const { subject, follows } of derivations)
    for (const e of own.get(subject) ?? []) {
      const facts = follows(e, day)
      followed.set(e, facts)
      Object.assign(e, facts)
    }
}

/** Whether the same follows in a part on another day. */
function holds({ sources, index, followed }: Part, { day, derivations }: Following): boolean {
  return derivations.every(({ subject, isThere, follows }) => {
    const there = index.get(subject)
    return (
      sources.every((one) => one.subject !== subject || isThere(one.facts, day) === (there?.has(one.id) ?? false)) &&
      [...followed].every(([e, facts]) => e.subject !== subject || isSame(follows(e, day), facts))
    )
  })
}

const isSame = (a: Row | undefined, b: Row | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && [...Object.keys(a), ...Object.keys(b)].every((key) => a[key] === b[key]))

function worldOf({ parts }: PartMap): World {
  const world = new Map<string, Entity[]>()
  const all: World[] = []
  for (const { own } of parts.values()) {
    all.push(own)
    for (const [subject, drafts] of own) {
      let list = world.get(subject)
      if (!list) world.set(subject, (list = []))
      for (const draft of drafts) list.push(draft)
    }
  }
  parted.set(world, all)
  return world
}
