import { parseQuantity } from '../../kernel/quantity.ts'
import type { Catalogue, FactDef, SubjectDef } from '../catalogue/types.ts'
import type { Path } from '../issue.ts'
import { linkWorld } from './link-world.ts'
import { textOf, type EntitySource, type FactValue, type Row, type World } from './world.ts'

/** Facts as a person types them: subject → entity or list, or flat `station.officeAreaM2: 39.9 m²`. */
export type HandFacts = Readonly<Record<string, unknown>>

/** A typed fact that does not fit, and where among the facts it stands. */
export interface HandProblem {
  readonly message: string
  readonly path: Path
}
type Tell = (message: string, path: Path) => void

const isRecord = (x: unknown): x is Record<string, unknown> => typeof x === 'object' && x !== null && !Array.isArray(x)

/** One value in the engine's form: quantities to integers of the fact's unit. Reports what does not fit. */
function value(text: unknown, def: FactDef, name: string, path: Path, tell: Tell): FactValue {
  if (text === null || text === undefined) return text
  if (Array.isArray(text)) return text.map((t, i) => value(t, { ...def, type: 'text' }, name, [...path, i], tell))
  if (def.unit) {
    const q = typeof text === 'string' ? parseQuantity(text) : undefined
    if (!q) tell(`${name}：${JSON.stringify(text)} 应带单位`, path)
    else if (q.unit !== def.unit) tell(`${name}：${JSON.stringify(text)} 的单位不符`, path)
    else return q.value
    return undefined
  }
  const fits =
    def.type === 'bool'
      ? typeof text === 'boolean'
      : def.type === 'int' || def.type === 'year'
        ? typeof text === 'number'
        : def.type === 'ordinal'
          ? typeof text === 'string' && def.levels?.includes(text) === true
          : typeof text === 'string'
  if (!fits) tell(`${name}：${JSON.stringify(text)} 不是${def.label}(${def.type})`, path)
  return text as FactValue
}

/** `times: n` repeats a row, `#` in its texts becoming 1…n: for stated figures of hundreds. `index` is that of the row typed. */
function repeat(list: readonly unknown[]): { row: unknown; index: number }[] {
  return list.flatMap((row, index) => {
    if (!isRecord(row) || typeof row['times'] !== 'number') return [{ row, index }]
    const { times, ...rest } = row
    const text = JSON.stringify(rest)
    return Array.from({ length: times }, (_, i) => ({ row: JSON.parse(text.replaceAll('#', String(i + 1))) as unknown, index }))
  })
}

function entity(
  raw: Record<string, unknown>,
  def: SubjectDef,
  catalogue: Catalogue,
  pathOf: (field: string) => Path,
  tell: Tell,
): Row {
  const out: Record<string, FactValue> = {}
  for (const [field, given] of Object.entries(raw)) {
    const name = `${def.subject}.${field}`
    const path = pathOf(field)
    const below = (key: string | number): Path => [...path, key]
    const fact = def.facts[field]
    const link = def.links[field]
    const rows = def.rows[field.replace('[]', '')]
    const linked = link && catalogue[link.to]
    if (fact) out[field] = value(given, fact, name, path, tell)
    else if (linked && isRecord(given)) out[field] = entity(given, linked, catalogue, below, tell)
    else if (linked && given === null) out[field] = null
    else if (rows && Array.isArray(given)) out[field.replace('[]', '')] = rowsOf(given, rows, def, catalogue, path, tell)
    else if (rows && given === null) out[field] = []
    else if (field === 'previous' && isRecord(given)) {
      const periods = Object.entries(given).map(
        ([per, facts]) => [per, isRecord(facts) ? entity(facts, def, catalogue, (f) => [...path, per, f], tell) : null] as const,
      )
      out[field] = Object.fromEntries(periods)
    } else tell(`事实目录没有 ${name}`, path)
  }
  return out
}

function rowsOf(
  given: readonly unknown[],
  rows: SubjectDef['rows'][string],
  def: SubjectDef,
  catalogue: Catalogue,
  at: Path,
  tell: Tell,
): readonly Row[] {
  return repeat(given).map(({ row, index }): Row => {
    const path = [...at, index]
    if (!isRecord(row)) {
      tell(`${def.subject} 的行应为字段表`, path)
      return {}
    }
    const of = rows.of === undefined ? undefined : catalogue[rows.of]
    if (of) return entity(row, of, catalogue, (f) => [...path, f], tell)
    const fields = rows.fields ?? {}
    return Object.fromEntries(
      Object.entries(row).map(([k, v]) => {
        const fact = fields[k]
        if (!fact) tell(`${def.subject} ${rows.label} 没有字段 ${k}`, [...path, k])
        return [k, fact ? value(v, fact, k, [...path, k], tell) : undefined]
      }),
    )
  })
}

interface Typed {
  readonly raw: unknown
  readonly path: Path
  readonly pathOf: (field: string) => Path
}

/** Gathers flat `subject.fact` keys into one entity per subject. */
function nest(facts: HandFacts): Map<string, Typed[]> {
  const out = new Map<string, Typed[]>()
  const listOf = (subject: string): Typed[] => {
    const list = out.get(subject) ?? []
    out.set(subject, list)
    return list
  }
  for (const [key, given] of Object.entries(facts)) {
    const dot = key.indexOf('.')
    if (dot < 0) {
      const typed = Array.isArray(given)
        ? repeat(given).map(({ row, index }) => ({ row, path: [key, index] }))
        : [{ row: given, path: [key] }]
      listOf(key).push(
        ...typed.map(({ row, path }) => ({
          raw: isRecord(row) ? { ...row } : row,
          path,
          pathOf: (field: string) => [...path, field],
        })),
      )
      continue
    }
    const list = listOf(key.slice(0, dot))
    const field = key.slice(dot + 1)
    const bare = field.replace('[]', '')
    const first = list.shift() ?? { raw: {}, path: [key], pathOf: () => [key] }
    if (isRecord(first.raw)) first.raw[bare] = given
    list.unshift({ ...first, pathOf: (f) => (f === bare ? [key] : first.pathOf(f)) })
  }
  return out
}

/** Builds a world from facts typed by hand. Links nobody gave come from the only entity of their subject. */
export function worldByHand(
  facts: HandFacts,
  catalogue: Catalogue,
): { world: World; problems: string[]; findings: readonly HandProblem[] } {
  const findings: HandProblem[] = []
  const tell: Tell = (message, path) => void findings.push({ message, path })
  const sources: EntitySource[] = []
  for (const [key, list] of nest(facts)) {
    const [subject = '', tier] = key.split(':')
    const def = catalogue[subject]
    if (!def) {
      tell(`没有主体 ${subject}`, list[0]?.path ?? [key])
      continue
    }
    list.forEach(({ raw, path, pathOf }, i) => {
      if (!isRecord(raw)) return tell(`${subject} 应为字段表`, path)
      const tierFact =
        tier !== undefined && def.tierFact !== undefined && raw[def.tierFact] === undefined ? { [def.tierFact]: tier } : {}
      const facts = entity({ ...tierFact, ...raw }, def, catalogue, pathOf, tell)
      sources.push({ subject, id: textOf(raw['id'] as FactValue) ?? `${subject}${list.length > 1 ? i + 1 : ''}`, facts })
    })
  }
  return {
    world: linkWorld(sources, catalogue, { guess: true, complete: false }),
    problems: findings.map((f) => f.message),
    findings,
  }
}
