import type { Catalogue, SubjectDef } from '../catalogue/types.ts'

/** A to-one link; `key` names the rows that stand at its other end: `posting.station`. */
export interface LinkShape {
  readonly name: string
  readonly to: string
  readonly via: string
  readonly key: string
  /** Leads up a tree: walked while linking, and read by no rule, since the shortest way to a subject of the own kind is to stay. */
  readonly isUp: boolean
}

/** What linking needs to know of a subject, looked up once instead of for every entity. */
export interface Shape {
  readonly links: readonly LinkShape[]
  readonly up: LinkShape | undefined
  /** Rows that may be given nested, being entities. */
  readonly nested: readonly { readonly name: string; readonly of: string; readonly via: string | undefined }[]
  /** Rows by the link that fills them. */
  readonly rows: ReadonlyMap<string, readonly string[]>
  /** Rows of everything of a tier that lies below. */
  readonly tiers: readonly { readonly name: string; readonly tier: string }[]
  /** Rows that are empty where the sources are all there is and none is among them. */
  readonly emptied: readonly string[]
  /** All fields that linking may set. */
  readonly fields: readonly string[]
}

export interface Shapes {
  of(subject: string): Shape | undefined
  /** Whether anything has rows that a link fills. */
  isListed(key: string): boolean
}

const known = new WeakMap<Catalogue, Shapes>()

export function shapesOf(catalogue: Catalogue): Shapes {
  const before = known.get(catalogue)
  if (before) return before
  const shapes = new Map(Object.values(catalogue).map((def) => [def.subject, shapeOf(def)]))
  const listed = new Set([...shapes.values()].flatMap(({ rows }) => [...rows.keys()]))
  const out: Shapes = { of: (subject) => shapes.get(subject), isListed: (key) => listed.has(key) }
  known.set(catalogue, out)
  return out
}

function shapeOf({ subject, links, rows, rollUp }: SubjectDef): Shape {
  const all = Object.entries(rows).map(([name, row]) => ({ name, ...row }))
  const own = Object.entries(links).map(([name, { to, via }]) => {
    return { name, to, via, key: `${subject}.${name}`, isUp: name === rollUp }
  })
  const filled = new Map<string, string[]>()
  for (const { name, of, via, tier } of all) {
    if (of === undefined || via === undefined || tier !== undefined) continue
    filled.set(`${of}.${via}`, [...(filled.get(`${of}.${via}`) ?? []), name])
  }
  const isEntities = ({ of, via, tier }: (typeof all)[number]): boolean => of !== undefined && (via ?? tier) !== undefined
  return {
    links: own,
    up: own.find(({ isUp }) => isUp),
    nested: all.flatMap(({ name, of, via }) => (of === undefined ? [] : [{ name, of, via }])),
    rows: filled,
    tiers: all.flatMap(({ name, tier, of }) => (tier === undefined || of === undefined ? [] : [{ name, tier }])),
    emptied: all.filter((row) => isEntities(row) || row.origin === 'recorded').map(({ name }) => name),
    fields: [...Object.keys(links), ...Object.keys(rows)],
  }
}
