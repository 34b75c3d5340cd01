import type { Catalogue, SubjectDef } from '../catalogue/types.ts'
import { textOf, type FactValue, type Row, type World } from './world.ts'

type Draft = { id: string; subject: string; [field: string]: FactValue }
const isRecord = (x: FactValue): x is Row => typeof x === 'object' && x !== null && !Array.isArray(x)

/** An entity as it is stored or typed: facts, id links and plain rows; entity rows and to-one links may be nested. */
export interface EntitySource {
  readonly subject: string
  readonly id: string
  readonly facts: Row
}

/**
 * Joins entities into the graph the engine walks: to-one links by their id field, entity rows by the link back.
 * With `guess`, a link nobody gave is taken from the only entity of its subject: for facts typed by hand.
 * Rows without any entity become `[]` only when `complete`, that is when the sources are all there is.
 */
export function linkWorld(
  given: Iterable<EntitySource>,
  catalogue: Catalogue,
  { guess, complete }: { guess: boolean; complete: boolean },
): World {
  const all = new Map<string, Draft[]>()
  const index = new Map<string, Draft>()
  const sources = [...given]
  const blanks = blanksOf(sources, catalogue)
  for (const source of sources) collect(source, catalogue, all, index, blanks)
  for (const [subject, list] of all) {
    const def = catalogue[subject]
    if (!def) continue
    for (const draft of list) joinLinks(draft, def, index, all, guess)
  }
  for (const [subject, list] of all) {
    const def = catalogue[subject]
    if (def) joinRows(list, def, all, guess, complete)
  }
  return all
}

/**
 * An entity of each subject with every field it will have, all absent. Entities that are made from one blank share one layout
 * in memory, and reading their facts is several times faster than from objects that grew field by field.
 */
function blanksOf(sources: readonly EntitySource[], catalogue: Catalogue): Blanks {
  const fields = new Map<string, Set<string>>()
  for (const { subject, facts } of sources) {
    let mine = fields.get(subject)
    if (!mine)
      fields.set(
        subject,
        (mine = new Set([
          'id',
          'subject',
          ...Object.keys(catalogue[subject]?.links ?? {}),
          ...Object.keys(catalogue[subject]?.rows ?? {}),
        ])),
      )
    for (const field of Object.keys(facts)) mine.add(field)
  }
  // parsed rather than built: an object that is given this many fields one by one becomes a slow dictionary
  const blank = (names: ReadonlySet<string>): Row => {
    const out = JSON.parse(`{${[...names].map((name) => `${JSON.stringify(name)}:null`).join()}}`) as Record<string, FactValue>
    for (const name of names) out[name] = undefined
    return out
  }
  return new Map([...fields].map(([subject, names]) => [subject, blank(names)]))
}
type Blanks = ReadonlyMap<string, Row>

/** Registers an entity and those nested in its rows and links. */
function collect(
  source: EntitySource,
  catalogue: Catalogue,
  all: Map<string, Draft[]>,
  index: Map<string, Draft>,
  blanks: Blanks,
): Draft {
  const { subject, id } = source
  const draft: Draft = { ...blanks.get(subject), ...source.facts, id, subject }
  const def = catalogue[subject]
  index.set(`${subject}:${id}`, draft)
  const list = all.get(subject)
  if (list) list.push(draft)
  else all.set(subject, [draft])
  if (!def) return draft
  for (const [name, link] of Object.entries(def.links)) {
    const nested = draft[name]
    if (isRecord(nested))
      draft[name] = collect(
        { subject: link.to, id: textOf(nested['id']) ?? `${id}.${name}`, facts: nested },
        catalogue,
        all,
        index,
        blanks,
      )
  }
  for (const [name, rows] of Object.entries(def.rows)) {
    const nested = draft[name]
    const { of, via } = rows
    if (of === undefined || !Array.isArray(nested)) continue
    draft[name] = (nested as readonly FactValue[]).map((row, i) => {
      if (!isRecord(row)) return row
      const child = collect(
        { subject: of, id: textOf(row['id']) ?? `${id}.${name}${i + 1}`, facts: row },
        catalogue,
        all,
        index,
        blanks,
      )
      if (via !== undefined && child[via] === undefined) child[via] = draft
      return child
    })
  }
  return draft
}

function joinLinks(draft: Draft, def: SubjectDef, index: Map<string, Draft>, all: Map<string, Draft[]>, guess: boolean): void {
  for (const [name, link] of Object.entries(def.links)) {
    if (draft[name] !== undefined) continue
    const id = draft[link.via]
    if (typeof id === 'string') {
      const target = index.get(`${link.to}:${id}`)
      if (target) draft[name] = target
    } else if (id === null) draft[name] = null
    else if (guess) {
      const only = all.get(link.to)
      if (only?.length === 1 && only[0] && only[0] !== draft) draft[name] = only[0]
    }
  }
}

function joinRows(list: readonly Draft[], def: SubjectDef, all: Map<string, Draft[]>, guess: boolean, complete: boolean): void {
  for (const [name, rows] of Object.entries(def.rows)) {
    const { of, via, tier } = rows
    if (tier !== undefined && of !== undefined) {
      joinDescendants(list, all.get(of) ?? [], name, tier, def.rollUp ?? '', complete)
      continue
    }
    if (of === undefined || via === undefined) {
      if (complete && rows.origin === 'recorded') for (const d of list) if (d[name] === undefined) d[name] = []
      continue
    }
    const children = all.get(of)
    if (!children && !complete) continue
    const byParent = new Map<unknown, Draft[]>()
    for (const child of children ?? []) {
      // what belongs to a unit belongs to every unit above it
      for (
        let parent = child[via];
        isRecord(parent);
        parent = def.rollUp === undefined || via === def.rollUp ? null : parent[def.rollUp]
      ) {
        const mine = byParent.get(parent)
        if (mine) mine.push(child)
        else byParent.set(parent, [child])
      }
    }
    for (const d of list) {
      if (d[name] !== undefined) continue
      const mine = byParent.get(d)
      if (mine) d[name] = mine as unknown as readonly Row[]
      else if (complete || (guess && children && children.some((c) => isRecord(c[via])))) d[name] = []
    }
  }
}

/** Units of a tier anywhere below each unit. */
function joinDescendants(
  list: readonly Draft[],
  units: readonly Draft[],
  name: string,
  tier: string,
  up: string,
  complete: boolean,
): void {
  const below = new Map<unknown, Draft[]>()
  for (const unit of units) {
    if (unit['tierCode'] !== tier) continue
    for (let parent = unit[up]; isRecord(parent); parent = parent[up]) {
      const mine = below.get(parent)
      if (mine) mine.push(unit)
      else below.set(parent, [unit])
    }
  }
  for (const d of list) {
    const mine = below.get(d)
    if (d[name] === undefined && (mine || complete)) d[name] = (mine ?? []) as unknown as readonly Row[]
  }
}
