import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { catalogue } from './catalogue/catalogue.ts'
import { catalogueOf, compileScheme } from './compile/compile.ts'
import { wordsOf } from './explain/words.ts'
import { killerOf, mutantsOf } from './golden/mutate.ts'
import { runGolden } from './golden/run-golden.ts'
import { layersOf } from './layers.ts'
import { lintScheme } from './lint/lint.ts'
import { loadScheme } from './load.ts'
import { countPlacement } from './answers/mode.ts'
import { momentOf } from './facts/moment.ts'
import { owedBy } from './answers/owes.ts'
import { judgeWorld, statusOfParts } from './answers/plan-status.ts'
import { day, worldOf } from './testing/small-plan.ts'
import { whatIf, withNumber } from './answers/what-if.ts'
import type { World } from './facts/world.ts'

// A region nobody planned for: invented, with fields, entry types, settings and attested items of its own. Nothing in src/ knows it.
const folder = fileURLToPath(new URL('testing/sixth', import.meta.url))
const loaded = loadScheme(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((p) => p.endsWith('.yaml'))
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') })),
)
const scheme = (() => {
  if (!loaded.scheme) throw new Error(JSON.stringify(loaded.issues))
  return loaded.scheme
})()

const FACTS = `{ unit: { id: u, tierCode: community }, station: [
  { id: s1, kitchenAreaM2: 32 m², isOfficeSeparate: true, hygieneLevel: grade-a, mealPlanCode: canteen, entries: [], attested: [], fixtures: [] },
  { id: s2, kitchenAreaM2: 50 m², isOfficeSeparate: true, hygieneLevel: grade-c, mealPlanCode: delivery, entries: [], attested: [], fixtures: [] } ] }`
function world(): World {
  const out = worldOf(FACTS, { catalogue: catalogueOf(catalogue, scheme) })
  for (const e of out.get('station') ?? []) Object.assign(e, { divisionCode: e.id === 's1' ? '990102' : '990101' })
  return out
}

describe('a new region is a new folder', () => {
  test('it loads and lints without error', () => {
    expect(lintScheme(loaded, catalogue).issues).toMatchObject([
      { severity: 'note', code: 'sum-differs', message: '全年经费：未分配 40,000.00 元(未说明用途)' },
    ])
  })
  test('every one of its clauses is placed, all fifteen kinds are used', () => {
    expect(countPlacement(scheme).clauses).toMatchObject({ unplaced: 0, missing: 1 })
    expect(countPlacement(scheme).parts).toMatchObject({ unplaced: 0, narrative: 1 })
    expect(new Set(scheme.rules.map((r) => r.kind)).size).toBe(15)
  })
  test.each(loaded.golden.map((c) => [c.name, c] as const))('its worked case holds: %s', (_, c) => {
    expect(runGolden(scheme, c, catalogue)).toEqual([])
  })
  test('its numbers are guarded: a mutant of a bound is caught', () => {
    const fates = mutantsOf(loaded)
      .filter((m) => ['30 m²', '45 m²', '60 分', '70 %', '30 %'].includes(String(m.from)))
      .map((m) => [m.from, m.to, killerOf(loaded, m, catalogue)])
    expect(fates.length).toBeGreaterThan(8)
    expect(fates.filter(([, , killer]) => killer === undefined)).toEqual([])
  })
})

describe('its coined words work like those of the catalogue', () => {
  const m = momentOf(day('2026-05-28'))
  test('what it owes names its own roles, fields and items', () => {
    const compiled = compileScheme(scheme, catalogue, new Map([['tasting-cadence', 'month']]))
    const words = wordsOf(compiled)
    const s1 = world()
      .get('station')
      ?.find((e) => e.id === 's1')
    if (!s1) throw new Error('no station')
    const lines = ['tasting', 'showcase', 'answers', 'kitchen'].flatMap((id) => {
      const rule = compiled.byId.get(id)
      return rule ? owedBy(rule.ruling(s1, m), compiled, words) : []
    })
    expect(lines.map((l) => [l.kind, l.debtor, l.dueOn])).toEqual([
      ['duty', 'neighbour', '2026-04-30'],
      ['duty', 'neighbour', '2026-06-01'],
      ['gap', 'operator', undefined],
      ['gap', 'street', undefined],
    ])
    expect(words.fact('station.kitchenAreaM2')).toBe('厨房面积')
    expect(words.role('neighbour')).toBe('邻里监督员')
  })
  test('its plan page colours its clauses', () => {
    const layers = layersOf(scheme, catalogue, new Map())
    const parts = new Map(statusOfParts(scheme, layers.base, judgeWorld(layers, world(), m)).map((p) => [p.cite, p]))
    expect(parts.get('yunhu-1-1')).toMatchObject({ colour: 'green', counts: { met: 2 }, restsOnDeclared: true })
    expect(parts.get('yunhu-1-2')).toMatchObject({ colour: 'red', counts: { met: 1, 'not-met': 1 } })
    expect(parts.get('yunhu-2-2')?.colour).toBe('hatched')
    expect(parts.get('yunhu-2-3')?.colour).toBe('dotted')
    expect(parts.get('yunhu-3-2')?.colour).toBe('white')
    expect(parts.get('yunhu-3-1/c')?.colour).toBe('none')
    expect(parts.get('yunhu-6-2')?.colour).toBe('black')
  })
  test('its what-if says who changes', () => {
    const changed = withNumber(scheme, 'kitchen', ['require', 'all', 0, 'atLeast'], '33 m²')
    if (!changed) throw new Error('refused')
    const w = whatIf(layersOf(scheme, catalogue, new Map()), layersOf(changed, catalogue, new Map()), 'kitchen', world(), m)
    expect(w.changes.map((c) => [c.rule.id, c.entity.id, c.from, c.to])).toEqual([['kitchen', 's1', 'met', 'not-met']])
    expect([w.before, w.after]).toEqual([{ met: 2 }, { met: 1, 'not-met': 1 }])
  })
  test('its overlay takes over in its division once in force', () => {
    const kitchens = (asOf: string): unknown[] => {
      const judged = judgeWorld(layersOf(scheme, catalogue, new Map()), world(), momentOf(day(asOf)))
      return [judged.get('kitchen')?.counts, judged.get('lakeside/big-kitchen')?.counts]
    }
    expect(kitchens('2026-06-30')).toEqual([{ met: 2 }, {}])
    expect(kitchens('2026-07-01')).toEqual([{ met: 1 }, { met: 1 }])
  })
})
