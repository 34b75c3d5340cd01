import type { Catalogue, FactDef, RowsDef, Unit } from '../catalogue/types.ts'
import type { Path, Report } from '../issue.ts'
import type { Pred } from '../schema/predicate.ts'
import type { Rule, Setting } from '../schema/rule.ts'
import { S, type StateCode } from '../state.ts'
import type { Entity, FactValue, Moment, Row } from '../facts/world.ts'
import { onlyToday } from './clock.ts'
import type { Read } from './compiled.ts'
import type { CompiledPredicate } from './trace.ts'

export interface ResolvedFact {
  readonly read: Read
  readonly def: FactDef
  /** `subject.fact`, for the list of missing facts. */
  readonly name: string
}
export interface ResolvedRows {
  readonly read: Read
  readonly def: RowsDef
  readonly name: string
  readonly label: string
}

/** How a compiled rule answers another rule that refers to it. */
export interface RuleFace {
  readonly subject: string
  state(e: Entity, m: Moment): StateCode
  /** Band, step, measure proposed …: a label beside the state. */
  label(e: Entity, m: Moment): string | undefined
  value(e: Entity, m: Moment): number | undefined
  readonly labels: readonly string[]
  /** A label is only ever given where the state is known too. */
  readonly isSureLabel: boolean
}

/** What compiling needs to know of the scheme as a whole. */
export interface Setup {
  readonly catalogue: Catalogue
  readonly settings: Readonly<Record<string, Setting>>
  /** Signed values by setting id, already checked against the setting. */
  readonly signed: ReadonlyMap<string, string | number>
  readonly rule: (id: string) => RuleFace | undefined
  /** Compiles the condition on the rows of a measure: measures and conditions contain each other. */
  readonly predicate: (scope: Scope, pred: Pred, perPeriod: boolean, path: Path) => CompiledPredicate
  /** Rule that defines a fact, by `subject.fact`. */
  readonly definer: ReadonlyMap<string, string>
  readonly ruleSubject: (id: string) => string | undefined
  readonly ruleLabel: (id: string) => string
  /** Unit of the value a rule yields. */
  readonly valueKind: (id: string) => { readonly unit?: Unit }
  /** Unsigned settings that a rule names, or, where it names none, that the rules behind it name. */
  readonly unsignedBehind: (rule: Rule) => readonly string[]
  /** First day of the plan: nothing is owed for periods that ended before it. */
  readonly validFrom: string
}

export interface Scope {
  readonly setup: Setup
  /** Subject of the rule. */
  readonly root: string
  /** Subject of the row in hand, when the row is an entity. */
  readonly rowSubject?: string
  /** Fields of the row in hand, when it is a plain row. */
  readonly rowFields?: Readonly<Record<string, FactDef>>
  /** Fields of the row around the row in hand, read as `row.field`. */
  readonly outerFields?: Readonly<Record<string, FactDef>>
  readonly report: Report
}

export const subjectOf = (text: string): { subject: string; tier?: string } => {
  const [subject = '', tier] = text.split(':')
  return tier === undefined ? { subject } : { subject, tier }
}

const NOTHING: FactDef = { type: 'text', label: '', origin: 'recorded', supplier: '' }
const TODAY: FactDef = { type: 'date', label: '判定日', origin: 'derived', supplier: '' }
const isEntity = (x: FactValue): x is Entity => typeof x === 'object' && x !== null && !Array.isArray(x)

/** Shortest chains of to-one links from one subject to another; several of equal length make a path ambiguous. */
export function linkPaths(catalogue: Catalogue, from: string, to: string): string[][] {
  let front: { at: string; path: string[] }[] = [{ at: from, path: [] }]
  const seen = new Set([from])
  while (front.length > 0) {
    const found = front.filter((f) => f.at === to && f.path.length > 0)
    if (found.length > 0) return found.map((f) => f.path)
    const next: typeof front = []
    for (const f of front)
      for (const [name, link] of Object.entries(catalogue[f.at]?.links ?? {}))
        if (!seen.has(link.to) || link.to === to) next.push({ at: link.to, path: [...f.path, name] })
    for (const f of next) if (f.at !== to) seen.add(f.at)
    front = next
  }
  return []
}

/** Reads a field at the end of a chain of to-one links; short chains are written out, they are nearly all. */
function follow(path: readonly string[], start: 'row' | 'root', field: string): Read {
  const [a, b] = path
  const isRow = start === 'row'
  if (a === undefined) return isRow ? (r) => r[field] : (_, e) => e[field]
  if (b === undefined)
    return (r, e) => {
      const x = (isRow ? r : e)[a]
      return isEntity(x) ? x[field] : x
    }
  const entity = walkLinks(path, isRow)
  return (r, e) => {
    const x = entity(r, e)
    return x ? x[field] : x
  }
}

/** The entity at the end of a chain of to-one links: null when known to be none, undefined when nobody has said. */
function walkLinks(path: readonly string[], isRow: boolean): (r: Row, e: Entity) => Entity | null | undefined {
  if (path.length === 0) return isRow ? (r) => r as Entity : (_, e) => e
  return (r, e) => {
    let x: FactValue = isRow ? r : e
    for (const step of path) {
      if (!isEntity(x)) break
      x = x[step]
    }
    return isEntity(x) ? x : (x as null | undefined)
  }
}

/** Where the holder of `subject.*` stands as seen from the scope, or undefined after reporting why it cannot be reached. */
function reach(scope: Scope, subject: string, path: Path): { start: 'row' | 'root'; links: string[] } | undefined {
  if (scope.rowSubject === subject) return { start: 'row', links: [] }
  if (scope.root === subject) return { start: 'root', links: [] }
  const starts = [
    ...(scope.rowSubject === undefined ? [] : [{ start: 'row' as const, from: scope.rowSubject }]),
    { start: 'root' as const, from: scope.root },
  ]
  for (const { start, from } of starts) {
    const paths = linkPaths(scope.setup.catalogue, from, subject)
    if (paths.length > 1) {
      scope.report('ambiguous-path', `从 ${from} 到 ${subject} 有多条途径：${paths.map((p) => p.join('.')).join(' / ')}`, path)
      return undefined
    }
    if (paths[0]) return { start, links: paths[0] }
  }
  scope.report('no-path', `从 ${scope.rowSubject ?? scope.root} 到 ${subject} 没有一对一的途径，应经由行`, path)
  return undefined
}

/** Finds the entity that carries `subject.*` in this scope. */
export function resolveEntity(
  scope: Scope,
  subject: string,
  path: Path,
): ((r: Row, e: Entity) => Entity | null | undefined) | undefined {
  const way = reach(scope, subject, path)
  if (!way) return undefined
  return walkLinks(way.links, way.start === 'row')
}

function definedBy(scope: Scope, name: string, path: Path): Read | undefined {
  const ruleId = scope.setup.definer.get(name)
  if (ruleId === undefined) return undefined
  const find = resolveEntity(scope, name.split('.')[0] ?? '', path)
  if (!find) return undefined
  return (r, e, m) => {
    const entity = find(r, e)
    if (!entity) return entity
    const state = scope.setup.rule(ruleId)?.state(entity, m)
    m.den = 1
    m.slack = 0
    m.unsettled = false
    if (state === undefined || state === S.unsettled || state === S.unknown) return undefined
    return state >= S.met && state <= S.late
  }
}

const readToday: Read = (_, __, m) => {
  onlyToday(m)
  return m.asOf
}

/** Resolves `subject.fact` or a bare field of the row in hand. Reports what cannot be resolved and then reads nothing. */
export function resolveFact(scope: Scope, name: string, path: Path): ResolvedFact {
  const nothing: ResolvedFact = { read: () => undefined, def: NOTHING, name }
  if (name === 'today') return { read: readToday, def: TODAY, name }
  const dot = name.indexOf('.')
  if (dot < 0) {
    const subject = scope.rowSubject ?? (scope.rowFields ? undefined : scope.root)
    const def = scope.rowFields?.[name] ?? (subject === undefined ? undefined : scope.setup.catalogue[subject]?.facts[name])
    if (!def) {
      scope.report('unknown-fact', `没有字段 ${name}${subject === undefined ? '' : `(${subject})`}`, path)
      return nothing
    }
    const full = subject === undefined ? name : `${subject}.${name}`
    return { read: definedBy(scope, full, path) ?? ((r) => r[name]), def, name: full }
  }
  const subject = name.slice(0, dot)
  const field = name.slice(dot + 1)
  if (subject === 'row') {
    const outer = scope.outerFields?.[field]
    if (!outer) scope.report('unknown-fact', `外层行没有字段 ${field}`, path)
    return outer ? { read: (_, __, m) => m.outer?.[field], def: outer, name } : nothing
  }
  const def = scope.setup.catalogue[subject]?.facts[field]
  if (!def) {
    scope.report('unknown-fact', `事实目录没有 ${name}`, path)
    return nothing
  }
  if (subject === 'actor') return { read: (_, __, m) => m.actor?.[field], def, name }
  const defined = definedBy(scope, name, path)
  if (defined) return { read: defined, def, name }
  const way = reach(scope, subject, path)
  return way ? { read: follow(way.links, way.start, field), def, name } : nothing
}

/** Resolves `subject.rows[]`. */
export function resolveRows(scope: Scope, name: string, path: Path): ResolvedRows | undefined {
  const [subject = '', field = ''] = name.replace('[]', '').split('.')
  const def = scope.setup.catalogue[subject]?.rows[field]
  if (!def) {
    scope.report('unknown-fact', `事实目录没有 ${name}`, path)
    return undefined
  }
  const way = reach(scope, subject, path)
  return way && { read: follow(way.links, way.start, field), def, name, label: def.label }
}

/** The subject against which the rows of a scope are read: the row entity in hand, else the rule's subject. */
export const holder = (scope: Scope, r: Row, e: Entity): Entity => (scope.rowSubject === undefined ? e : (r as Entity))

/**
 * Scope of the conditions on the rows of `rows`: bare names are fields of the row; one level further in, the row entity
 * takes the place of the rule's subject (clients → visits).
 */
export function rowScope(scope: Scope, rows: ResolvedRows): Scope {
  const { setup, report } = scope
  const root = scope.rowSubject ?? scope.root
  const outer = scope.rowFields ?? (scope.rowSubject === undefined ? undefined : setup.catalogue[scope.rowSubject]?.facts)
  const base = { setup, root, report, ...(outer && { outerFields: outer }) }
  return rows.def.of === undefined ? { ...base, rowFields: rows.def.fields ?? {} } : { ...base, rowSubject: rows.def.of }
}
