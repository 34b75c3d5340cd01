import { isMap, LineCounter, parseDocument, type Document } from 'yaml'
import { z } from 'zod'
import type { Issue, Path, Position } from './issue.ts'
import { GoldenFile, type GoldenCase } from './schema/golden.ts'
import { ClauseFile, Overlay, RuleFile, SchemeHead, type Scheme } from './schema/scheme.ts'
import type { Rule } from './schema/rule.ts'

/** One file of a scheme's folder, its path relative to the folder (`rules/station.yaml`). */
export interface SourceFile {
  readonly path: string
  readonly text: string
}
export interface LoadedScheme {
  readonly scheme: Scheme | undefined
  readonly golden: readonly (GoldenCase & { readonly file: string })[]
  readonly issues: readonly Issue[]
  /** Where a value of a rule, clause or head stands. */
  readonly locate: (owner: Rule | { readonly id: string } | 'head', path: Path) => Position | undefined
}

interface Parsed {
  readonly file: string
  readonly doc: Document
  readonly lines: LineCounter
}

function parse(file: SourceFile, issues: Issue[]): Parsed | undefined {
  const lines = new LineCounter()
  const doc = parseDocument(file.text, { lineCounter: lines, uniqueKeys: true })
  for (const e of doc.errors) {
    const { line, col } = lines.linePos(e.pos[0])
    issues.push({ severity: 'error', code: 'yaml', message: `YAML 写法有误：${e.code}`, at: { file: file.path, line, col } })
  }
  return doc.errors.length > 0 ? undefined : { file: file.path, doc, lines }
}

/** Position of the value at a path, or of the nearest value above it that exists. */
function position({ file, doc, lines }: Parsed, path: Path): Position {
  for (let n = path.length; n >= 0; n--) {
    const node: unknown = n === 0 ? doc.contents : doc.getIn(path.slice(0, n), true)
    const range =
      typeof node === 'object' && node !== null && 'range' in node ? (node.range as [number, number, number] | null) : null
    if (range) {
      const { line, col } = lines.linePos(range[0])
      return { file, line, col }
    }
  }
  return { file, line: 1, col: 1 }
}

function check<T extends z.ZodType>(schema: T, parsed: Parsed, issues: Issue[]): z.output<T> | undefined {
  const result = schema.safeParse(parsed.doc.toJS(), { error: z.locales.zhCN().localeError })
  if (result.success) return result.data
  for (const issue of flatten(result.error.issues)) {
    issues.push({
      severity: 'error',
      code: 'shape',
      message: issue.message,
      at: position(parsed, [...issue.path, ...(issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])] as Path),
    })
  }
  return undefined
}

/** Of a failed union, the branch that came closest (deepest issue) is what its author meant. */
function flatten(issues: readonly z.core.$ZodIssue[], at: PropertyKey[] = []): z.core.$ZodIssue[] {
  return issues.flatMap((issue) => {
    const path = [...at, ...issue.path]
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      const branches = issue.errors.map((e) => flatten(e, path))
      const depth = (b: readonly { path: PropertyKey[] }[]): number => Math.max(0, ...b.map((i) => i.path.length))
      const known = branches.filter((b) => !b.some((i) => i.code === 'unrecognized_keys' && i.path.length === path.length))
      const best = (known.length > 0 ? known : branches).sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0]
      if (best && best.length > 0) return best
    }
    return [{ ...issue, path }]
  })
}

/**
 * Reads a scheme's folder strictly: `scheme.yaml`, `clauses.yaml`, `rules/*.yaml`, `overlays/*.yaml`, `golden/*.yaml`.
 * Anything not of the schema is an issue with line and column; a scheme with an error is not returned.
 */
export function loadScheme(files: readonly SourceFile[]): LoadedScheme {
  const issues: Issue[] = []
  const where = new Map<unknown, { parsed: Parsed; path: Path }>()
  const rules: Rule[] = []
  const overlays: Overlay[] = []
  const golden: (GoldenCase & { file: string })[] = []
  let head: SchemeHead | undefined
  let headAt: Parsed | undefined
  let clauses: z.output<typeof ClauseFile> | undefined
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const parsed = parse(file, issues)
    if (!parsed) continue
    const remember = (list: readonly object[], at: Path = []): void =>
      list.forEach((x, i) => where.set(x, { parsed, path: [...at, i] }))
    if (file.path === 'scheme.yaml') {
      head = check(SchemeHead, parsed, issues)
      headAt = parsed
    } else if (file.path === 'clauses.yaml') {
      clauses = check(ClauseFile, parsed, issues)
      remember(clauses ?? [])
    } else if (file.path.startsWith('rules/')) {
      const list = check(RuleFile, parsed, issues) ?? []
      remember(list)
      rules.push(...list)
    } else if (file.path.startsWith('overlays/')) {
      const overlay = check(Overlay, parsed, issues)
      if (!overlay) continue
      where.set(overlay, { parsed, path: [] })
      remember(overlay.rules, ['rules'])
      overlays.push(overlay)
    } else if (file.path.startsWith('golden/')) {
      const list = check(GoldenFile, parsed, issues) ?? []
      remember(list)
      golden.push(...list.map((c) => ({ ...c, file: file.path })))
    }
  }
  if (!headAt || !isMap(headAt.doc.contents)) issues.push({ severity: 'error', code: 'no-head', message: '缺少 scheme.yaml' })
  if (!clauses) issues.push({ severity: 'error', code: 'no-clauses', message: '缺少 clauses.yaml' })
  const scheme =
    head && clauses && !issues.some((i) => i.severity === 'error') ? { ...head, clauses, rules, overlays } : undefined
  return {
    scheme,
    golden,
    issues,
    locate: (owner, path) => {
      const found = owner === 'head' ? headAt && { parsed: headAt, path: [] } : where.get(owner)
      return found && position(found.parsed, [...found.path, ...path])
    },
  }
}
