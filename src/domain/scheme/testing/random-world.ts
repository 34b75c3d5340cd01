import type { Catalogue, FactDef, RowsDef, SubjectDef } from '../catalogue/types.ts'
import { addDays, civilDate } from '../../kernel/civil-date.ts'
import { linkWorld } from '../facts/link-world.ts'
import type { Scheme } from '../schema/scheme.ts'
import type { EntitySource, FactValue, Row, World } from '../facts/world.ts'

/** Numbers in [0, 1) from a seed, the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Every word a scheme's rules use: codes, ids, roles; so that random facts often hit what is asked. */
function wordsIn(value: unknown, out: Set<string>): Set<string> {
  if (typeof value === 'string') {
    if (/^[a-z][\w-]*$/.test(value)) out.add(value)
  } else if (typeof value === 'object' && value !== null) Object.values(value).forEach((v) => wordsIn(v, out))
  return out
}

/** Facts, rows and links of a subject by chance: said, known to be none, or not said. */
export function randomFacts(
  scheme: Scheme,
  random: () => number,
  idOf: (subject: string) => string,
): { of: (def: SubjectDef) => Row; pick: <V>(list: readonly V[]) => V | undefined } {
  const int = (n: number): number => Math.floor(random() * n)
  const pick = <V>(list: readonly V[]): V | undefined => list[int(list.length)]
  const codes = [...wordsIn(scheme.rules, new Set())]
  const day = (): string => addDays(civilDate(2016, 1, 1), int(3650))

  const value = (def: FactDef): FactValue => {
    switch (def.type) {
      case 'bool':
        return random() < 0.5
      case 'int':
        return int(2) === 0 ? int(12) : int(12_000)
      case 'year':
        return 2016 + int(9)
      case 'years':
        return [2016 + int(9)]
      case 'date':
        return day()
      case 'month':
        return day().slice(0, 7)
      case 'instant':
        return `${day()}T10:00`
      case 'ordinal':
        return pick(def.levels ?? []) ?? null
      case 'codes':
      case 'ids':
        return Array.from({ length: int(4) }, () => pick(codes) ?? '')
      case 'code':
      case 'id':
      case 'text':
        return pick(codes) ?? ''
    }
  }
  const maybe = <V extends FactValue>(make: () => V): V | null | undefined => {
    const r = random()
    return r < 0.62 ? make() : r < 0.75 ? null : undefined
  }
  const rows = (def: RowsDef): readonly Row[] => Array.from({ length: int(4) }, () => fields(def.fields ?? {}))
  const fields = (defs: Readonly<Record<string, FactDef>>): Row =>
    Object.fromEntries(Object.entries(defs).map(([k, def]) => [k, maybe(() => value(def))]))
  const of = (def: SubjectDef): Row => {
    const out: Record<string, FactValue> = { ...fields(def.facts) }
    for (const [name, list] of Object.entries(def.rows)) if (list.of === undefined) out[name] = maybe(() => rows(list))
    for (const { to, via } of Object.values(def.links)) out[via] = maybe(() => idOf(to))
    if (random() < 0.3) out['waivers'] = [{ ruleId: pick(codes) ?? '', reasonText: '例外' }]
    if (random() < 0.3) out['previous'] = { month: fields(def.facts), year: fields(def.facts) }
    return out
  }
  return { of, pick }
}

/** A world of every subject of the catalogue with facts, rows and links by chance. */
export function randomWorld(catalogue: Catalogue, scheme: Scheme, seed: number, size = 2): World {
  const random = seeded(seed)
  const { of, pick } = randomFacts(scheme, random, (subject) => `${subject}${Math.floor(random() * size)}`)
  const subjects = Object.values(catalogue).filter((s) => s.subject !== 'actor' && s.subject !== 'rule')
  // the tree of units goes upwards only
  const parentOf = (i: number): FactValue => (i === 0 ? null : `unit${i - 1}`)
  const sources = subjects.flatMap((def): EntitySource[] =>
    Array.from({ length: size }, (_, i) => ({
      subject: def.subject,
      id: `${def.subject}${i}`,
      facts: {
        ...of(def),
        ...(def.subject === 'unit' && {
          parentId: parentOf(i),
          tierCode: pick(['town', 'county', 'city', 'province', 'community', 'village', 'zone']),
        }),
      },
    })),
  )
  return linkWorld(sources, catalogue, { guess: random() < 0.5, complete: random() < 0.5 })
}
