import { reachOf } from '#domain/access/index.ts'
import type { Actor } from '#domain/kernel/actor.ts'
import { countCodes, type Counts, type Entity, type Judged, type StateCode } from '#domain/scheme/index.ts'
import { keepLast, type KeepLast } from './keep-last.ts'

/** What a reader may see of what was judged for all. */
export interface Narrowed {
  readonly subjects: readonly Entity[]
  readonly codes: readonly StateCode[]
  readonly counts: Counts
  /** Places in `subjects`, the worst first, those of one state in their order. */
  readonly worstFirst: readonly number[]
}

const READERS = 8
/** By what was judged, which is forgotten with its world, and whose eyes saw it. */
const kept = new WeakMap<Judged, KeepLast<Narrowed>>()

/** The same for every reader of one scope: looked through once, and remembered for the next page. */
export function narrowedBefore(judged: Judged, { scope, accountId }: Actor, mine: (e: Entity) => boolean): Narrowed {
  const readers = kept.get(judged) ?? keepLast<Narrowed>(READERS)
  kept.set(judged, readers)
  // the account itself counts for what is assigned to it, and for nothing else
  const reader = JSON.stringify([scope, reachOf(scope) === 'own' ? accountId : null])
  return readers.get(reader) ?? readers.set(reader, narrow(judged, mine))
}

function narrow({ subjects, codes }: Judged, mine: (e: Entity) => boolean): Narrowed {
  const seen: { readonly subjects: Entity[]; readonly codes: StateCode[] } = { subjects: [], codes: [] }
  const byCode = new Map<StateCode, number[]>()
  subjects.forEach((e, i) => {
    const code = codes[i]
    if (code === undefined || !mine(e)) return
    const place = seen.subjects.push(e) - 1
    seen.codes.push(code)
    const there = byCode.get(code)
    if (there) there.push(place)
    else byCode.set(code, [place])
  })
  const worstFirst = [...byCode].toSorted(([a], [b]) => b - a).flatMap(([, places]) => places)
  const all = seen.subjects.length === subjects.length ? { subjects, codes } : seen
  return { ...all, counts: countCodes(seen.codes), worstFirst }
}
