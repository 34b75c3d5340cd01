import { parse } from 'yaml'
import { describe, expect, test } from 'vitest'
import { catalogue } from './catalogue/catalogue.ts'
import { layersOf, subjectsOfLayer } from './layers.ts'
import { momentOf } from './facts/moment.ts'
import { applyOverlay } from './overlay.ts'
import { judgeWorld } from './answers/plan-status.ts'
import { Overlay, type Scheme } from './schema/scheme.ts'
import { day, schemeOf, worldOf } from './testing/small-plan.ts'

const rule = (id: string, area: string, more = ''): string =>
  `{ id: ${id}, kind: condition, label: 面积, cites: [t1-1-1], subject: station, ${more} require: { fact: station.areaM2, atLeast: ${area} } }`
const overlay = (
  id: string,
  divisions: string,
  rules: string,
  validFrom = '2024-01-01',
  validTo: string | null = null,
): Overlay =>
  Overlay.parse({
    id,
    of: 't1',
    title: '本地',
    divisions: divisions.split(' '),
    validFrom,
    validTo,
    rules: parse(rules) as unknown,
  })
const withOverlays = (rules: string, ...overlays: Overlay[]): Scheme => ({ ...schemeOf(rules), overlays })

const world = worldOf('{ unit: { id: u }, station: [{ id: s33, areaM2: 45 m² }, { id: s34, areaM2: 45 m² }] }')
for (const e of world.get('station') ?? []) Object.assign(e, { divisionCode: e.id === 's33' ? '330481001' : '340100001' })
const asked = (scheme: Scheme, asOf: string, only?: string): Record<string, string[]> => {
  const m = momentOf(day(asOf))
  return Object.fromEntries(
    layersOf(scheme, catalogue, new Map(), only).rules.map((r) => [r.key, subjectsOfLayer(r, world, m).map((e) => e.id)]),
  )
}

describe('an overlay', () => {
  const scheme = withOverlays(
    `[${rule('office', '40 m²', 'slot: station.area,')}, ${rule('other', '1 m²')}]`,
    overlay(
      'local',
      '3304',
      `[${rule('big', '50 m²', 'slot: station.area,')}, ${rule('more', '2 m²')}]`,
      '2024-01-01',
      '2024-12-31',
    ),
  )
  test('fills a slot in its divisions, adds what has none, and leaves the rest of the plan alone', () => {
    expect(asked(scheme, '2024-05-15')).toEqual({
      office: ['s34'],
      other: ['s33', 's34'],
      'local/big': ['s33'],
      'local/more': ['s33'],
    })
  })
  test.each([
    ['2023-12-31', ['s33', 's34'], []],
    ['2024-01-01', ['s34'], ['s33']],
    ['2024-12-31', ['s34'], ['s33']],
    ['2025-01-01', ['s33', 's34'], []],
  ])('applies only while it is in force: on %s', (asOf, plans, own) => {
    expect(asked(scheme, asOf)).toMatchObject({ office: plans, 'local/big': own })
  })
  test('the verdict follows the rule that stands there', () => {
    const m = momentOf(day('2024-05-15'))
    const judged = judgeWorld(layersOf(scheme, catalogue, new Map()), world, m)
    expect(judged.get('office')?.counts).toEqual({ met: 1 })
    expect(judged.get('local/big')?.counts).toEqual({ 'not-met': 1 })
  })
  test('asked for alone, shows its merged plan over its own divisions', () => {
    expect(asked(scheme, '2024-05-15', 'local')).toEqual({ other: ['s33'], 'local/big': ['s33'], 'local/more': ['s33'] })
  })
  test('a contract signed before it keeps the rule under which it was signed', () => {
    const anchored = withOverlays(
      `[${rule('office', '40 m²', 'slot: station.area, anchor: contractSigned,')}]`,
      overlay('local', '33', `[${rule('big', '50 m²', 'slot: station.area, anchor: contractSigned,')}]`),
    )
    const signed = (on: string): Record<string, string[]> => {
      const own = worldOf(`{ station: { id: s33, areaM2: 1 m², contract: { signedOn: ${on} } } }`)
      for (const e of own.get('station') ?? []) Object.assign(e, { divisionCode: '330481001' })
      return Object.fromEntries(
        layersOf(anchored, catalogue, new Map()).rules.map((r) => [
          r.key,
          subjectsOfLayer(r, own, momentOf(day('2024-05-15'))).map((e) => e.id),
        ]),
      )
    }
    expect(signed('2023-12-31')).toEqual({ office: ['s33'], 'local/big': [] })
    expect(signed('2024-01-01')).toEqual({ office: [], 'local/big': ['s33'] })
  })
  test('may change the kind, and what asks by the slot of the plan is compiled with it', () => {
    const local = overlay(
      'local',
      '33',
      '[{ id: photo, kind: checklist, label: 照片, cites: [t1-1-1], subject: station, slot: station.area, items: [{ id: a, label: 甲, proof: { attest: town, evidence: [photo] } }] }]',
    )
    expect(
      applyOverlay(schemeOf(`[${rule('office', '40 m²', 'slot: station.area,')}]`), local).scheme.rules.map((r) => [
        r.id,
        r.kind,
      ]),
    ).toEqual([['photo', 'checklist']])
  })
  test('weaker than the must it replaces is said, and not refused', () => {
    const { notes } = applyOverlay(
      schemeOf(`[${rule('office', '40 m²', 'slot: station.area,')}]`),
      overlay('local', '33', `[${rule('big', '50 m²', 'slot: station.area, strength: strive,')}]`),
    )
    expect(notes).toMatchObject([{ ruleId: 'big', code: 'weaker' }])
  })
})
