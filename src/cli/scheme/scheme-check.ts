import { join } from 'node:path'
import {
  catalogue,
  countPlacement,
  lintScheme,
  loadScheme,
  MODES,
  runGolden,
  type CompileCache,
  type Issue,
  type ModeCounts,
} from '#domain/scheme/index.ts'
import { listSchemeIds, readSchemeFolder } from '#server/scheme/plan/read-scheme-folder.ts'

interface SchemeReport {
  readonly id: string
  readonly isLaw: boolean
  readonly issues: readonly Issue[]
  readonly clauses: ModeCounts | undefined
  readonly parts: ModeCounts | undefined
  readonly rules: number
  readonly goldenCases: number
  readonly goldenFailures: readonly { name: string; file: string; failures: readonly string[] }[]
}

/** Loads, lints and runs the worked cases of one scheme folder. */
export function checkScheme(root: string, id: string): SchemeReport {
  const loaded = loadScheme(readSchemeFolder(join(root, id)))
  const { issues } = lintScheme(loaded, catalogue)
  const { scheme } = loaded
  const cache: CompileCache = new Map()
  const failed = scheme
    ? loaded.golden.flatMap((c) => {
        const failures = runGolden(scheme, c, catalogue, cache)
        return failures.length === 0 ? [] : [{ name: c.name, file: c.file, failures }]
      })
    : []
  const placed = scheme && countPlacement(scheme)
  return {
    id,
    isLaw: scheme?.nature === 'law',
    issues,
    clauses: placed?.clauses,
    parts: placed?.parts,
    rules: scheme?.rules.length ?? 0,
    goldenCases: loaded.golden.length,
    goldenFailures: failed,
  }
}

const MARK = { error: '✗', warning: '!', note: '·' } as const
const place = (id: string, i: Issue): string => (i.at ? `schemes/${id}/${i.at.file}:${i.at.line}:${i.at.col}` : `schemes/${id}`)

function printReport(r: SchemeReport, verbose: boolean): void {
  const shown = r.issues.filter((i) => verbose || i.severity !== 'note' || i.code === 'sum-differs')
  for (const i of shown) console.log(`${MARK[i.severity]} ${place(r.id, i)} ${i.message} [${i.code}]`)
  for (const f of r.goldenFailures) {
    console.log(`✗ schemes/${r.id}/${f.file} 「${f.name}」`)
    for (const line of f.failures) console.log(`    ${line}`)
  }
  const errors = r.issues.filter((i) => i.severity === 'error').length
  console.log(
    `${errors + r.goldenFailures.length === 0 ? '✓' : '✗'} ${r.id}: ${r.rules} rules, ${errors} errors, ${r.goldenCases - r.goldenFailures.length}/${r.goldenCases} golden cases`,
  )
}

const sum = (all: readonly (ModeCounts | undefined)[], mode: (typeof MODES)[number]): number =>
  all.reduce((n, c) => n + (c?.[mode] ?? 0), 0)
function totals(all: readonly (ModeCounts | undefined)[], what: string): string {
  const total = MODES.reduce((n, m) => n + sum(all, m), 0)
  const narrative = sum(all, 'narrative') + sum(all, 'missing')
  const named = (['computed', 'constructed', 'stated', 'attested', 'discretion'] as const).map((m) => `${sum(all, m)} ${m}`)
  return `${total} ${what}: ${named.join(', ')}, ${narrative} narrative, ${sum(all, 'unplaced')} unplaced`
}

/** `scheme check`: exit code 1 when any scheme has an error or a failing worked case. */
export function runSchemeCheck(root: string, ids: readonly string[], options: { json?: boolean; verbose?: boolean }): number {
  const all = ids.length > 0 ? ids : listSchemeIds(root)
  const reports = all.map((id) => checkScheme(root, id))
  const bad = reports.some((r) => r.issues.some((i) => i.severity === 'error') || r.goldenFailures.length > 0)
  if (options.json) {
    console.log(JSON.stringify(reports, null, 2))
    return bad ? 1 : 0
  }
  for (const r of reports) printReport(r, options.verbose ?? false)
  for (const [all, of] of [
    [reports.filter(({ isLaw }) => !isLaw), ''],
    [reports.filter(({ isLaw }) => isLaw), ' of the law'],
  ] as const) {
    if (all.length === 0) continue
    console.log(
      totals(
        all.map((r) => r.parts),
        `clause parts${of}`,
      ),
    )
    console.log(
      totals(
        all.map((r) => r.clauses),
        `clauses${of}`,
      ),
    )
  }
  return bad ? 1 : 0
}
