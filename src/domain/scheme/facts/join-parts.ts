import { BELOW, entry, NONE, type Draft, type FreshPart, type Lists, type Part } from './draft-part.ts'
import type { PartMap } from './part-map.ts'
import type { Shapes } from './subject-shape.ts'
import type { FactValue, Row } from './world.ts'

/** Rows that come of one part. */
interface Share {
  readonly part: Part
  readonly drafts: readonly Draft[]
}

/** Joins what has been drafted with the parts around it, and gives everything its rows. */
export function joinParts(fresh: ReadonlyMap<string, FreshPart>, map: PartMap, shapes: Shapes): void {
  for (const { loose } of fresh.values())
    for (const { draft, link, id } of loose) {
      const at = map.find(link.to, id)
      if (at) draft[link.name] = at.draft
    }
  const shares = sharesOf(fresh, map, shapes)
  for (const [key, { part, lists }] of fresh) {
    for (const [list, byDraft] of shares.get(key) ?? [])
      for (const [draft, all] of byDraft) {
        const mine = lists.get(list)?.get(draft)
        if (mine) all.push({ part, drafts: mine })
        entry(lists, list, newMap<Draft, Draft[]>).set(draft, inOrder(all, map))
      }
    giveRows(lists, shapes)
  }
}

/** What belongs to something in a fresh part and stands in another. */
function sharesOf(fresh: ReadonlyMap<string, FreshPart>, map: PartMap, shapes: Shapes) {
  const shares = new Map<string, Map<string, Map<Draft, Share[]>>>()
  for (const part of map.parts.values())
    for (const [subject, ids] of part.exits) {
      const up = shapes.of(subject)?.up?.key
      for (const [id, lists] of ids)
        for (const [i, { key, draft }] of map.chain(subject, id).entries()) {
          if (!fresh.has(key)) continue
          const mine = entry(shares, key, newMap<string, Map<Draft, Share[]>>)
          for (const [list, drafts] of lists)
            // what hangs on something directly is a row of that alone; what is below it also of everything above
            if (i === 0 || list !== up)
              entry(entry(mine, list, newMap<Draft, Share[]>), draft, newArray<Share>).push({ part, drafts })
        }
    }
  return shares
}

/** Shares one after another as their parts are; those of one part in the order that they have there. */
function inOrder(shares: readonly Share[], { parts }: PartMap): Draft[] {
  const byPart = new Map<Part, (readonly Draft[])[]>()
  for (const { part, drafts } of shares) entry(byPart, part, newArray<readonly Draft[]>).push(drafts)
  const out: Draft[] = []
  for (const part of byPart.size > 1 ? parts.values() : byPart.keys()) {
    const [first, ...others] = byPart.get(part) ?? []
    if (!first) continue
    const all = others.length > 0 ? together([first, ...others], part) : first
    for (const draft of all) out.push(draft)
  }
  return out
}

function together(lists: readonly (readonly Draft[])[], { own }: Part): readonly Draft[] {
  const all = new Set(lists.flat())
  const subjects = new Set([...all].map(({ subject }) => subject))
  return [...subjects].flatMap((subject) => (own.get(subject) ?? []).filter((draft) => all.has(draft)))
}

/** Puts rows where they belong, but where others were given. */
export function giveRows(lists: Lists, shapes: Shapes): void {
  for (const [list, byDraft] of lists)
    for (const [draft, drafts] of byDraft) {
      const shape = shapes.of(draft.subject)
      const give = (name: string, rows: readonly Row[]): void => {
        const given: FactValue = draft[name]
        if (rows.length > 0 && (given === undefined || given === NONE)) draft[name] = rows
      }
      const rows = drafts as unknown as readonly Row[]
      if (list !== BELOW) for (const name of shape?.rows.get(list) ?? []) give(name, rows)
      else
        for (const { name, tier } of shape?.tiers ?? [])
          give(
            name,
            rows.filter(({ tierCode }) => tierCode === tier),
          )
    }
}

const newMap = <K, V>(): Map<K, V> => new Map<K, V>()
const newArray = <V>(): V[] => []
