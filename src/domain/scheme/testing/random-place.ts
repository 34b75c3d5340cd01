import type { Catalogue, SubjectDef } from '../catalogue/types.ts'
import type { Parts } from '../facts/link-parts.ts'
import type { EntitySource } from '../facts/world.ts'
import type { Scheme } from '../schema/scheme.ts'
import { randomFacts, seeded } from './random-world.ts'

/** A province, its cities and their counties; in this order. */
const PARTS = ['99', '9901', '990101', '990102', '9902', '990201']
const UNITS = 3

/** A place in which things are recorded, changed, moved and removed by chance. Nothing that was given out is touched again. */
export interface RandomPlace {
  readonly parts: Parts
  /** Does one thing by chance, and says what. */
  step(): string
}

/** `crossing` is how often a link leads anywhere in the place instead of to something that is recorded beside it. */
export function randomPlace(catalogue: Catalogue, scheme: Scheme, seed: number, crossing: number): RandomPlace {
  const random = seeded(seed)
  const int = (n: number): number => Math.floor(random() * n)
  const any = <V>(list: readonly V[]): V => list[int(list.length)] as V
  const subjects = Object.values(catalogue).filter((s) => s.subject !== 'actor' && s.subject !== 'rule')
  const records = new Map<string, { readonly part: string; readonly source: EntitySource }>()
  let parts: Parts = new Map()

  const unitId = (part: string, i: number): string => `unit ${part} ${i}`
  const nearby = (part: string): string => (random() < crossing ? any(PARTS) : part)
  let here = ''
  const { of } = randomFacts(scheme, random, (subject) =>
    subject === 'unit' ? unitId(nearby(here), int(UNITS)) : `${subject} ${nearby(here)} 0`,
  )
  // a tree: what is above stands earlier in the order of parts, or has the lower number
  const parentOf = (part: string, i: number): string | null => {
    const at = PARTS.indexOf(part)
    if (i > 0) return unitId(part, random() < crossing ? int(i) : 0)
    if (at === 0) return null
    const usual = part.length === 6 ? part.slice(0, 4) : '99'
    return unitId(random() < crossing ? (PARTS[int(at)] ?? usual) : usual, 0)
  }
  const put = (part: string, def: SubjectDef, id: string): void => {
    here = part
    const [, home = part, i] = id.split(' ')
    const tree = def.subject === 'unit' && {
      parentId: random() < 0.05 ? undefined : parentOf(home, Number(i)),
      tierCode: any(['town', 'county', 'city', 'province', 'community', 'village', 'zone']),
    }
    records.set(id, { part, source: { subject: def.subject, id, facts: { ...of(def), ...tree } } })
  }
  const gather = (touched: ReadonlySet<string>): void => {
    const next = new Map<string, readonly EntitySource[]>()
    for (const part of PARTS) {
      const before = parts.get(part)
      const now = touched.has(part) ? [...records.values()].filter((r) => r.part === part).map((r) => r.source) : before
      if (now && now.length > 0) next.set(part, now)
    }
    parts = next
  }
  const idsOf = (part: string, { subject }: SubjectDef): string[] =>
    subject === 'unit' ? Array.from({ length: UNITS }, (_, i) => unitId(part, i)) : [`${subject} ${part} 0`]
  for (const part of PARTS) for (const def of subjects) for (const id of idsOf(part, def)) if (random() < 0.8) put(part, def, id)
  gather(new Set(PARTS))

  return {
    get parts() {
      return parts
    },
    step: () => {
      const touched = new Set<string>()
      const done = Array.from({ length: 1 + int(3) }, () => {
        const def = random() < 0.3 ? catalogue['unit'] : any(subjects)
        const part = any(PARTS)
        const id = def && any(idsOf(part, def))
        if (!def || id === undefined) return ''
        const known = records.get(id)
        if (known) touched.add(known.part)
        if (known && random() < 0.25) {
          records.delete(id)
          return `- ${id}`
        }
        const at = known && random() < 0.8 ? known.part : known ? any(PARTS) : part
        touched.add(at)
        if (known && at !== known.part && random() < 0.5) records.set(id, { part: at, source: known.source })
        else put(at, def, id)
        return `${known ? '~' : '+'} ${id} in ${at}`
      })
      gather(touched)
      return done.join(', ')
    },
  }
}
