import { parse } from 'yaml'
import { describe, expect, test } from 'vitest'
import { catalogue } from '../catalogue/catalogue.ts'
import { wordsOf } from '../explain/words.ts'
import { layersOf } from '../layers.ts'
import { momentOf } from '../facts/moment.ts'
import { Overlay, type Scheme } from '../schema/scheme.ts'
import { day, schemeOf, TODAY, worldOf } from '../testing/small-plan.ts'
import { dependants, leverRange, leversOf, shownNumber, whatIf, withNumber, type WhatIf } from './what-if.ts'

const RULES = `[{ id: area, subject: station, kind: condition, slot: station.area, require: { fact: station.areaM2, atLeast: 40 m² } },
  { id: ready, subject: station, kind: condition, defines: station.isOperating, require: { all: [{ rule: area, is: met }, { fact: { count: "station.postings[]" }, atLeast: 1 }] } },
  { id: covered, subject: unit, kind: share, of: "unit.stations[]", counted: { fact: station.isOperating, is: true }, atLeast: 50 % },
  { id: other, subject: station, kind: condition, require: { fact: station.areaM2, atLeast: 10 m² } }]`
const FACTS =
  '{ unit: { id: u }, station: [{ id: a, areaM2: 45 m², postings: [{ seatCode: x }] }, { id: b, areaM2: 60 m², postings: [{ seatCode: x }] }, { id: c, areaM2: 39 m², postings: [] }] }'
const AREA = ['require', 'atLeast'] as const

function tried(scheme: Scheme, key: string, path: readonly string[], value: string, facts = FACTS): WhatIf {
  const changed = withNumber(scheme, key, path, value)
  if (!changed) throw new Error('refused')
  const world = worldOf(facts)
  for (const e of world.get('station') ?? []) Object.assign(e, { divisionCode: e.id === 'c' ? '330481' : '340100' })
  return whatIf(layersOf(scheme, catalogue, new Map()), layersOf(changed, catalogue, new Map()), key, world, momentOf(day(TODAY)))
}
const brief = (w: WhatIf): string[] => w.changes.map((c) => `${c.rule.id} ${c.entity.id} ${c.from} → ${c.to}`)

describe('40 m² changed to 60 m²', () => {
  const w = tried(schemeOf(RULES), 'area', AREA, '60 m²')
  test('says who changes, from what to what, also in what rests on it', () => {
    expect(brief(w)).toEqual(['area a met → not-met', 'ready a met → not-met', 'covered u met → not-met'])
  })
  test('counts the rule before and after', () => {
    expect(w.before).toEqual({ met: 2, 'not-met': 1 })
    expect(w.after).toEqual({ met: 1, 'not-met': 2 })
  })
  test('asks nothing that does not rest on it', () => expect(w.judged).toBe(3 + 3 + 1))
})

test('no change of the number, no change of a verdict', () => {
  expect(brief(tried(schemeOf(RULES), 'area', AREA, '40 m²'))).toEqual([])
})

test('a number of an overlay changes only its own divisions', () => {
  const overlay = Overlay.parse({
    id: 'local',
    of: 't1',
    title: '本地',
    divisions: ['33'],
    validFrom: '2024-01-01',
    validTo: null,
    rules: parse(
      '[{ id: big, kind: condition, label: 大, cites: [t1-1-1], subject: station, slot: station.area, require: { fact: station.areaM2, atLeast: 30 m² } }]',
    ) as unknown,
  })
  const scheme = { ...schemeOf(RULES), overlays: [overlay] }
  expect(brief(tried(scheme, 'local/big', AREA, '60 m²'))).toEqual(['big c met → not-met'])
})

test('a number of the plan also reaches what an overlay rests on it, unless the overlay has replaced it', () => {
  const local = (slot: string): Overlay =>
    Overlay.parse({
      id: 'local',
      of: 't1',
      title: '本地',
      divisions: ['33', '34'],
      validFrom: '2024-01-01',
      validTo: null,
      rules: parse(
        `[{ id: own, kind: condition, label: 自, cites: [t1-1-1], subject: station, require: { rule: area, is: met } }, { id: extra, kind: condition, label: 另, cites: [t1-1-1], subject: station, ${slot} require: { fact: station.areaM2, atLeast: 1 m² } }]`,
      ) as unknown,
    })
  const beside = tried({ ...schemeOf(RULES), overlays: [local('')] }, 'area', AREA, '60 m²')
  expect(brief(beside)).toContain('own a met → not-met')
  const replaced = { ...schemeOf(RULES), overlays: [local('slot: station.area,')] }
  // ready over three stations and covered over one unit; nothing of the overlay
  expect(tried(replaced, 'area', AREA, '60 m²').judged).toBe(3 + 1)
})

test('a number of an overlay asks nothing of the plan around it', () => {
  const overlay = Overlay.parse({
    id: 'local',
    of: 't1',
    title: '本地',
    divisions: ['33'],
    validFrom: '2024-01-01',
    validTo: null,
    rules: parse(
      '[{ id: big, kind: condition, label: 大, cites: [t1-1-1], subject: station, require: { fact: station.areaM2, atLeast: 30 m² } }]',
    ) as unknown,
  })
  expect(tried({ ...schemeOf(RULES), overlays: [overlay] }, 'local/big', AREA, '60 m²').judged).toBe(1)
})

describe('a number may be replaced only by one of its kind', () => {
  const scheme = schemeOf(RULES)
  test.each([
    ['area', AREA, '60 分'],
    ['area', AREA, '60'],
    ['area', AREA, '-1 m²'],
    ['area', AREA, '39.999 m²'],
    ['nothing', AREA, '60 m²'],
    ['area', ['require', 'fact', 'x'], '60 m²'],
    ['ready', ['require', 'all', 1, 'atLeast'], '1.5'],
    ['ready', ['require', 'all', 1, 'atLeast'], '-1'],
  ] as const)('%s %s to %s is refused', (key, path, value) => expect(withNumber(scheme, key, path, value)).toBeUndefined())
  test('and the plan itself stays as it was', () => {
    withNumber(scheme, 'area', AREA, '60 m²')
    expect(scheme.rules[0]).toMatchObject({ require: { atLeast: '40 m²' } })
  })
})

test('what rests on a rule, directly, through others, or through the fact it defines', () => {
  expect([...dependants(schemeOf(RULES), 'area')].sort()).toEqual(['area', 'covered', 'ready'])
  expect([...dependants(schemeOf(RULES), 'other')]).toEqual(['other'])
})

test('levers are the numbers of the rules, with a sensible range', () => {
  const layers = layersOf(schemeOf(RULES), catalogue, new Map())
  const levers = leversOf(layers, wordsOf(layers.base))
  expect(levers.map((l) => [l.key, shownNumber(l.value)])).toEqual([
    ['area', '40.00 m²'],
    ['ready', '1'],
    ['covered', '50.00%'],
    ['other', '10.00 m²'],
  ])
  expect(leverRange('40 m²')).toMatchObject({ number: 40, min: 0, max: 120, step: 1 })
  expect(leverRange('50 %')).toMatchObject({ max: 100 })
  expect(leverRange(1)).toMatchObject({ number: 1, max: 10, step: 1 })
})
