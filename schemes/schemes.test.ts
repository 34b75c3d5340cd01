import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { catalogue, compileScheme, countPlacement, judge, judgeDays, lintScheme, loadScheme, momentOf, recordReads, restoreSubject, runGolden, STATES, subjectsOf, worldByHand, type CompileCache, type CompiledScheme, type LoadedScheme, type Mode, type Snapshot } from '#domain/scheme/index.ts'
import { applyOverlay } from '#domain/scheme/overlay.ts'
import { randomWorld } from '#domain/scheme/testing/random-world.ts'
import { addDays, civilDate, type CivilDate } from '#domain/kernel/civil-date.ts'
import { listSchemeIds, readSchemeFolder } from '#server/scheme/plan/read-scheme-folder.ts'

const ROOT = fileURLToPath(new URL('.', import.meta.url))
const ids = listSchemeIds(ROOT)
const all = new Map(ids.map((id): [string, LoadedScheme] => [id, loadScheme(readSchemeFolder(join(ROOT, id)))]))
const get = (id: string): LoadedScheme & { scheme: NonNullable<LoadedScheme['scheme']> } => {
  const loaded = all.get(id)
  if (!loaded?.scheme) throw new Error(`${id} does not load: ${JSON.stringify(loaded?.issues[0])}`)
  return { ...loaded, scheme: loaded.scheme }
}
const proposed = (scheme: ReturnType<typeof get>['scheme']): Map<string, string | number> => new Map(Object.entries(scheme.settings).map(([key, s]) => [key, s.proposed]))

test('five plans and the law stand here', () => {
  expect(ids).toEqual(['changji2021', 'county90', 'fujian2021', 'jiaxing2021', 'suining2017', 'law'])
})

describe.each(ids)('%s', (id) => {
  test('loads and lints without error', () => {
    const { issues } = lintScheme(get(id), catalogue)
    expect(issues.filter((i) => i.severity === 'error')).toEqual([])
  })
  test('keeps every worked case, by the ruling and by the fast path', () => {
    const { scheme, golden } = get(id)
    const cache: CompileCache = new Map()
    const failed = golden.flatMap((c) => runGolden(scheme, c, catalogue, cache).map((f) => `${c.file} ${c.name}: ${f}`))
    expect(golden.length).toBeGreaterThan(0)
    expect(failed).toEqual([])
  })
  test('answers alike when replayed from the facts a ruling read', () => {
    const { scheme, golden } = get(id)
    const compiled = compileScheme(scheme, catalogue, proposed(scheme))
    const differing: string[] = []
    for (const c of golden.filter((_, i) => i % 3 === 0)) {
      const { world } = worldByHand(c.facts, compiled.catalogue)
      const m = momentOf(c.asOf as CivilDate)
      for (const rule of compiled.rules)
        for (const e of subjectsOf(rule, compiled, world)) {
          const { result, snapshot } = recordReads(e, (x) => rule.ruling(x, m))
          const again = rule.ruling(restoreSubject(JSON.parse(JSON.stringify(snapshot)) as Snapshot), m)
          if (again.state !== result.state || again.label !== result.label || JSON.stringify(again.amount) !== JSON.stringify(result.amount)) differing.push(`${c.name} ${rule.rule.id}`)
        }
    }
    expect(differing).toEqual([])
  })
  test('decides every rule on any facts: no throw, the fast path equals the ruling, what is unknown names what is missing', () => {
    const { scheme } = get(id)
    const versions: CompiledScheme[] = [compileScheme(scheme, catalogue), compileScheme(scheme, catalogue, proposed(scheme)), ...scheme.overlays.map((o) => compileScheme(applyOverlay(scheme, o).scheme, catalogue))]
    const wrong = new Set<string>()
    const seen = new Set<string>()
    for (let seed = 1; seed <= 24; seed++) {
      const compiled = versions[seed % versions.length]
      if (!compiled) continue
      const world = randomWorld(compiled.catalogue, scheme, seed)
      const m = momentOf(addDays(civilDate(2016, 1, 1), (seed * 151) % 3650))
      for (const rule of compiled.rules)
        for (const e of subjectsOf(rule, compiled, world)) {
          const fast = STATES[rule.state(e, m)]
          const r = rule.ruling(e, m)
          seen.add(r.state)
          if (fast !== r.state) wrong.add(`${rule.rule.id}: fast ${fast}, ruling ${r.state}`)
          if (r.state === 'unknown' && r.missing.length === 0) wrong.add(`${rule.rule.id} (${rule.rule.kind}): unknown, nothing missing`)
          if (r.state === 'unsettled' && r.unsigned.length === 0) wrong.add(`${rule.rule.id} (${rule.rule.kind}): unsettled, nothing unsigned`)
        }
    }
    expect([...wrong]).toEqual([])
    expect(seen.size).toBeGreaterThan(4)
  })
  test('judged over many days, says of every day what it says when asked on that day alone', () => {
    const { scheme, golden } = get(id)
    const compiled = compileScheme(scheme, catalogue, proposed(scheme))
    const every = (from: CivilDate, step: number, count: number): CivilDate[] => Array.from({ length: count }, (_, i) => addDays(from, i * step))
    const asked = [
      ...[1, 2, 3, 4, 5, 6].map((seed) => ({ world: randomWorld(compiled.catalogue, scheme, seed), days: every(civilDate(2016, 1, 1), 1 + seed * 6, 100) })),
      ...golden.filter((_, i) => i % 5 === 0).map((c) => ({ world: worldByHand(c.facts, compiled.catalogue).world, days: every(addDays(c.asOf as CivilDate, -30), 1, 60) })),
    ]
    const wrong = new Set<string>()
    for (const { world, days } of asked)
      for (const rule of compiled.rules) {
        const subjects = subjectsOf(rule, compiled, world)
        const over = judgeDays(rule, subjects, days)
        for (const [d, day] of days.entries()) if (String(over[d]) !== String(judge(rule, subjects, momentOf(day)))) wrong.add(`${rule.rule.id} on ${day}`)
      }
    expect([...wrong]).toEqual([])
  })
})

describe('the five plans together', () => {
  const sum = (of: 'clauses' | 'parts', modes: readonly Mode[]): number =>
    ids.filter((id) => id !== 'law').map((id) => countPlacement(get(id).scheme)).reduce((n, c) => n + modes.reduce((k, m) => k + c[of][m], 0), 0)
  const EVERY = ['computed', 'constructed', 'stated', 'attested', 'discretion', 'missing', 'narrative', 'unplaced'] as const
  test('place all 422 clauses, none left over', () => {
    expect(sum('clauses', EVERY)).toBe(422)
    expect(sum('clauses', ['unplaced'])).toBe(0)
    expect(sum('parts', ['unplaced'])).toBe(0)
  })
  test('run no fewer than the 354 of the draft on paper', () => {
    expect(sum('clauses', ['computed', 'constructed', 'stated'])).toBeGreaterThanOrEqual(354)
  })
})
