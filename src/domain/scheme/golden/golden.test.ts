import { describe, expect, test } from 'vitest'
import { catalogue } from '../catalogue/catalogue.ts'
import { loadScheme, type LoadedScheme } from '../load.ts'
import { planFiles } from '../testing/small-plan.ts'
import { killerOf, mutantsOf } from './mutate.ts'
import { runGolden } from './run-golden.ts'

const RULES = `- { id: area, kind: condition, label: 面积, cites: [t1-1-1], subject: station, gates: [station.open], require: { fact: station.areaM2, atLeast: 40 m² } }
- { id: opener, kind: authority, label: 启用, cites: [t1-1-1], subject: station, actions: [station.open], allow: [bureau] }
- { id: pay, kind: tranches, label: 付款, cites: [t1-1-1], subject: contract, of: contract.amountFen, remainder: last, parts: [{ id: a, share: 40 %, opens: { fact: contract.signedOn, present: true } }, { id: b, share: 60 %, opens: { fact: contract.endsOn, present: true } }] }
`
const CASE = (body: string): string => `- { name: 例, clauses: [t1-1-1], asOf: 2024-05-15, ${body} }\n`
const loaded = (golden: string, more: Readonly<Record<string, string>> = {}): LoadedScheme =>
  loadScheme(planFiles({ 'rules/a.yaml': RULES, 'golden/a.yaml': golden, ...more }))
const failures = (body: string, more?: Readonly<Record<string, string>>): readonly string[] => {
  const { scheme, golden, issues } = loaded(CASE(body), more)
  const [c] = golden
  if (!scheme || !c) throw new Error(JSON.stringify(issues))
  return runGolden(scheme, c, catalogue)
}

describe('a worked case', () => {
  test.each([
    'facts: { station: { areaM2: 40 m² } }, expect: { area: met }',
    'facts: { station: { areaM2: 39 m² } }, expect: { area: { state: not-met, value: 39 m², gap: 1 m² } }',
    'facts: { station: {} }, expect: { area: { state: unknown, missing: [station.areaM2] } }',
    'facts: { station: [{ id: s, areaM2: 40 m² }, { id: t, areaM2: 1 m² }] }, expect: { area: { each: { s: met, t: not-met } } }',
    'facts: { contract: { amountFen: 100.01 元, signedOn: 2024-01-01, endsOn: null } }, expect: { pay: { state: due, payable: 40 元, parts: { a: 40 元, b: 60.01 元 } } }',
    'facts: { station: { areaM2: 40 m² } }, gates: { station.open: open, station.close: silent }',
    'facts: { station: [{ id: s, areaM2: 40 m² }, { id: t, areaM2: 1 m² }] }, gates: { station.open: { s: open, t: closed } }',
    'facts: { station: {} }, actions: [{ action: station.open, role: bureau, allowed: true, rule: opener }, { action: station.open, role: town, allowed: false }, { action: station.close, role: town, allowed: silent }]',
  ])('holds: %s', (body) => expect(failures(body)).toEqual([]))

  test.each([
    ['facts: { station: { areaM2: 40 m² } }, expect: { area: not-met }', '应为 not-met'],
    ['facts: { station: { areaM2: 40 m² } }, expect: { area: { value: 41 m² } }', '值应为 41 m²'],
    ['facts: { station: { areaM2: 39 m² } }, expect: { area: { gap: 2 m² } }', '差距应为 2 m²'],
    ['facts: { station: {} }, expect: { area: { missing: [station.officeAreaM2] } }', '缺 应为'],
    ['facts: { station: {} }, expect: { nothing: met }', '没有规则 nothing'],
    ['facts: { contract: {} }, expect: { area: met }', '事实里没有 station'],
    ['facts: { station: [{ id: s }, { id: t }] }, expect: { area: met }', '请用 each'],
    ['facts: { station: { id: s } }, expect: { area: { each: { t: met } } }', '没有主体 t'],
    ['facts: { station: { areaM2: 40 m² } }, gates: { station.open: closed }', '应为 closed'],
    ['facts: { station: {} }, actions: [{ action: station.open, role: town, allowed: true }]', '应为 true'],
    ['facts: { station: { colour: red } }, expect: { area: met }', 'station.colour'],
    ['facts: { station: {} }, overlay: o, expect: { area: met }', '没有叠加 o'],
  ])('fails, and says why: %s', (body, said) => {
    const list = failures(body)
    expect(list).toHaveLength(1)
    expect(list[0]).toContain(said)
  })

  test('under an overlay that is not in force on its day is no case', () => {
    const overlay = (validFrom: string): Record<string, string> => ({
      'overlays/o.yaml': `id: o\nof: t1\ntitle: 本地\ndivisions: ['33']\nvalidFrom: ${validFrom}\nvalidTo: null\n`,
    })
    const body = 'overlay: o, facts: { station: { areaM2: 40 m² } }, expect: { area: met }'
    expect(failures(body, overlay('2024-05-15'))).toEqual([])
    expect(failures(body, overlay('2024-05-16'))).toEqual(['叠加 o 在 2024-05-15 不生效'])
  })
})

describe('mutants', () => {
  const NEAR = CASE(
    'facts: { station: [{ id: s, areaM2: 39.99 m² }, { id: t, areaM2: 40 m² }] }, expect: { area: { each: { s: not-met, t: met } } }',
  )
  const fates = (golden: string): string[] => {
    const all = loaded(golden)
    return mutantsOf(all).map((m) => `${m.from} → ${m.to}: ${killerOf(all, m, catalogue) ?? 'survives'}`)
  }
  test('every number of a rule is moved; a boundary case or the linter notices', () => {
    expect(new Set(fates(NEAR))).toEqual(
      new Set([
        '40 m² → 39.99 m²: 例',
        '40 m² → 40.01 m²: 例',
        '40 % → 39.99 %: lint',
        '40 % → 40.01 %: lint',
        '60 % → 59.99 %: lint',
        '60 % → 60.01 %: lint',
        '7 → 6: survives',
        '7 → 8: survives',
      ]),
    )
  })
  test('a case far from the boundary does not', () => {
    expect(
      fates(CASE('facts: { station: { areaM2: 100 m² } }, expect: { area: met }')).filter((f) => f.startsWith('40 m²')),
    ).toEqual(['40 m² → 39.99 m²: survives', '40 m² → 40.01 m²: survives'])
  })
})
